import csv
import tomllib
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from support.feeds import body, element

from jobsearch.errors import FileUnreadable, MailUnreadable
from jobsearch.services.applications.listing import show_application
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.applications.replies import accept, read_replies
from jobsearch.services.applications.transfer import import_applications
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

EMPLOYERS = Path(__file__).parents[2] / "data" / "replies" / "employers.toml"
NO = "Unfortunately we will not be taking your application any further."


@pytest.fixture
def applied(settings: Settings, tmp_path: Path) -> Settings:
    """Two applications: at Acme GmbH and at Brightfield."""
    file = tmp_path / "feed.json"
    posts = [(1, "Acme GmbH", "Data Engineer"), (2, "Brightfield", "Plumber"), (3, "Acme GmbH", "Singer")]
    file.write_bytes(
        body(element(n, company=name, position=title, description=title * 9) for n, name, title in posts)
    )
    fetch_new(settings, [file])
    set_stage(settings, "remoteok:1", "applied", at="10 days ago")
    set_stage(settings, "remoteok:2", "applied", at="10 days ago")
    return settings


def mail(folder: Path, sender: str, subject: str, text: str = NO) -> Path:
    file = folder / "reply.eml"
    file.write_text(f"From: {sender}\nSubject: {subject}\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n{text}\n")
    return file


@pytest.mark.parametrize(
    ("sender", "subject", "key", "sure"),
    [
        ("jobs@acme.example", "Your application as Data Engineer at Acme", "remoteok:1", "sure"),
        ("Acme <jobs@acme.example>", "Your application", "remoteok:1", "sure"),
        ("jobs@mail.acme.example", "Your application", "remoteok:1", "likely"),
        ("no-reply@ats.example", "Your application at Brightfield: Plumber", "remoteok:2", "likely"),
        ("no-reply@ats.example", "Your application at Brightfield", "remoteok:2", "unsure"),
        ("no-reply@ats.example", "Your application", "", ""),
        ("jobs@notacme.example", "Your application", "", ""),
    ],
)
def test_a_reply_finds_its_application_and_says_how_sure(  # noqa: PLR0913, PLR0917 - the parts of a case
    applied: Settings, tmp_path: Path, sender: str, subject: str, key: str, sure: str
) -> None:
    (found,) = read_replies(applied, mail(tmp_path, sender, subject)).proposals
    assert (found.key, found.sure, found.stage) == (key, sure, "rejected")


def test_two_that_fit_as_well_are_unsure(applied: Settings, tmp_path: Path) -> None:
    set_stage(applied, "remoteok:3", "applied")
    (found,) = read_replies(applied, mail(tmp_path, "Acme <jobs@acme.example>", "Your application")).proposals
    assert found.sure == "unsure"


def test_nothing_is_recorded_without_a_yes_and_a_yes_once(applied: Settings, tmp_path: Path) -> None:
    file = mail(tmp_path, "jobs@acme.example", "Your application")
    (proposal,) = read_replies(applied, file).proposals
    assert [one.stage for one in show_application(applied, "remoteok:1").events] == ["applied"]
    accept(applied, proposal)
    shown = show_application(applied, "remoteok:1")
    assert (shown.application.stage, shown.application.at.isoformat()) == (
        "rejected",
        "2026-11-23T10:00:00+00:00",
    )
    (again,) = read_replies(applied, file).proposals
    assert again.known


def test_an_invitation_is_for_the_moment_that_it_names(applied: Settings, tmp_path: Path) -> None:
    text = "We would like to meet you on Tuesday, 8 December 2026 at 10:30 UTC. Reply by 1 December."
    file = mail(tmp_path, "jobs@acme.example", "Your application", text)
    (found,) = read_replies(applied, file).proposals
    assert (found.stage, found.at.isoformat()) == ("interview", "2026-12-08T10:30:00+00:00")


