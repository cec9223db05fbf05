"""Alert mails become posts, other mails nothing, and no address keeps its tracking."""

from email.message import EmailMessage
from pathlib import Path

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
