"""Advertisements in files of every form and packing, whole, damaged and hostile."""

import csv
import errno
import gzip
import json
import os
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import pyarrow as pa
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from jobsearch.errors import (
    ColumnsUnknown,
    CorpusChanged,
    CorpusEmpty,
    CorpusUnreachable,
    CorpusUnreadable,
    FileUnreadable,
)
from jobsearch.files.corpus import folder, rows
from jobsearch.files.corpus.folder import Corpus, survey
from jobsearch.files.corpus.opening import unpacked

ROWS = [
    {"title": f"Nurse {number}", "description": f'<p>Care,\n"ward" {number}</p>', "date": "2024-05-01"}
    for number in range(40)
]  # fmt: skip


def as_lines(rows_: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows_)


def write_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(ROWS)


def write_zst(path: Path) -> None:
    path.write_bytes(zstandard.compress(as_lines(ROWS)))


WRITERS: dict[str, Callable[[Path], object]] = {
    "a.jsonl": lambda path: path.write_bytes(as_lines(ROWS)),
    "a.jsonl.gz": lambda path: path.write_bytes(gzip.compress(as_lines(ROWS))),
    "a.ndjson.zst": write_zst,
    "a.csv": write_csv,
    "a.parquet": lambda path: parquet.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=7),
}


def titles(corpus: Corpus, faults: Counter[str] | None = None) -> list[str]:
    faults = Counter() if faults is None else faults
    return [one.title for part in corpus.parts for one in part.read(faults)]


@pytest.mark.parametrize("name", WRITERS)
def test_reads_every_form(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name)
    corpus = survey(tmp_path)
    found = [one for part in corpus.parts for one in part.read(Counter())]
    assert [one.title for one in found] == [row["title"] for row in ROWS]
    assert {(one.text, one.year) for one in found[:1]} == {('Care, "ward" 0', 2024)}
    assert corpus.columns == [{"title": "title", "text": "description", "date": "date"}]