def test_what_is_no_mail_or_no_file_is_refused(applied: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_text("key,label\n")
    with pytest.raises(MailUnreadable):
        read_replies(applied, tmp_path / "x.eml")
    with pytest.raises(FileUnreadable):
        read_replies(applied, tmp_path / "none.eml")


def test_a_mailbox_of_newest_first_is_recorded_in_the_order_of_sending_and_each_mail_once(
    applied: Settings, tmp_path: Path
) -> None:
    said = [
        (20, NO),
        (10, "We would like to invite you to an interview."),
        (10, "We would like to invite you to an interview."),
        (1, "Thank you for your application. We have received your application."),
    ]
    mails = [
        f"From: jobs@acme.example\nSubject: Your application\nDate: {day} Nov 2026 10:00:00 +0000\n\n{text}\n"
        for day, text in said
    ]
    file = tmp_path / "all.mbox"
    file.write_text("".join(f"From x Mon Nov 23 10:00:00 2026\n{one}\n" for one in mails))
    proposals = read_replies(applied, file).proposals
    assert [one.stage for one in proposals] == ["acknowledged", "interview", "rejected"]
    for one in proposals:
        accept(applied, one)
    shown = show_application(applied, "remoteok:1")
    assert shown.application.stage == "rejected"
    assert [one.stage for one in shown.events] == ["applied", "acknowledged", "interview", "rejected"]
    assert [accept(applied, one) for one in proposals] == [None] * 3  # looked at again when it is recorded


def test_a_mail_of_before_the_rejection_does_not_open_the_application_again(
    applied: Settings, tmp_path: Path
) -> None:
    set_stage(applied, "remoteok:1", "rejected", at="2026-11-25")
    text = "We would like to invite you to an interview."
    (found,) = read_replies(applied, mail(tmp_path, "jobs@acme.example", "Your application", text)).proposals
    assert found.stage == "interview"
    assert found.known


@pytest.mark.parametrize(
    "domain",
    "greenhouse.io us.greenhouse-mail.io linkedin.com remoteok.com smartrecruiters.com com io".split(),
)
def test_a_platform_speaks_for_no_application_of_its_own(
    settings: Settings, tmp_path: Path, domain: str
) -> None:
    url = f"https://jobs.{domain}/acme/1"
    sheet = f"Company,Position,Link,Status\nAcme,Cook,{url},applied\n"
    import_applications(settings, sheet, "x.csv")
    sender = f"Other Corp <no-reply@{domain}>"
    (found,) = read_replies(settings, mail(tmp_path, sender, "Your application at Other Corp")).proposals
    assert found.key == ""
    (found,) = read_replies(settings, mail(tmp_path, sender, "Your application at Acme: Cook")).proposals
    assert (found.title, found.sure) == ("Cook", "likely")


def test_mail_about_other_matters_of_an_employer_is_never_recorded_unasked(
    settings: Settings, tmp_path: Path
) -> None:
    """No mail about another matter is recorded by --yes, which leaves the unsure ones."""
    mails = tomllib.loads(EMPLOYERS.read_text(encoding="utf-8"))["mail"]
    import_applications(settings, _sheet(mails), "x.csv")
    file = tmp_path / "all.mbox"
    file.write_bytes(
        b"".join(b"From x Mon Nov 23 10:00:00 2026\n" + _written(one) + b"\n\n" for one in mails)
    )

    replies = read_replies(settings, file)

    truth = {(mail["company"], mail["said"]) for mail in mails if mail["said"]}
    proposed = {(one.company, one.stage) for one in replies.proposals if one.sure in {"sure", "likely"}}
    precision, recall = len(proposed & truth) / len(proposed), len(proposed & truth) / len(truth)
    print(f"{replies.messages} mails, precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201 - the figures
    assert replies.messages == len(mails)
    assert {company for company, _stage in proposed} <= {company for company, _said in truth}
    assert precision >= 0.95
    assert recall >= 0.8


def test_a_company_is_known_by_a_domain_that_spells_its_umlauts(settings: Settings, tmp_path: Path) -> None:
    import_applications(settings, "Company,Position,Status\nBäckerei Groß,Cook,applied\n", "x.csv")
    (found,) = read_replies(
        settings, mail(tmp_path, "x@baeckereigross.example", "Your application")
    ).proposals
    assert (found.title, found.sure) == ("Cook", "likely")


@pytest.mark.parametrize(
    ("sender", "text", "sure"),
    [
        ("jobs@acme.example", "Unfortunately it is a no.", "likely"),
        ("kim@acme.example", "Unfortunately it is a no.", ""),
        ("kim@acme.example", "Could we meet on Tuesday at 10:30?", "unsure"),
        ("kim@acme.example", "Unfortunately we cannot offer you the position.", "unsure"),
        (
            "kim@acme.example",
            "Unfortunately it is a no: Data Engineer is filled. Thanks for applying.",
            "likely",
        ),
        ("Acme <kim@acme.example>", "Unfortunately we cannot refund your order.", ""),
        ("Acme <info@acme.example>", "Unfortunately it is a no.", ""),
    ],
)
def test_who_does_not_speak_of_an_application_is_unsure_at_most(
    applied: Settings, tmp_path: Path, sender: str, text: str, sure: str
) -> None:
    found = read_replies(applied, mail(tmp_path, sender, "Hello", text)).proposals
    assert [one.sure for one in found] == ([sure] if sure else [])


def _sheet(mails: list[dict[str, str]]) -> str:
    sheet = StringIO()
    rows = csv.writer(sheet)
    rows.writerow(["Company", "Position", "Status"])
    rows.writerows((mail["company"], mail["title"], "applied") for mail in mails)
    return sheet.getvalue()


def _written(mail: dict[str, str]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = mail["from"], mail["subject"]
    message["Date"] = "Mon, 23 Nov 2026 10:00:00 +0000"
    message.set_content(mail["text"])
    return message.as_bytes()
