import csv
import io
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as sized
from hypothesis import strategies as st
from sqlalchemy import select
from support.feeds import body, element
from support.many_texts import SEEDS, first_failing, texts
from support.stored import upsert

from jobsearch.domain.posting import parse_key
from jobsearch.domain.query import Query
from jobsearch.errors import KeyMalformed, LabelsMalformed
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.status import status
from jobsearch.services.labels.rows import read_rows
from jobsearch.services.labels.transfer import ImportResult, export, import_labels, set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.models import JobPost, Label, Score
from jobsearch.store.sqlite.engine import connect, reading
from jobsearch.text.characters import printable

MONDAY, TUESDAY = "2026-01-05T12:00:00+00:00", "2026-01-06T12:00:00+00:00"
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,9}:[A-Za-z0-9_.-]{1,12}", fullmatch=True)
FIFTY_THOUSAND_SECONDS = 10  # of the processor, which works for three
UNSEEN = (
    select(JobPost.source, JobPost.external_id, Score.score)
    .join(Score, Score.job_post_id == JobPost.id)
    .where(~Score.trained_on)
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def load(settings: Settings, text: str) -> ImportResult:
    return import_labels(settings, text, "labels.csv")


def labels(settings: Settings) -> dict[str, str]:
    return {row["key"]: row["label"] for row in csv.DictReader(io.StringIO(export(settings).text))}


@sized(database=None, max_examples=12, deadline=None)
@given(
    st.dictionaries(
        KEYS, st.tuples(st.sampled_from(["yes", "no", "unsure"]), MOMENTS, st.none() | MOMENTS), max_size=8
    )
)
def test_what_was_exported_imports_as_the_same(
    answers: dict[str, tuple[str, datetime, datetime | None]],
) -> None:
    rows = [
        f"{key},{label},{labeled_at.isoformat()},{applied_at.isoformat() if applied_at else ''}"
        for key, (label, labeled_at, applied_at) in answers.items()
    ]
    text = "\n".join(["key,label,labeled_at,applied_at", *rows])
    with tempfile.TemporaryDirectory() as folder:
        first, second = (Settings(instance=Path(folder) / name) for name in ("first", "second"))
        load(first, text)
        exported = export(first).text
        assert load(second, exported) == ImportResult(len(rows), len(rows), 0, len(rows))
        assert export(second).text == exported
        assert load(second, exported) == ImportResult(len(rows), 0, len(rows), len(rows))
        assert labels(second) == {key: label for key, (label, *_moments) in answers.items()}


def test_exports_rows_in_the_order_of_the_keys(forty_posts: Settings) -> None:
    load(forty_posts, f"key,label,labeled_at\nremoteok:3,no,{MONDAY}\nremoteok:1,yes,{TUESDAY}\n")
    assert export(forty_posts).text == (
        f"key,label,labeled_at,applied_at\nremoteok:1,yes,{TUESDAY},\nremoteok:3,no,{MONDAY},\n"
    )


def test_no_labels_export_as_a_header_that_imports(settings: Settings) -> None:
    assert export(settings).text == "key,label,labeled_at,applied_at\n"
    assert load(settings, export(settings).text) == ImportResult(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("bad", "cause"),
    [
        ("remoteok:3,maybe", "'maybe' is not a label"),
        ("remoteok:3,", "is not a label"),
        ("remoteok:3", "not have as many fields"),
        ("remoteok:3,yes,no", "not have as many fields"),
        ("no key,yes", "is not a valid post key"),
        (",yes", "is not a valid post key"),
        ('"remoteok:3,yes', "unexpected end of data"),
        ('"remoteok:3"x,yes', "expected after"),
    ],
)
def test_one_bad_row_rejects_the_file_and_is_named(forty_posts: Settings, bad: str, cause: str) -> None:
    with pytest.raises(LabelsMalformed, match=cause) as error:
        load(forty_posts, f"key,label\nremoteok:1,yes\nremoteok:2,no\n{bad}\n")
    assert error.value.details["line"] == 4
    assert str(error.value).startswith("labels.csv, line 4: ")
    assert labels(forty_posts) == {}


def test_a_bad_time_is_named_with_its_line(settings: Settings) -> None:
    with pytest.raises(LabelsMalformed, match="line 3: 'soon' is not a time"):
        load(settings, f"key,label,labeled_at\n1,yes,{MONDAY}\n2,no,soon\n")


@pytest.mark.parametrize(
    "header", ["", "\n", "key", "label", "key:label", "remoteok:1,yes", "id,label", "id;label", "key;label,x"]
)
def test_an_odd_header_is_refused(settings: Settings, header: str) -> None:
    with pytest.raises(LabelsMalformed, match=r"line [12]: the first line must be key,label"):
        load(settings, f"{header}\nremoteok:1;yes\n")
    assert labels(settings) == {}


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffkey,label\nremoteok:1,yes\n",
        "key,label\r\nremoteok:1,yes\r\n",
        "key,label\rremoteok:1,yes\r",
        "key,label\n\nremoteok:1,yes\n\n",
        '"key","label"\n"remoteok:1","yes"',
        "label,key\nyes,remoteok:1",
        'note,key,label\n"a, b\nc",remoteok:1,yes',
        "key,label\n remoteok:1 , YES \n",
        "key,label\n1,yes\n",
        "key,label,labeled_at,applied_at\nremoteok:1,yes,,\n",
        "key;label;labeled_at\nremoteok:1;yes;20.11.2026 09:00\n",
        "key;label;labeled_at\nremoteok:1;yes;20.11.2026\n",
        '"sep=,"\r\nkey,label\r\nremoteok:1,yes\r\n',
        "key,label,,,\nremoteok:1,yes,,,\n,,,,\n,,,,\n",
        "title,key,note,label\nEng,remoteok:1,hello,yes\n",
        "key|label\nremoteok:1|yes\n",
        "key,label\n'remoteok:1,yes\n",
        'key,label\n="remoteok:1",yes\n',
        "key,label\nremoteok:1\u00a0,\u00a0yes\n",
    ],
)
def test_reads_what_spreadsheets_write(settings: Settings, text: str) -> None:
    assert load(settings, text).stored == 1
    assert labels(settings) == {"remoteok:1": "yes"}


