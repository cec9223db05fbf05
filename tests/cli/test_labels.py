"""labels import, export and set."""

from pathlib import Path

import pytest
from support.feeds import labels_csv
from support.process import Program
from support.terminal import stored_labels

from jobsearch.settings import Settings


@pytest.fixture
def posts(forty_posts: Settings, program: Program) -> Program:
    """Forty posts without labels."""
    assert forty_posts.instance == program.instance
    return program


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("remoteok:2,maybe", "'maybe' is not a label"),
        ("nonsense,yes", "'nonsense' is not a valid post key"),
        ("remoteok:2", "the line does not have as many fields as the first one"),
    ],
)
def test_a_malformed_row_rejects_the_whole_file(posts: Program, tmp_path: Path, row: str, cause: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(f"key,label\nremoteok:1,yes\n{row}\nremoteok:3,no\n")
    done = posts.run("labels", "import", file)

    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"{file}, line 3: {cause}")
    assert done.err.count("\n") == 1
    assert stored_labels(posts.instance) == {}


def test_labels_without_a_post_wait_and_are_counted(posts: Program) -> None:
    answers = {"remoteok:1": "yes", "remoteok:777": "no"}
    done = posts.run("labels", "import", "-", stdin=labels_csv(answers).encode())

    assert (done.status, done.out) == (0, "")
    assert done.err == "2 read: 2 stored, 0 already there; 1 for posts that are not stored yet\n"
    assert stored_labels(posts.instance) == answers


def test_a_missing_file_is_one_sentence(program: Program) -> None:
    done = program.run("labels", "import", "missing.csv")

    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("missing.csv cannot be read: No such file or directory.")
    assert done.err.count("\n") == 1


ROWS = "key,label,note\nremoteok:1,yes,caf\u00e9\n"


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        b"\xfe\xff" + ROWS.encode("utf-16-be"),
        ROWS.replace(",", "\t").encode("utf-16"),
        ROWS.encode("utf-8-sig"),
        ROWS.replace(",", ";").replace("\n", "\r\n").encode("cp1252"),
    ],
)
def test_a_file_in_an_encoding_of_spreadsheets_is_read(program: Program, content: bytes) -> None:
    done = program.run("labels", "import", "-", stdin=content)

    assert (done.status, done.err[:17]) == (0, "1 read: 1 stored,")
    assert stored_labels(program.instance) == {"remoteok:1": "yes"}


@pytest.mark.parametrize("content", [bytes(range(256)), b"\xff\xfek\x00e", b"\x81\x8d"])
def test_a_file_in_another_encoding_is_one_sentence(program: Program, content: bytes) -> None:
    done = program.run("labels", "import", "-", stdin=content)

    assert (done.status, done.out) == (1, "")
    assert "it is not text in UTF-8 or UTF-16" in done.err


def test_a_file_that_is_too_large_is_one_sentence(program: Program, tmp_path: Path) -> None:
    with (tmp_path / "labels.csv").open("wb") as file:
        file.truncate(1024**3)
    done = program.run("labels", "import", tmp_path / "labels.csv")

    assert (done.status, done.out) == (1, "")
    assert "contains more than 16 MiB, so nothing was read" in done.err


def test_what_is_exported_to_stdout_or_a_file_is_what_another_instance_imports(
    trained: Program, program: Program, tmp_path: Path
) -> None:
    printed = trained.run("labels", "export")
    written = trained.run("labels", "export", tmp_path / "labels.csv")
    assert (written.status, written.out) == (0, "")
    assert printed.out == (tmp_path / "labels.csv").read_text()
    assert printed.out.startswith("key,label,labeled_at")

    program.run("labels", "import", "-", stdin=printed.out.encode())
    assert program.run("labels", "export").out == printed.out
    assert stored_labels(program.instance) == stored_labels(trained.instance)


def test_an_export_goes_to_a_device_as_well(trained: Program) -> None:
    piped = Program(trained.instance, wrapper=("sh", "-c", '"$@" | cat', "sh"))
    assert piped.run("labels", "export", "/dev/stdout").out == trained.run("labels", "export").out


def test_an_export_that_cannot_be_written_is_one_sentence(program: Program, tmp_path: Path) -> None:
    done = program.run("labels", "export", tmp_path / "missing" / "labels.csv")

    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"{tmp_path / 'missing' / 'labels.csv'} cannot be written: ")
    assert done.err.count("\n") == 1


def test_each_word_sets_a_label_and_clear_takes_it_back(posts: Program) -> None:
    for word, stored in (("no", "no"), ("unsure", "unsure"), ("yes", "yes"), ("applied", "yes")):
        done = posts.run("labels", "set", "remoteok:7", word)

        assert (done.status, done.out, done.err) == (0, "", f"remoteok:7: {word}\n")
        assert stored_labels(posts.instance) == {"remoteok:7": stored}
    assert "you applied" in posts.run("show", "remoteok:7").out
    posts.run("labels", "set", "remoteok:7", "clear")
    assert stored_labels(posts.instance) == {}


def test_a_label_for_a_post_that_is_not_stored_waits_for_it(program: Program) -> None:
    done = program.run("labels", "set", "remoteok:7", "yes")

    assert (done.status, done.err) == (
        0,
        "remoteok:7: yes; the label will apply when the post is stored\n",
    )
    assert stored_labels(program.instance) == {"remoteok:7": "yes"}


def test_a_malformed_key_is_one_sentence(program: Program) -> None:
    done = program.run("labels", "set", "remote ok", "yes")

    assert (done.status, done.out) == (2, "")
    assert done.err == "'remote ok' is not a valid post key. Keys look like remoteok:1059249.\n"
