"""Alert mails become posts, other mails nothing, and no address keeps its tracking."""

import re
import time
import tracemalloc
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from support.mails import alerts, others

from jobsearch.boards.elsewhere.mails import page_of as posts_of
from jobsearch.domain.posting import Posting
from jobsearch.mail.alerts import cards, read_mail
from jobsearch.mail.mailboxes import mails
from jobsearch.presentation.outcomes import fetch_sentence
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

LINKEDIN = "https://www.linkedin.com/comm/jobs/view/40123456{n:02}/?trackingId=abc%3D&refId=q"
CARD = (
    '<tr><td><a href="{url}"><img src="logo.png"></a></td><td><a href="{url}">Baker {n}</a>'
    "<p>Oven {n} · Porto, Portugal</p><p>Easy Apply</p></td></tr>"
)


NOW = datetime(2026, 11, 27, tzinfo=UTC)


def page_of(content: bytes) -> tuple[Posting, ...]:
    return posts_of(mails(content), NOW).postings


def _mail(html: str = "", text: str = "Hello.") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Job Alerts <jobalerts@example.com>", "Two new jobs"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return bytes(mail)


def _alert(numbers: range) -> bytes:
    return _mail(
        "<table>" + "".join(CARD.format(url=LINKEDIN.format(n=n), n=n) for n in numbers) + "</table>"
    )


def test_reads_the_cards_of_html() -> None:
    found = page_of(_alert(range(3)))

    assert [(one.title, one.company, one.location) for one in found] == [
        (f"Baker {n}", f"Oven {n}", "Porto, Portugal") for n in range(3)
    ]
    assert found[0].url == "https://www.linkedin.com/jobs/view/4012345600/"
    assert {one.site for one in found} == {"LinkedIn"}


def test_reads_plain_text() -> None:
    text = f"Your alert\n\nBaker\nOven\nPorto\nView job: {LINKEDIN.format(n=1)}\n\nDriver\nVan\nFaro\n"
    found = page_of(_mail(text=text + f"View job: {LINKEDIN.format(n=2)}\n"))

    assert [(one.title, one.company, one.location) for one in found] == [
        ("Baker", "Oven", "Porto"),
        ("Driver", "Van", "Faro"),
    ]


def test_a_post_is_as_old_as_its_mail_unless_that_lies_ahead() -> None:
    dated = b"Date: Tue, 24 Nov 2026 09:00:00 +0100\n" + _alert(range(1))
    ahead = b"Date: Tue, 24 Nov 2037 09:00:00 +0100\n" + _alert(range(1))

    assert page_of(dated)[0].posted_at == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert page_of(ahead)[0].posted_at is None


OPAQUE = (
    '<tr><td><a href="https://cts.indeed.com/v3/H4sI{n}AAA/xyz"><h2>Baker {n}</h2>'
    "<p>Oven {n} Ltd</p><p>{place}</p></a></td></tr>"
)
MANAGE = '<p><a href="https://cts.indeed.com/v3/manage">Edit this job alert</a></p><p>Indeed Ltd, Dublin</p>'


def _opaque(sender: str, places: list[str], subject: str = "3 new jobs") -> bytes:
    cards = "".join(OPAQUE.format(n=n, place=place) for n, place in enumerate(places))
    sent = _mail(f"<table>{cards}</table>{MANAGE}").replace(b"jobalerts@example.com", sender.encode())
    return sent.replace(b"Two new jobs", subject.encode()).replace(b"Job Alerts", b"Indeed")


def test_posts_behind_counters_of_clicks_are_kept_with_what_the_mail_says() -> None:
    found = page_of(_opaque("alert@indeed.com", ["Porto, Portugal", "Remote", "Berlin"]))

    assert [(one.title, one.company, one.location) for one in found] == [
        ("Baker 0", "Oven 0 Ltd", "Porto, Portugal"),
        ("Baker 1", "Oven 1 Ltd", "Remote"),
        ("Baker 2", "Oven 2 Ltd", "Berlin"),
    ]
    assert found[0].url == "https://www.indeed.com/jobs?q=Baker+0+Oven+0+Ltd"
    assert {one.source for one in found} == {"indeed"}
    assert not [one for one in found if b"H4sI" in one.raw_bytes or "cts." in str(one)]


@pytest.mark.parametrize(
    ("sender", "subject"),
    [("news@shop.example", "3 new jobs"), ("alert@indeed.com", "Your invoice")],
)
def test_links_that_tell_nothing_are_no_posts_in_other_mails(sender: str, subject: str) -> None:
    assert page_of(_opaque(sender, ["Porto, Portugal"], subject)) == ()


def test_an_mbox_of_alerts_and_other_mail_is_read_whatever_its_size(tmp_path: Path) -> None:
    line = b"From a@b Thu Nov 26 10:00:00 2026\n"
    picture = line + _mail() + b"\n" + (b"A" * 76 + b"\n") * 200_000 + b"\n"
    with (tmp_path / "all.mbox").open("wb") as file:
        for n in range(5):
            file.write(picture)
            file.write(line + _alert(range(n, n + 1)) + b"\n\n")
    assert (tmp_path / "all.mbox").stat().st_size > 64 * 1024 * 1024
    tracemalloc.start()
    with (tmp_path / "all.mbox").open("rb") as file:
        found = posts_of(mails(file.read(1_000), file), NOW).postings
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(found) == 5
    assert peak < 24 * 1024 * 1024
    stored = fetch_new(Settings(instance=tmp_path / "instance"), [tmp_path / "all.mbox"])
    assert (stored.new, stored.sources[0].mails) == (5, 10)