PLAIN = "key,label,labeled_at,applied_at\nremoteok:1,yes,2026-01-05T12:00:00+00:00,\nremoteok:2,no,,\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        "sep=,\r\n" + PLAIN.replace("\n", "\r\n"),
        '"sep=;"\r\n' + PLAIN.replace(",", ";"),
        "SEP=\t\n" + PLAIN.replace(",", "\t"),
        "\ufeffsep=;\n" + PLAIN.replace(",", ";"),
        PLAIN + ",,,\n,,,\n",
        PLAIN.replace("\n", "\n,,,\n"),
        PLAIN.replace(",", ";") + ";;;\r\n",
        "\n\n" + PLAIN,
        PLAIN.replace("\n", ",,\n"),
        PLAIN.replace("key,label,labeled_at,applied_at", "KEY,Label,LABELED_AT,Applied at"),
        PLAIN.replace("yes", "YES").replace("no,", "No,").replace("remoteok", "RemoteOK"),
        PLAIN.replace(",", ", "),
        PLAIN.replace(",", " ,\u00a0"),
        "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in PLAIN.splitlines()),
        "\n".join(";".join(f'"{cell}"' for cell in line.split(",")) for line in PLAIN.splitlines()),
        "\n".join(f'"{line}"' for line in PLAIN.splitlines()),
        PLAIN.replace("remoteok:1", "'remoteok:1").replace("remoteok:2", '"=""remoteok:2"""'),
        PLAIN.replace("remoteok:", ""),
        PLAIN.replace("remoteok:", "https://remoteOK.com/remote-jobs/remote-python-developer-acme-"),
        PLAIN.replace("remoteok:", "https://www.remoteok.io/remote-jobs/x-").replace(",yes", "/?ref=a,yes"),
        PLAIN.replace("remoteok:", "remoteok.com/remote-jobs/"),
        PLAIN.replace("remoteok:", "https://remoteok.com/l/"),
        PLAIN.replace("applied_at", "title").replace(",\n", ",Sales; Europe\n"),
        PLAIN.replace(",\n", "\n"),
        f'key;label;note;labeled_at\nremoteok:1;yes;"a;b\nc, d";{MONDAY}\nremoteok:2;no;;\n',
    ],
)
def test_reads_what_spreadsheets_make_of_a_file(settings: Settings, text: str) -> None:
    assert load(settings, text).rows == 2
    assert labels(settings) == {"remoteok:1": "yes", "remoteok:2": "no"}
    assert f"remoteok:1,yes,{MONDAY}," in export(settings).text