@pytest.mark.parametrize("piece", [1, 50, 97, 1_000])
def test_reads_each_line_once_wherever_a_file_is_cut(
    piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_PIECE", piece)
    WRITERS["a.jsonl"](tmp_path / "a.jsonl")
    assert titles(survey(tmp_path)) == [row["title"] for row in ROWS]


def test_reads_the_files_of_a_folder_by_their_names(tmp_path: Path) -> None:
    for name in ("b/x.jsonl", "a.jsonl", ".hidden.jsonl", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(as_lines([{"job_title": name, "body": "text"}]))
    assert titles(survey(tmp_path)) == ["a.jsonl", "b/x.jsonl"]
    assert titles(survey(tmp_path / "a.jsonl")) == ["a.jsonl"]


def test_a_row_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    good = as_lines(ROWS[:1])
    bad = [b"{", b"[1]", b"7", b"[" * 100_000, b"\xff\xfe", b'{"title": "no text"}', b'{"description": "x"}']
    bad.append(b'{"title": "' + b"x" * (1 << 21) + b'"}')
    (tmp_path / "a.jsonl").write_bytes(good + b"\n".join(bad) + b"\n" + good)
    faults: Counter[str] = Counter()
    assert titles(survey(tmp_path), faults) == ["Nurse 0"] * 2
    assert faults == {"unreadable row": 6, "incomplete job ad": 2}


def test_a_damaged_file_costs_its_rest(tmp_path: Path) -> None:
    whole = gzip.compress(as_lines([{"title": f"{n} {n * 7919 % 4093}", "text": "x"} for n in range(9_000)]))
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    (tmp_path / "d.jsonl.zst").write_bytes(b"no zstd at all")
    (tmp_path / "e.jsonl").write_bytes(as_lines(ROWS))
    corpus, faults = survey(tmp_path), Counter[str]()
    found = titles(corpus, faults)
    assert found[-1] == "Nurse 39"
    assert 1_000 < len(found) < 9_000
    assert faults == {"damaged file a.jsonl.gz": 1}
    assert [path.name for path in corpus.damaged] == ["b.jsonl.gz", "c.parquet", "d.jsonl.zst"]


@pytest.fixture
def handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of any size are large, and a few rows a batch."""
    monkeypatch.setattr(folder, "_LARGE", 1)
    monkeypatch.setattr(folder, "_BATCH", 200)


@pytest.mark.usefixtures("handed_on")
@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.zst", "a.csv"])
def test_a_large_file_that_is_read_from_its_beginning_is_handed_on_in_batches(
    name: str, tmp_path: Path
) -> None:
    WRITERS[name](tmp_path / name)
    (part,) = survey(tmp_path).parts
    pieces = list(part.pieces())
    assert len(pieces) > 5
    assert pieces == list(part.pieces())
    found = [one for piece in pieces for one in piece.read(Counter())]
    assert found == list(part.read(Counter()))


@pytest.mark.usefixtures("handed_on")
def test_what_is_handed_on_is_as_damaged_as_the_file(tmp_path: Path) -> None:
    lines = as_lines([{"title": f"{n} {n * 7919 % 4093}", "text": "x"} for n in range(9_000)])
    whole = gzip.compress(b"no row\n" + lines)
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (part,) = survey(tmp_path).parts
    faults, expected = Counter[str](), Counter[str]()
    found = [one for piece in part.pieces() for one in piece.read(faults)]
    assert found == list(part.read(expected))
    assert faults == expected == {"damaged file a.jsonl.gz": 1, "unreadable row": 1}
    (tmp_path / "a.jsonl.gz").unlink()
    with pytest.raises(CorpusChanged):
        list(part.pieces())


def test_of_many_files_none_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_LARGE", 1)
    for number in range(40):
        WRITERS["a.jsonl.gz"](tmp_path / f"{number}.jsonl.gz")
    assert not any(part.handed_on for part in survey(tmp_path).parts)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_a_file_that_is_damaged_among_its_first_rows_costs_its_rest(name: str, tmp_path: Path) -> None:
    plain = tmp_path / name.removesuffix(".gz")
    WRITERS[plain.name](plain)
    content = gzip.compress(plain.read_bytes(), 0)  # not packed, so that the rows before the cut are whole
    plain.unlink()
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    found, faults = read(tmp_path)
    assert 5 < len(found) < len(ROWS)
    assert faults == {f"damaged file {name}": 1}


def test_csv_with_a_quote_that_never_closes_ends(tmp_path: Path) -> None:
    begun = b'title,text\nNurse,ward\n"' + b"x,y\n" * 300_000
    (tmp_path / "a.csv").write_bytes(begun + b'"\nCook,kitchen\n')
    faults: Counter[str] = Counter()
    assert titles(survey(tmp_path), faults)[0] == "Nurse"
    assert faults["unreadable row"] >= 1


def test_text_is_cleaned_at_the_door(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        as_lines(
            [{"title": "Nur\x1b[31mse\n", "text": "<script>x</script>a\x00b", "company": {"name": "A\x07"}}]
        )
    )
    (part,) = survey(tmp_path).parts
    (one,) = part.read(Counter())
    assert all(text.isprintable() for text in (one.title, one.text, one.company))


def test_a_file_that_changed_is_not_half_read(tmp_path: Path) -> None:
    WRITERS["a.jsonl"](tmp_path / "a.jsonl")
    corpus = survey(tmp_path)
    with (tmp_path / "a.jsonl").open("ab") as file:
        file.write(as_lines(ROWS))
    with pytest.raises(CorpusChanged):
        titles(corpus)
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(CorpusChanged):
        titles(corpus)


POSTED = 1_735_689_600  # 2025-01-01, in seconds


def parquet_of(path: Path, **columns: Any) -> None:
    """Write two advertisements in Parquet, with these columns besides."""
    texts = {"title": ["Nurse", "Cook"], "text": ["ward", "kitchen"]}
    parquet.write_table(pa.table(texts | columns), path / "a.parquet")


def read(path: Path) -> tuple[list[tuple[str, int]], Counter[str]]:
    faults: Counter[str] = Counter()
    found = [one for part in survey(path).parts for one in part.read(faults)]
    return [(one.title, one.year) for one in found], faults


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([POSTED, 10**12], pa.timestamp("s")),
        pa.array([POSTED * 10**6, -(10**17)], pa.timestamp("us")),
        pa.array([POSTED * 10**9 + 1, 7], pa.timestamp("ns")),
        pa.array([POSTED, None], pa.timestamp("s", tz="Nowhere/Town")),
        pa.array([POSTED // 86_400, 2**30], pa.int32()).cast(pa.date32()),
        pa.array([POSTED * 1_000, 2**60], pa.int64()).cast(pa.date64()),
    ],
    ids=str,
)
def test_a_date_that_python_does_not_know_costs_itself(dates: Any, tmp_path: Path) -> None:
    parquet_of(tmp_path, date=dates)
    found, faults = read(tmp_path)
    assert found[:1] == [("Nurse", 2025)]
    assert [title for title, _year in found] == ["Nurse", "Cook"]
    assert faults == {}


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary()], ids=str)
def test_a_text_that_is_no_utf8_costs_its_odd_bytes(kind: Any, tmp_path: Path) -> None:
    titles = pa.array([b"Nurse\xff", b"Cook"], pa.large_binary() if "large" in str(kind) else pa.binary())
    parquet_of(tmp_path, title=pa.Array.from_buffers(kind, 2, titles.buffers()))
    found, faults = read(tmp_path)
    assert [title.rstrip("\ufffd") for title, _year in found] == ["Nurse", "Cook"]
    assert faults == {}


def test_texts_that_are_kept_once_are_read(tmp_path: Path) -> None:
    parquet_of(tmp_path, title=pa.array(["Nurse", "Nurse"]).dictionary_encode())
    assert [title for title, _year in read(tmp_path)[0]] == ["Nurse", "Nurse"]


def test_a_value_that_cannot_be_read_costs_its_row(tmp_path: Path) -> None:
    names = pa.array([b"A\xff", b"B"])
    strings = pa.Array.from_buffers(pa.string(), 2, names.buffers())
    parquet_of(tmp_path, company=pa.StructArray.from_arrays([strings], names=["name"]))
    found, faults = read(tmp_path)
    assert [title for title, _year in found] == ["Cook"]
    assert faults == {"unreadable row": 1}


@pytest.mark.parametrize("length", [1, 10_000])
@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_csv_with_old_line_ends_is_read(packing: str, length: int, tmp_path: Path) -> None:
    content = b"title,text\r" + (b"Nurse," + b"ward " * length + b"\rCook,kitchen\r") * 30
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[packing]
    (tmp_path / f"a.csv{packing}").write_bytes(pack(content))
    found, faults = read(tmp_path)
    assert found == [("Nurse", 0), ("Cook", 0)] * 30
    assert faults == {}


ODD = [
    KeyError("x"),
    OverflowError(),
    csv.Error("x"),
    NotImplementedError(),
    MemoryError(),
    OSError("corrupt"),
    EOFError(),
]
OF_THE_MACHINE = [
    OSError(number, os.strerror(number)) for number in (errno.EACCES, errno.EIO, errno.EMFILE, errno.ESTALE)
]


@pytest.mark.parametrize("error", ODD, ids=repr)
def test_whatever_strange_bytes_lead_to_costs_their_file(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        WRITERS["a.jsonl"](tmp_path / name)
    corpus, faults = survey(tmp_path), Counter[str]()
    fail_at(monkeypatch, "a.jsonl", error)
    assert titles(corpus, faults) == [row["title"] for row in ROWS]
    assert faults == {"damaged file a.jsonl": 1}
    assert [path.name for path in survey(tmp_path).damaged] == ["a.jsonl"]


@pytest.mark.parametrize("error", OF_THE_MACHINE, ids=str)
def test_what_cannot_be_read_here_or_now_is_not_left_out(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        WRITERS["a.jsonl"](tmp_path / name)
    corpus = survey(tmp_path)
    fail_at(monkeypatch, "b.jsonl", error)
    for look in (partial(titles, corpus), partial(survey, tmp_path)):
        with pytest.raises(CorpusUnreachable, match=rf"b\.jsonl cannot be read: {error.strerror}"):
            look()


def test_a_folder_that_cannot_be_read_is_not_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    WRITERS["a.jsonl"](tmp_path / "a.jsonl")
    scandir = os.scandir

    def looking(path: str) -> Any:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", looking)
    with pytest.raises(CorpusUnreachable, match="closed cannot be read: Permission denied"):
        survey(tmp_path)


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception) -> None:
    """Let whatever opens the file of this name fail."""

    def failing(path: Path, packing: str) -> AbstractContextManager[BinaryIO]:
        if path.name == name:
            raise error
        return unpacked(path, packing)

    monkeypatch.setattr(rows, "unpacked", failing)


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_file_gives_the_same_each_time(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(WRITERS)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        WRITERS[name](path)
        content = bytearray(path.read_bytes())
        for _time in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content)
        try:
            corpus = survey(Path(folder))
        except (CorpusUnreadable, ColumnsUnknown):
            return
        first, second = ([(titles(corpus, faults), faults) for faults in [Counter()]] for _time in range(2))
        assert first == second


def test_names_the_files_that_cannot_be_begun(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'[{"title": "Nurse", "text": "ward"}]')
    with pytest.raises(CorpusUnreadable, match=r"a\.json may be damaged.*JSON Lines"):
        survey(tmp_path)
    for number in range(4):
        (tmp_path / f"b{number}.gz.parquet").write_bytes(b"PAR1")
    with pytest.raises(
        CorpusUnreadable, match=r"a\.json, b0\.gz\.parquet, b1\.gz\.parquet and 2 more may be"
    ):
        survey(tmp_path)


def test_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        survey(tmp_path / "missing")
    with pytest.raises(CorpusEmpty):
        survey(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(as_lines([{"x": 1, "y": 2}]))
    with pytest.raises(ColumnsUnknown, match="x, y"):
        survey(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(as_lines([{"x": "Nurse", "y": "ward"}]))
    assert titles(survey(tmp_path, {"title": "x", "text": "y"})) == ["Nurse"]
