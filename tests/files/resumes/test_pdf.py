import io

import pytest
from support.pdf import document, locked, pdf, picture, shown

from jobsearch.errors import ResumeDamaged, ResumeEmpty, ResumeLocked, ResumeScanned
from jobsearch.files.resumes.lines import rejoined
from jobsearch.files.resumes.read import text_of

LINES = ("Data engineer", "Built workflows with Terraform and Kafka", "Python SQL dbt")


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read(algorithm: str) -> None:
    assert text_of(locked(pdf(*LINES), algorithm), ".pdf").splitlines() == list(LINES)


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_that_opens_with_a_password_is_said_to(algorithm: str) -> None:
    with pytest.raises(ResumeLocked):
        text_of(locked(pdf(*LINES), algorithm, to_open="secret"), ".pdf")


LEFT = ("PROFILE", "Keeps the books", "of many shops", "and their pay-", "roll in order", "all the year")
RIGHT = ("EXPERIENCE", "Accountant at", "Example Ltd", "in Porto, tax re-", "turns and audits", "since 2019")


def columns(*, by_rows: bool, left: int = 60, right: int = 330, across: str = "") -> bytes:
    one = [(left, 650 - 20 * row, line) for row, line in enumerate(LEFT)]
    other = [(right, 650 - 20 * row, line) for row, line in enumerate(RIGHT)]
    pairs = [place for pair in zip(one, other, strict=True) for place in pair]
    head = [(60, 720, across)] if across else []
    return document(shown([*head, *(pairs if by_rows else [*one, *other])]))


@pytest.mark.parametrize("by_rows", [False, True])
@pytest.mark.parametrize(
    "across", ["", "Ann Example, senior accountant of shops large and small, and of their owners"]
)
@pytest.mark.parametrize(("left", "right"), [(60, 330), (40, 220), (60, 180)])
def test_two_columns_are_read_one_after_the_other(by_rows: bool, across: str, left: int, right: int) -> None:  # noqa: FBT001
    content = columns(by_rows=by_rows, across=across, left=left, right=right)
    text = rejoined(text_of(content, ".pdf"))
    assert text.index("PROFILE") < text.index("payroll") < text.index("EXPERIENCE") < text.index("returns")


def test_dates_beside_a_text_stay_beside_it() -> None:
    placed = [
        (x, 700 - 40 * row, f"{text} {row}")
        for row in range(6)
        for x, text in ((60, "2019"), (130, "Accountant of shops in Porto and their owners"))
    ]
    more = [(130, 680 - 40 * row, "and more of it on a second line of its own") for row in range(6)]
    both = sorted([*placed, *more], key=lambda place: (-place[1], place[0]))
    assert (
        text_of(document(shown(both))).splitlines()[0]
        == "2019 0  Accountant of shops in Porto and their owners 0"
    )


def test_words_parted_at_line_ends_are_whole() -> None:
    parted = (
        "Led the move to Kuber-",
        "netes and Post-",
        "greSQL, micro-",
        "services in Py-",
        "thon, type-",
        "Script",
    )
    words = rejoined(text_of(pdf(*parted), ".pdf")).replace(",", "").split()
    assert {"Kubernetes", "PostgreSQL", "microservices", "Python", "typeScript"} <= set(words)


@pytest.mark.parametrize(
    "pages",
    [
        [picture()],
        [picture(), picture()],
        [picture() + shown([(72, 20, "Scanned with CamScanner")])] * 2,
        [picture() + shown([(72, 20, f"Page {number} of 9")]) for number in range(9)],
        [picture() + shown([(72, 40, "Curriculum vitae"), (72, 20, "Page 1 of 1")])],
        [picture() + shown([(72, 20, "Gescannt mit Adobe Scan am 3. Mai 2024")])],
        [picture(300, 500) + shown([(72, 20, "Ann Example - CV - 1/1")])],
        [picture() + shown([(72, 20, f"DocuSign Envelope ID: 7F3A-{number:04}")]) for number in range(3)],
        [
            picture(500, 350, 50, 40)
            + picture(500, 350, 50, 400)
            + shown([(72, 20, "Created by Genius Scan")])
        ],
        [picture(), picture(), shown([(72, 700, "Sent from my phone")])],
        [picture(612, 792, 0, 0) + shown([(72, 20, "https://www.example.com/scanner")])],
    ],
)
def test_pictures_with_a_stamp_are_a_scan(pages: list[bytes]) -> None:
    with pytest.raises(ResumeScanned):
        text_of(document(*pages), ".pdf")


LONG = [
    (60, 740 - 14 * row, line)
    for row, line in enumerate(
        [
            "Ann Example, accountant in Porto with ten years in finance teams of shops",
            "Month end close, accounts payable and receivable, general ledger, reconciliations",
            "QuickBooks, Excel, payroll, tax filing, audits, budgets, forecasts, reports",
        ]
    )
]


@pytest.mark.parametrize(
    "pages",
    [
        [picture() + shown(LONG)],  # a scan whose text was recognized, or a page with a picture behind it
        [
            picture(100, 100, 480, 650) + shown([(60, 700, "Ann Example"), (60, 680, "Accountant")])
        ],  # a portrait
        [shown([(60, 700, "Accountant in Porto")])],
        [shown(LONG), picture()],
    ],
)
def test_pages_with_a_text_are_no_scan(pages: list[bytes]) -> None:
    assert "ccountant" in text_of(document(*pages), ".pdf")


def test_a_pdf_without_anything_is_empty() -> None:
    with pytest.raises(ResumeEmpty):
        text_of(pdf(), ".pdf")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _content: b"%PDF-1.4 and nothing more",
        lambda content: content[:40],
        lambda content: content[:9] + b"\x00" * len(content),
        lambda _content: b"%PDF-1.7\n" + bytes(range(256)) * 20,
    ],
)
def test_a_damaged_pdf_is_said_to_be(damage: object) -> None:
    with pytest.raises((ResumeDamaged, ResumeEmpty)):
        text_of(damage(pdf(*LINES)), ".pdf")  # type: ignore[operator]


@pytest.mark.parametrize("before", [b"", b"\n\n", b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_pdf_may_begin_a_little_later(before: bytes) -> None:
    assert "Terraform" in text_of(before + pdf(*LINES), ".pdf")


def test_letters_at_no_place_are_read_all_the_same() -> None:
    huge = b"BT /F1 1" + b"0" * 40 + b" Tf " + b"9" * 40 + b" 0 0 1 0 0 Tm (Accountant) Tj ET"
    assert text_of(document(huge + shown([(60, 700, "Porto")])))


def test_accents_of_tex_stand_on_their_letters() -> None:
    assert "Résumé of Jörg" in text_of(document(shown([(60, 700, "R´esum´e of J¨org")])))


def test_reading_stops_when_enough_is_read() -> None:
    page = shown([(20, 780 - 14 * row, "accounts " * 12) for row in range(54)])
    text = text_of(document(*[page] * 60))
    assert 50_000 < len(text) <= 110_000
    assert io.StringIO(text).readline().startswith("accounts")