def test_a_page_of_another_address_names_the_post_that_is_stored_with_it(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "feed.json").write_bytes(body([element(7, apply_url="https://Jobs.example.com/Apply/7?a=b")]))
    fetch_new(settings, [tmp_path / "feed.json"])
    load(settings, "key,label\nhttp://jobs.example.com/apply/7?a=b#top,yes\n")
    assert labels(settings) == {"remoteok:7": "yes"}
    with pytest.raises(
        LabelsMalformed, match=r"line 3: no stored post has the address 'https://example\.com/8'"
    ):
        load(settings, "key,label\nremoteok:7,no\nhttps://example.com/8,no\n")
    assert labels(settings) == {"remoteok:7": "yes"}


def test_an_address_of_several_jobs_names_none_of_them(settings: Settings) -> None:
    store = connect(settings.store_path)
    for number, title in enumerate(("Nurse", "Plumber"), 1):
        upsert(store, number, title=title, url="https://acme.example/careers")
    with pytest.raises(LabelsMalformed, match="line 2: several stored posts have the address"):
        load(settings, "key,label\nhttps://acme.example/careers,yes\n")
    assert labels(settings) == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("sep=;\nkey;label\n1;yes\nnonsense;yes\n", 4),
        ("key;label\n;\n;\n1;maybe\n", 4),
        ("\n\nkey,label\n1\n", 4),
    ],
)
def test_a_bad_row_is_named_by_its_line_behind_lines_that_are_passed_over(
    settings: Settings, text: str, line: int
) -> None:
    with pytest.raises(LabelsMalformed, match=f"line {line}: "):
        load(settings, text)


def test_what_is_missing_is_shown_beside_what_is_there(settings: Settings) -> None:
    with pytest.raises(LabelsMalformed, match="and key is missing; it is 'id,label'"):
        load(settings, "id,label\n1,yes\n")


def test_fifty_thousand_rows_are_stored_promptly(settings: Settings) -> None:
    text = "key,label,labeled_at\n" + "".join(f"remoteok:{n},yes,{MONDAY}\n" for n in range(1, 50_001))
    begun = time.process_time()
    assert load(settings, text) == ImportResult(50_000, 50_000, 0, 50_000)
    assert time.process_time() - begun < FIFTY_THOUSAND_SECONDS


def test_the_first_answer_keeps_the_score_that_was_given_before(trained: Settings) -> None:
    with reading(connect(trained.store_path)) as session:
        scored = {f"{row.source}:{row.external_id}": row.score for row in session.execute(UNSEEN)}
    assert scored
    load(trained, "key,label\n" + "".join(f"{key},yes\n" for key in scored))
    with reading(connect(trained.store_path)) as session:
        kept = {f"{one.source}:{one.external_id}": one.score_before for one in session.scalars(select(Label))}
    assert {key: kept[key] for key in scored} == scored


CELLS = (
    'key label labeled_at remoteok:1 1 yes no applied "" " "" , ; \t | \n \r sep=; sep= \ufeff \x00 = \' # '
    "2026-01-05 0001-01-01 9999-12-31T23:59:59-23:00 https://x/1 https://remoteok.com/l/1"
).split(" ")
FILES = st.lists(st.sampled_from(CELLS) | st.text(max_size=4), max_size=30).map("".join)
HEADED = FILES.map("key,label,labeled_at\n{}".format) | FILES.map("key;label\n{}".format) | FILES