def test_the_mails_are_counted_where_none_has_a_post(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(_mail())
    found = fetch_new(Settings(instance=tmp_path / "instance"), [tmp_path / "one.eml"])

    assert fetch_sentence(found) == "Mail: 1 email, 0 received, 0 new, 0 changed, 0 unchanged, 0 rejected"
    assert found.warnings == ()


def test_a_mailbox_is_read_once(tmp_path: Path) -> None:
    others = [
        _mail(f"<p>Receipt {n}: <a href='https://shop.example/?utm_source=x'>see</a></p>") for n in range(9)
    ]
    box = b"".join(
        b"From a@b Thu Nov 26 10:00:00 2026\n" + one + b"\n\n" for one in [_alert(range(20)), *others]
    )
    (tmp_path / "all.mbox").write_bytes(box)
    settings = Settings(instance=tmp_path / "instance")
    runs = [fetch_new(settings, [tmp_path / "all.mbox"]) for _run in range(3)]

    assert [(one.received, one.new, one.unchanged) for one in runs] == [(20, 20, 0), (20, 0, 20), (20, 0, 20)]


def test_finds_the_posts_of_a_mailbox_and_nothing_else() -> None:
    made = alerts()
    box = b"".join(
        b"From a@b Thu Nov 26 10:00:00 2026\n" + one + b"\n\n"
        for one in [*(mail for mail, _ in made), *others()]
    )
    wanted = {post for _mail, posts in made for post in posts}
    found = page_of(box)
    right = wanted & {(one.title, one.company, one.location) for one in found}

    assert len(right) >= 0.95 * len(wanted)
    assert len(found) <= len(wanted)
    assert not [one.url for one in found if re.search("utm_|trk|tracking|refId|from=|sc_p|click", one.url)]


def test_a_maildir_is_read(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "1.host:2,S").write_bytes(_alert(range(2)))
    (tmp_path / "Mail" / "new" / "2.host").write_bytes(_alert(range(2, 3)))
    (tmp_path / "Mail" / "cur" / "dovecot.index").write_bytes(b"\x00\x01index")
    (tmp_path / "Mail" / "new" / ".keep").write_bytes(b"")

    assert fetch_new(Settings(instance=tmp_path / "instance"), [tmp_path / "Mail"]).new == 3


@pytest.mark.parametrize("link", ['<a href="{}"></a>', '<p></p><a href="{}">View job</a>'])
def test_ten_thousand_links_without_words_are_read_in_seconds(link: str) -> None:
    html = link.format("https://www.linkedin.com/jobs/view/4123456789/") * 10_000
    content = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    begun = time.perf_counter()
    assert cards(read_mail(content), lambda address: address) == []
    assert time.perf_counter() - begun < 10  # it took minutes when each link looked through all others


def test_a_link_without_words_does_not_hide_the_title_before_the_next() -> None:
    html = (
        '<a href="https://x.example/1"></a><p>Baker</p><p>Acme</p><a href="https://x.example/1">View job</a>'
    )
    content = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    (card,) = cards(read_mail(content), lambda address: address)
    assert (card.title, card.company) == ("Baker", "Acme")


@pytest.mark.parametrize(
    "title",
    [
        "Open Source Engineer",
        "New Business Manager",
        "New Grad Software Engineer",
        "View Manager",
        "Save Energy Adviser",
        "Sponsored Programs Manager",
        "Posted Workers Officer",
        "Engineer, 4 days a week",
        "See Captain",
        "Show Runner",
        "Apply Flow Designer",
        "Neu Isenburg Site Lead",
        "Promoted Content Editor",
        "Details Painter",
        "24 hours Nurse",
    ],
)
def test_a_title_may_begin_with_the_word_of_a_button(title: str) -> None:
    html = f'<p>x</p><a href="https://x.example/1">{title}</a><p>Acme</p><p>Berlin</p><p>3 days ago</p>'
    content = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    (card,) = cards(read_mail(content), lambda address: address)
    assert (card.title, card.company, card.place) == (title, "Acme", "Berlin")


@pytest.mark.parametrize(
    "button",
    [
        "View job",
        "See all jobs",
        "Apply now",
        "View this job \u2192",
        "New",
        "Promoted",
        "Actively recruiting",
        "Be an early applicant",
        "Posted 3 days ago",
        "vor 2 Stunden",
        "Jetzt bewerben",
        "Easy Apply",
        "Voir l'offre",
        "$90k",
    ],
)
def test_a_button_or_a_note_is_no_title(button: str) -> None:
    html = f'<p>Baker</p><p>Acme</p><a href="https://x.example/1">{button}</a>'
    content = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    (card,) = cards(read_mail(content), lambda address: address)
    assert (card.title, card.company) == ("Baker", "Acme")
