"""Advertisements in files of every form and packing, whole, damaged and hostile."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet

from jobsearch.errors import ColumnsUnknown, CorpusChanged, CorpusEmpty, FileUnreadable
from jobsearch.files.corpus import folder, rows
from jobsearch.files.corpus.folder import Corpus, survey

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
    assert faults == {"unreadable row": 6, "incomplete advertisement": 2}


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
    assert faults == {"damaged file": 1}
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
    assert faults == expected == {"damaged file": 1, "unreadable row": 1}
    (tmp_path / "a.jsonl.gz").unlink()
    with pytest.raises(CorpusChanged):
        list(part.pieces())


def test_of_many_files_none_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_LARGE", 1)
    for number in range(40):
        WRITERS["a.jsonl.gz"](tmp_path / f"{number}.jsonl.gz")
    assert not any(part.handed_on for part in survey(tmp_path).parts)


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