def is_read_or_refused(text: str) -> None:
    try:
        rows, refusal = read_rows(text, "labels.csv", datetime.now(UTC)), None
    except LabelsMalformed as error:
        rows, refusal = [], str(error)
    assert refusal is None or refusal.startswith("labels.csv, line ")
    assert refusal is None or printable(refusal) == refusal
    assert all(row.address or parse_key(f"{row.answer.source}:{row.answer.external_id}") for row in rows)
    assert len(rows) <= text.count("\n") + text.count("\r") + 1


@sized(max_examples=sized().max_examples * 4, deadline=None)
@given(HEADED)
@example('key,label\n\t\r\n" ;\r\n1,yes\n"\n')  # which once left the reader of a row within a row
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    is_read_or_refused(text)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_of_100_000_texts_is_read_or_refused_in_a_sentence(seed: int) -> None:
    header = ("key,label,labeled_at\n", "key;label\n", "")[seed % 3]
    assert first_failing(is_read_or_refused, (header + text for text in texts(CELLS, seed))) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.2.2026", "2026-02-01T00:00:00"),
        ("31.01.2026 9:05", "2026-01-31T09:05:00"),
        ("31.01.2026, 12:00", "2026-01-31T12:00:00"),
        ("31.01.26", "2026-01-31T00:00:00"),
        ("31.1.26, 9:05:07", "2026-01-31T09:05:07"),
        ("31. 1. 2026 09:05", "2026-01-31T09:05:00"),
        ("2026/01/31", "2026-01-31T00:00:00"),
        ("2026/1/5 9:05", "2026-01-05T09:05:00"),
        ("2026-1-5", "2026-01-05T00:00:00"),
        ("2026-01-31, 12:00", "2026-01-31T12:00:00"),
        ("2026-01-31 9:05", "2026-01-31T09:05:00"),
        ("2026/01/31T12:00:00+01:00", "2026-01-31T11:00:00"),
        ("2026-01-31t12:00:00z", "2026-01-31T12:00:00"),
        ("20260131", "2026-01-31T00:00:00"),
        ("2026-W05-6", "2026-01-31T00:00:00"),
    ],
)
def test_a_time_is_read_as_spreadsheets_write_it(settings: Settings, written: str, read: str) -> None:
    load(settings, f'key,label,labeled_at\n1,yes,"{written}"\n')
    assert f"remoteok:1,yes,{read}+00:00," in export(settings).text


@pytest.mark.parametrize(
    "written",
    [
        "31/01/2026",
        "01/31/2026",
        "32.1.2026",
        "31.13.2026",
        "2026/01-31",
        "31.1.2026 25:00",
        "1.2.026",
        "31.01",
    ],
)
def test_a_time_that_may_mean_two_or_none_is_refused(settings: Settings, written: str) -> None:
    with pytest.raises(LabelsMalformed, match=r"line 2: .* is not a time"):
        load(settings, f'key,label,labeled_at\n1,yes,"{written}"\n')


