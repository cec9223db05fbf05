"""Alert mails become posts, other mails nothing, and no address keeps its tracking."""

import re
from email.message import EmailMessage
from pathlib import Path

from support.mails import alerts, others

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.feed.mails import page_of
from jobsearch.settings import Settings

LINKEDIN = "https://www.linkedin.com/comm/jobs/view/40123456{n:02}/?trackingId=abc%3D&refId=q"
CARD = (
    '<tr><td><a href="{url}"><img src="logo.png"></a></td><td><a href="{url}">Baker {n}</a>'
    "<p>Oven {n} · Porto, Portugal</p><p>Easy Apply</p></td></tr>"
)


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
    found = page_of(_alert(range(3))).postings

    assert [(one.title, one.company, one.location) for one in found] == [
        (f"Baker {n}", f"Oven {n}", "Porto, Portugal") for n in range(3)
    ]
    assert found[0].url == "https://www.linkedin.com/jobs/view/4012345600/"
    assert {one.site for one in found} == {"LinkedIn"}


def test_reads_plain_text() -> None:
    text = f"Your alert\n\nBaker\nOven\nPorto\nView job: {LINKEDIN.format(n=1)}\n\nDriver\nVan\nFaro\n"
    found = page_of(_mail(text=text + f"View job: {LINKEDIN.format(n=2)}\n")).postings

    assert [(one.title, one.company, one.location) for one in found] == [
        ("Baker", "Oven", "Porto"),
        ("Driver", "Van", "Faro"),
    ]


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
    found = page_of(box).postings
    right = wanted & {(one.title, one.company, one.location) for one in found}

    assert len(right) >= 0.95 * len(wanted)
    assert len(found) <= len(wanted)
    assert not [one.url for one in found if re.search("utm_|trk|tracking|refId|from=|sc_p|click", one.url)]


def test_a_maildir_is_read(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "1.host:2,S").write_bytes(_alert(range(2)))
    (tmp_path / "Mail" / "new" / "2.host").write_bytes(_alert(range(2, 3)))

    assert fetch_new(Settings(instance=tmp_path / "instance"), [tmp_path / "Mail"]).new == 3
