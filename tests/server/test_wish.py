"""What the person seeks over HTTP: as the commands keep, show and forget it."""

import sqlite3
from contextlib import closing

import pytest
from support.process import Program
from support.serving import Server, in_thread

from jobsearch.files.resumes.read import LONGEST
from jobsearch.settings import Settings
from jobsearch.store.sqlite import watch

SECRET = ("xylopolist", "quokkaherd")


def words_in_files(program: Program, *words: str) -> set[str]:
    found = b"".join(file.read_bytes() for file in program.instance.glob("jobposts.db*"))
    return {word for word in words if word.encode() in found}


def test_nothing_is_kept_at_first(server: Server) -> None:
    assert server.get("/wish").json == {"words": "", "resume": "", "said_at": None, "refused": []}
    assert server.ask("DELETE", "/wish").status == 204


def test_words_and_a_resume_stand_side_by_side(own_server: Server, own: Program) -> None:
    resume = "Jane Doe\n" + "Registered nurse at a hospital, wound care\n" * 9
    assert own_server.ask("PUT", "/wish", {"text": resume}).status == 200
    kept = own_server.ask("PUT", "/wish", {"text": "nurse educator, no night shifts"}).json
    assert (kept["words"], kept["refused"]) == ("nurse educator, no night shifts", ["night shifts"])
    assert kept["resume"].startswith("Jane Doe")
    assert own_server.get("/wish").json | {"log_erased": True} == kept
    assert own.run("wish", "show").out.startswith("nurse educator, no night shifts\nJane Doe")


def test_no_word_of_a_forgotten_wish_is_left_in_the_files(own_server: Server, own: Program) -> None:
    own_server.get("/recommendations?all=true")  # a connection that the server keeps
    own_server.ask("PUT", "/wish", {"text": f"{SECRET[0]}, no {SECRET[1]}"})
    assert words_in_files(own, *SECRET) == set(SECRET)
    assert own_server.ask("DELETE", "/wish").status == 204
    assert words_in_files(own, *SECRET) == set()
    assert own_server.get("/wish").json["words"] == ""


def test_what_is_stored_is_a_success_while_another_program_reads_the_log(
    ten_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "BUSY_SECONDS", 0.1)
    with in_thread(ten_posts.instance) as server, closing(sqlite3.connect(ten_posts.store_path)) as reader:
        assert server.ask("PUT", "/wish", {"text": SECRET[0]}).json["log_erased"]
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM wishes").fetchone()
        kept = server.ask("PUT", "/wish", {"text": "nurse"})
        assert (kept.status, kept.json["words"], kept.json["log_erased"]) == (200, "nurse", False)
        forgotten = server.ask("DELETE", "/wish")
        assert forgotten.status == 202
        assert "delete it again later" in forgotten.json["detail"]
        assert server.get("/wish").json["words"] == ""
        reader.execute("COMMIT")
        assert server.ask("DELETE", "/wish").status == 204
        assert words_in_files(Program(ten_posts.instance), SECRET[0], "nurse") == set()


def test_a_list_says_that_the_wish_changed_and_then_what_it_rests_on(own_server: Server) -> None:
    assert own_server.get("/recommendations").json["rests_on"] == ""
    own_server.ask("PUT", "/wish", {"text": "nurse"})
    assert "description has changed" in own_server.get("/recommendations").json["outdated"]


def test_a_wish_ranks_before_there_is_a_model(forty_posts: Settings) -> None:

    with in_thread(forty_posts.instance) as server:
        assert server.get("/recommendations").status == 503
        assert server.ask("PUT", "/wish", {"text": "python engineer"}).status == 200
        found = server.get("/recommendations").json
    assert "description alone" in found["rests_on"]
    assert found["posts"]
    assert not found["trained"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "\u200b"}, "text"),
        ({"text": 7}, "text"),
        ({"text": "nurse", "extra": 1}, "extra"),
        ({"text": "x" * (LONGEST + 1)}, "text"),
    ],
)
def test_what_cannot_be_a_wish_is_named_and_changes_nothing(server: Server, body: object, field: str) -> None:
    answered = server.ask("PUT", "/wish", body)
    assert answered.status == 422
    assert [one["field"] for one in answered.json["errors"]] == [field]
    assert server.get("/wish").json["words"] == ""


def test_what_a_terminal_would_obey_is_not_kept(own_server: Server) -> None:
    kept = own_server.ask("PUT", "/wish", {"text": "nurse\x1b[2J \x9b31mred"}).json
    assert "\x1b" not in kept["words"]
    assert "\x9b" not in kept["words"]


def test_a_body_of_more_than_a_mebibyte_is_not_read(server: Server) -> None:
    assert server.ask("PUT", "/wish", {"text": "x" * 1_100_000}).status == 413