@pytest.mark.parametrize(
    "moment", ["0001-01-01", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2101-01-01"]
)
def test_a_time_that_cannot_be_is_refused(settings: Settings, moment: str) -> None:
    with pytest.raises(LabelsMalformed, match=f"line 2: '{moment}' is not a time"):
        load(settings, f"key,label,labeled_at\n1,yes,{moment}\n")


@pytest.mark.parametrize(
    ("moment", "winner"),
    [
        (MONDAY, "yes"),
        (TUESDAY, "yes"),
        ("2026-01-06T13:30:00+01:00", "no"),
        ("2026-01-07", "no"),
        ("", "no"),
    ],
)
def test_the_newer_answer_wins_and_an_undated_one_always(
    settings: Settings, moment: str, winner: str
) -> None:
    tuesday = "2026-01-06T12:00:00+00:00" if moment != "2026-01-06T13:30:00+01:00" else "2026-01-06T12:29:00Z"
    load(settings, f"key,label,labeled_at\nremoteok:1,yes,{tuesday}\n")
    done = load(settings, f"key,label,labeled_at\nremoteok:1,no,{moment}\n")
    assert labels(settings) == {"remoteok:1": winner}
    assert (done.stored, done.kept) == ((1, 0) if winner == "no" else (0, 1))


def test_without_the_column_the_import_wins(settings: Settings) -> None:
    set_label(settings, "remoteok:1", "yes")
    assert load(settings, "key,label\nremoteok:1,no\n") == ImportResult(1, 1, 0, 1)
    assert labels(settings) == {"remoteok:1": "no"}
    assert load(settings, "key,label\nremoteok:1,no\n") == ImportResult(1, 0, 1, 1)


def test_the_last_of_two_rows_of_a_key_wins(settings: Settings) -> None:
    assert load(settings, "key,label\n1,yes\n1,no\n") == ImportResult(2, 2, 0, 1)
    assert labels(settings) == {"remoteok:1": "no"}


def test_a_label_waits_for_its_post(forty_posts: Settings, tmp_path: Path) -> None:
    assert load(forty_posts, "key,label\n1,yes\n500,no\nother:1,no\n").waiting == 2
    assert status(forty_posts).labels.waiting == 2
    (tmp_path / "more.json").write_bytes(body([element(500)]))
    fetch_new(forty_posts, [tmp_path / "more.json"])
    assert show(forty_posts, "remoteok:500").label == "no"
    assert status(forty_posts).labels.waiting == 1


def test_applied_is_a_yes_with_its_date(forty_posts: Settings) -> None:
    load(forty_posts, f"key,label,labeled_at\n1,applied,{MONDAY}\n")
    found = show(forty_posts, "1")
    assert (found.label, found.applied_at) == ("yes", datetime.fromisoformat(MONDAY))
    load(forty_posts, "key,label\n1,unsure\n")
    assert show(forty_posts, "1").applied_at == datetime.fromisoformat(MONDAY)
    assert "remoteok:1" not in [post.key for post in recommend(forty_posts, Query(everything=True)).posts]


@pytest.mark.parametrize("again", ["key,label\n1,applied\n", f"key,label,labeled_at\n1,applied,{TUESDAY}\n"])
def test_the_first_date_of_having_applied_is_kept(forty_posts: Settings, again: str) -> None:
    load(forty_posts, f"key,label,labeled_at\n1,applied,{MONDAY}\n")
    load(forty_posts, again)
    set_label(forty_posts, "1", "applied")
    assert show(forty_posts, "1").applied_at == datetime.fromisoformat(MONDAY)


def test_an_earlier_date_of_having_applied_is_learned_of(forty_posts: Settings) -> None:
    load(forty_posts, f"key,label,labeled_at\n1,applied,{TUESDAY}\n")
    load(forty_posts, f"key,label,labeled_at,applied_at\n1,yes,{MONDAY},{MONDAY}\n")
    assert show(forty_posts, "1").applied_at == datetime.fromisoformat(MONDAY)


def test_sets_one_label_and_takes_it_back(forty_posts: Settings) -> None:
    before = datetime.now(UTC)
    for setting, label in (("yes", "yes"), ("unsure", "unsure"), ("no", "no"), ("applied", "yes")):
        assert set_label(forty_posts, "remoteok:1", setting)
        assert show(forty_posts, "1").label == label
    applied_at = show(forty_posts, "1").applied_at
    assert applied_at is not None
    assert before <= applied_at <= before + timedelta(minutes=1)
    assert set_label(forty_posts, "1", "clear").had_label
    assert not set_label(forty_posts, "1", "clear").had_label
    assert (show(forty_posts, "1").label, show(forty_posts, "1").applied_at) == ("", None)


def test_tells_that_a_post_is_not_stored(settings: Settings) -> None:
    assert not set_label(settings, "remoteok:1", "yes").post_stored
    assert labels(settings) == {"remoteok:1": "yes"}


def test_a_malformed_key_is_refused(settings: Settings) -> None:
    with pytest.raises(KeyMalformed, match="remoteok:1059249"):
        set_label(settings, "no key", "yes")
