"""The verbs over HTTP: they do what the commands do."""

import contextlib
import http.client
import json
import re
import signal
import sqlite3
import time
from typing import Any

import pytest
from support.process import Program
from support.serving import Server, served, until
from support.terminal import stored_labels

from jobsearch.domain.query import Query
from jobsearch.server.api.recommendations import Options
from jobsearch.settings import Settings


def pages(server: Server, path: str, more: str, posts: str = "posts") -> list[Any]:
    """Follow a list to its end; `more` is the name of what asks for the next page, and of its parameter."""
    found, value = [], ""
    name, parameter = more.split(">")
    while True:
        answered = server.get(f"{path}{f'&{parameter}={value}' if value else ''}")
        assert answered.status == 200, answered.body
        found += answered.json[posts]
        value = answered.json[name]
        if value is None:
            return found


def test_all_posts_are_listed_page_by_page_the_newest_first(server: Server) -> None:
    found = pages(server, "/posts?limit=7", "next>after")
    assert len({post["key"] for post in found}) == len(found) == 30
    assert [post["posted_at"] for post in found] == sorted((p["posted_at"] for p in found), reverse=True)
    assert server.get("/posts?limit=1").json["total"] == 30
    assert server.get("/posts?after=remoteok:999").status == 404


def test_recommendations_are_those_of_the_command(server: Server, both_models: Program) -> None:
    keys = both_models.run("recommend", "--all", "-o", "keys").out.split()
    found = pages(server, "/recommendations?all=true&limit=4", "next_offset>offset")
    assert [post["key"] for post in found] == keys
    assert len(keys) == 9
    assert {reason for post in found for reason in post["reasons"][0]} == {"term", "weight"}


def test_recommendations_say_what_is_left_out(server: Server) -> None:
    found = server.get("/recommendations?company=company+3&company=zzz&min_score=0.5").json
    assert found["posts"] == []
    assert sum(found["left_out"].values()) == found["open_posts"] == 9
    assert "company" in found["asked_for"]


def test_recommendations_rank_by_likeness_to_a_text(server: Server) -> None:
    found = server.get("/recommendations?like=wound+dressing&limit=1").json
    assert found["posts"][0]["title"].endswith("Nurse")
    assert server.get("/recommendations?like=nurse&min_score=0.5").status == 409
    assert server.get("/recommendations?like=zzyzx").status == 404
    rest = pages(server, "/recommendations?like=wound+dressing&all=true&limit=4", "next_offset>offset")
    assert [post["key"] for post in rest[:1]] == [found["posts"][0]["key"]]
    assert len(rest) == 9
    assert all(post["reasons"] for post in rest[:2])


@pytest.mark.parametrize(
    "query",
    "limit=0 limit=201 offset=-1 since=soon since=5 min_score=2 search=%21 search=-a exclude=a+OR+b "
    "tag= typo=1 can_work_from=Atlantis language=en&language=elvish min_salary=60k min_salary=-1 "
    "min_salary=60.000".split(),
)
def test_an_option_that_cannot_be_is_named(server: Server, query: str) -> None:
    answered = server.get(f"/recommendations?{query}")
    assert answered.status == 422
    assert answered.json["errors"][0]["field"].split(".")[0] == query.partition("=")[0]


@pytest.mark.parametrize(
    "since", ["7d", "12h", "2w", "99999w", "2026-01-31", "0001-01-01", "9999-12-31T23:59:59-23:00"]
)
def test_any_moment_is_read(server: Server, since: str) -> None:
    assert server.get(f"/recommendations?since={since}").status == 200


EVERY_OPTION = {
    "new": True,
    "all": True,
    "limit": 7,
    "offset": 3,
    "since": "7d",
    "min_score": 0.5,
    "tag": ["go"],
    "employment": ["contract"],
    "company": ["x"],
    "exclude_company": ["y"],
    "search": "c",
    "exclude": ["d"],
    "can_work_from": "PT",
    "place": ["Lisbon"],
    "language": ["en"],
    "min_salary": 60_000,
    "stated_salary": True,
}


def test_every_option_of_the_service_can_be_asked_for(settings: Settings) -> None:
    asked = Options.model_validate(EVERY_OPTION).query(settings)
    alike = Options.model_validate({"like": "e"}).query(settings)
    unset = {
        name
        for name, value in vars(Query()).items()
        if value == getattr(asked, name) and value == getattr(alike, name)
    }
    assert unset == {
        "limit_asked",  # a page is no limit
        "explain",  # a route of its own
        *("scored", "seen_since", "once"),  # what recommend cuts without being asked
    }


def test_the_config_has_defaults_that_the_query_overrules(settings: Settings) -> None:
    settings.instance.mkdir()
    settings.config_path.write_text(
        '[me]\nlives_in = "Portugal"\n[recommend]\nnumber = 5\nsince = "2w"\nlanguage = ["en"]\n'
        'min_salary = "60k"\nexclude_company = "x"\nmin_score = "60%"\n'
    )

    def asked(**options: object) -> Query:
        return Options.model_validate(options).query(settings)

    of_config = asked()
    assert (of_config.can_work_from, of_config.limit, of_config.language) == ("PT", 5, ("en",))
    assert (of_config.min_salary, of_config.exclude_company) == (60_000, ("x",))
    assert (of_config.min_score, of_config.since is None) == (0.6, False)
    over = asked(can_work_from="any", limit=7, language=["de"], min_salary=0, min_score=0.5)
    assert (over.can_work_from, over.limit, over.language) == ("", 7, ("de",))
    assert (over.min_salary, over.min_score) == (None, 0.5)
    assert asked(like="nurse").min_score is None, "a model's score is none of likeness"
    assert asked(no_defaults=True) == Query(limit=20)


@pytest.mark.parametrize(
    "config", ["[recommend", '[me]\nlives_in = "Atlantis"', '[recommend]\nsince = "soon"']
)
def test_a_config_that_cannot_be_is_named_until_it_is_mended(
    own_server: Server, own: Program, config: str
) -> None:
    file = own.instance / "config.toml"
    file.write_text(config)
    answered = own_server.get("/recommendations")
    assert answered.status == 503
    assert f"{file} cannot be used: " in answered.json["detail"]
    assert own_server.get("/recommendations?no_defaults=true").status == 200
    file.unlink()
    assert own_server.get("/recommendations").status == 200


def test_what_is_left_out_is_listed_page_by_page_with_its_words(server: Server, both_models: Program) -> None:
    told = both_models.run("recommend", "--company", "company 3", "--explain-left-out", "-o", "json").out
    found = pages(server, "/recommendations/left-out?company=company+3&limit=4", "next_offset>offset")
    assert [(one["post"]["key"], one["cause"]) for one in found] == [
        (one["key"], one["left_out"]) for one in json.loads(told)
    ]
    assert all(one["words"] for one in found if one["cause"] == "company")


def test_what_is_marked_as_shown_is_no_longer_new(own_server: Server) -> None:
    shown = own_server.get("/recommendations?new=true&all=true&limit=2").json["posts"]
    keys = [post["key"] for post in shown]
    assert own_server.get("/recommendations?new=true&all=true&limit=2").json["posts"] == shown, (
        "a read marks nothing"
    )
    assert own_server.ask("POST", "/recommendations/shown", {"keys": keys}).status == 204
    rest = own_server.get("/recommendations?new=true&all=true").json["posts"]
    assert len(rest) == 7
    assert not {post["key"] for post in rest} & set(keys)


def test_a_post_is_told_in_full(server: Server) -> None:
    post = server.get("/posts/remoteok:11").json
    assert (post["post"]["title"], post["label"]) == ("Senior Backend Engineer", "yes")
    assert "PostgreSQL" in post["description"]
    assert server.get("/posts/remoteok:999").status == 404
    assert server.get("/posts/1059249").status == 422


def test_labels_are_put_and_taken_back(own_server: Server, own: Program) -> None:
    put = own_server.ask("PUT", "/posts/remoteok:1/label", {"label": "applied"})
    stored = {"key": "remoteok:1", "had_label": False, "post_stored": True, "closed_at": None}
    assert (put.status, put.json) == (200, stored)
    assert own_server.get("/posts/remoteok:1").json["applied_at"]
    assert stored_labels(own.instance)["remoteok:1"] == "yes"
    assert [own_server.ask("DELETE", "/posts/remoteok:1/label").status for _time in range(2)] == [204, 204]
    assert "remoteok:1" not in stored_labels(own.instance)
    assert own_server.ask("PUT", "/posts/remoteok:1/label", {"label": "clear"}).status == 422


def test_a_label_is_seen_by_the_next_request(own_server: Server) -> None:
    before = own_server.get("/recommendations?all=true").json
    key = before["posts"][0]["key"]
    own_server.ask("PUT", f"/posts/{key}/label", {"label": "no"})
    after = own_server.get("/recommendations?all=true").json
    assert [post["key"] for post in after["posts"]] == [post["key"] for post in before["posts"][1:]]


def test_asks_about_one_post_after_the_other_until_none_is_left(own_server: Server) -> None:
    asked = []
    while (answered := own_server.get("/labels/next")).status == 200:
        asked.append(answered.json["question"]["post"]["key"])
        assert answered.json["left"] == 10 - len(asked)
        assert answered.json["untrained"] == len(asked) - 1
        own_server.ask("PUT", f"/posts/{asked[-1]}/label", {"label": "no"})
    assert (answered.status, answered.body) == (204, b"")
    assert len(set(asked)) == 9


def test_what_is_skipped_is_not_asked_about(server: Server) -> None:
    first = server.get("/labels/next?order=newest").json["question"]["post"]["key"]
    second = server.get(f"/labels/next?order=newest&skip={first}").json["question"]["post"]["key"]
    assert first != second


def trained(server: Server) -> dict[str, Any]:
    until(lambda: server.get("/train").json["state"] != "running", "the training's end")
    state: dict[str, Any] = server.get("/train").json
    return state


@pytest.mark.usefixtures("new_interpreters")  # which take long enough to be asked meanwhile
def test_training_goes_on_in_the_background_once_at_a_time(own_server: Server) -> None:
    assert own_server.get("/train").json["state"] == "idle"
    begun = own_server.ask("POST", "/train")
    assert (begun.status, begun.headers["location"], begun.json["state"]) == (202, "/train", "running")
    again = own_server.ask("POST", "/train")
    assert (again.status, again.json["title"]) == (409, "Conflict")
    start = time.monotonic()
    assert own_server.get("/recommendations").status == 200
    assert time.monotonic() - start < 5, "reads wait for no training"
    state = trained(own_server)
    assert (state["state"], state["error"], state["report"]["yes"]) == ("done", "", 10)
    assert state["ended_at"] > state["started_at"]


def test_a_training_that_fails_says_why(own_server: Server) -> None:
    for number in range(5, 26):
        own_server.ask("DELETE", f"/posts/remoteok:{number}/label")
    own_server.ask("POST", "/train")
    state = trained(own_server)
    assert state["state"] == "failed"
    assert state["error"].startswith("Training needs 2 posts labeled yes")


def test_a_new_career_model_is_picked_up(own_server: Server, own: Program) -> None:
    own_server.ask("POST", "/model/feedback", {"description": "sang lullabies", "title": "Nurse"})
    assert own.run("careers", "train").status == 0
    body = {"experience": [{"description": "lullabies"}]}
    until(
        lambda: own_server.ask("POST", "/model/similar_jobs", body).json["results"][0]["title"] == "nurse",
        "the new model",
    )


def test_careers_can_be_trained_over_http(own_server: Server) -> None:
    assert own_server.ask("POST", "/train?lesson=careers").status == 202
    assert trained(own_server)["report"]["posts"] == 30


def test_feedback_is_stored(own_server: Server) -> None:
    given = {"description": "kept books", "title": "Sr. Accountant"}
    first, second = (own_server.ask("POST", "/model/feedback", given) for _time in range(2))
    assert (first.status, first.json["title"], first.json["new"]) == (201, "accountant", True)
    assert second.json["new"] is False
    assert own_server.ask("POST", "/model/feedback", given | {"title": " "}).status == 422


def test_figures_can_be_plotted(server: Server) -> None:
    days = server.get("/stats/posts-per-day?days=3").json["days"]
    assert (len(days), days[-1]["came_in"]) == (3, 30)
    skills = server.get("/stats/skills?title=nurse").json["skills"]
    assert {"phrase", "share", "by_year"} <= set(skills[0])
    assert len(server.get("/stats/skills?limit=2").json["skills"]) == 2
    assert server.get("/stats/skills?title=nurze").status == 404
    assert server.get("/stats/salaries").json == {"groups": [], "total": 0, "next_offset": None}


def test_figures_have_pages(server: Server) -> None:
    every = server.get("/stats/skills?limit=200").json
    assert (len(every["skills"]), every["next_offset"]) == (every["total"], None)
    pages = [server.get("/stats/skills?limit=7").json]
    while (offset := pages[-1]["next_offset"]) is not None:
        pages.append(server.get(f"/stats/skills?limit=7&offset={offset}").json)
    assert len(pages) > 1
    assert [skill for page in pages for skill in page["skills"]] == every["skills"]


def test_tells_how_things_stand(server: Server, both_models: Program) -> None:
    found = server.get("/status").json
    assert (found["posts"], found["labels"]["yes"]) == (30, 10)
    assert found["instance"] == str(both_models.instance)
    assert server.get("/health").json == {"store": "ready", "scores": "ready", "careers": "ready"}


def test_the_schema_has_an_example_of_the_contract_and_problems(server: Server) -> None:
    schema = server.get("/openapi.json").json
    texts = schema["components"]["schemas"]["Experience"]["properties"]["description"]["examples"]
    assert texts == ["organizing projects with agile and scrum methodologies"]
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert operation["description"], (method, path)
            problem = operation["responses"]["503"]["content"]
            assert list(problem) == ["application/problem+json"]


def turns_away(server: Server) -> bool:
    try:
        server.get("/health")
    except ConnectionError:  # refused or reset
        return True
    return False


def test_a_request_that_has_begun_is_answered_before_the_server_ends(own: Program) -> None:
    body = json.dumps({"label": "yes"}).encode()
    with served(own) as server:
        connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        connection.putrequest("PUT", "/posts/remoteok:1/label")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body[:5])
        time.sleep(0.3)
        server.child.kill(signal.SIGTERM)
        until(lambda: turns_away(server), "the server to answer nobody else")
        connection.send(body[5:])
        with contextlib.closing(connection):
            assert connection.getresponse().status == 200
        assert server.child.wait() == 0
    assert stored_labels(own.instance)["remoteok:1"] == "yes"


def test_a_training_ends_with_the_server(own: Program) -> None:
    with served(own) as server:
        assert server.ask("POST", "/train").status == 202
        assert server.end() == 0
        assert server.log.read_text().rstrip().endswith("]"), "no word after the last of the server's"


def test_ctrl_c_is_an_interruption(own: Program) -> None:
    with served(own) as server:
        server.child.kill(signal.SIGINT)
        assert server.child.wait() == 130
    assert "Traceback" not in server.log.read_text()


def test_open_shows_the_page_in_the_browser_once_it_is_served(own: Program) -> None:
    opened = own.instance.with_name("opened")
    browser = own.instance.with_name("browser")
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    with served(own, "--open", BROWSER=str(browser)) as server:
        until(lambda: opened.is_file() and opened.read_text().endswith("\n"), "the browser")
        assert opened.read_text() == f"{server.url}/\n"
        assert server.get("/").status == 200
    assert "Traceback" not in server.log.read_text()


def test_without_fastapi_one_sentence_says_how_to_install_it(program: Program) -> None:
    hidden = program.instance.parent / "hidden"
    (hidden / "fastapi").mkdir(parents=True)
    (hidden / "fastapi" / "__init__.py").write_text("raise ImportError")
    done = program.run("serve", PYTHONPATH=str(hidden))
    assert (done.status, done.out) == (1, "")
    assert re.fullmatch(r"`serve` needs FastAPI, nh3, and uvicorn\. [^\n]*\n", done.err)


def test_what_is_taught_is_listed_and_forgotten(own_server: Server) -> None:
    given = {"description": "kept the ledger of a bakery", "title": "Head Baker / Night Shift"}
    assert own_server.ask("POST", "/model/feedback", given).status == 201
    listed = own_server.get("/model/experiences").json
    assert [(one["text"], one["title"]) for one in listed["experiences"]] == [tuple(given.values())]
    number = listed["experiences"][0]["number"]
    assert own_server.get(f"/model/experiences?before={number}").json == {
        "experiences": [],
        "next_before": None,
    }
    assert own_server.ask("DELETE", f"/model/experiences/{number}").status == 204
    assert own_server.ask("DELETE", f"/model/experiences/{number}").status == 404
    assert own_server.get("/model/experiences").json["experiences"] == []


def test_feedback_that_comes_meanwhile_repeats_nothing_on_the_next_page(own_server: Server) -> None:
    def teach(text: str) -> None:
        own_server.ask("POST", "/model/feedback", {"description": text, "title": "Nurse"})

    for text in "abcd":
        teach(text)
    page = own_server.get("/model/experiences?limit=2").json
    teach("e")
    following = own_server.get(f"/model/experiences?limit=2&before={page['next_before']}").json
    assert [[one["text"] for one in each["experiences"]] for each in (page, following)] == [
        ["d", "c"],
        ["b", "a"],
    ]
    assert following["next_before"] is None


@pytest.mark.parametrize("title", ["manager", "(m/w/d)", "7", " ", "x" * 101, "remote"])
def test_a_title_that_says_nothing_of_the_work_is_no_feedback(server: Server, title: str) -> None:
    answered = server.ask("POST", "/model/feedback", {"description": "kept the ledger", "title": title})
    assert answered.status == 422
    assert [one["field"] for one in answered.json["errors"]] == ["title"]


def test_what_posts_state_is_read_while_the_server_answers(own: Program) -> None:
    def facts() -> int:
        with contextlib.closing(sqlite3.connect(own.instance / "jobposts.db")) as connection, connection:
            return int(connection.execute("SELECT count(*) FROM facts").fetchone()[0])

    with contextlib.closing(sqlite3.connect(own.instance / "jobposts.db")) as connection, connection:
        connection.execute("DELETE FROM facts")
    with served(own) as server:
        assert server.get("/recommendations").status == 200
        until(lambda: facts() == 30, "the facts of all posts")
        assert server.end() == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("GET", "/posts/1059249", None, "keys look like remoteok:1059249"),
        ("GET", "/posts?after=x", None, "keys look like remoteok:1059249"),
        ("GET", "/recommendations?tag=-", None, "The text contains no letters or digits"),
        ("GET", "/recommendations?search=-x", None, "There is no word to search for"),
        ("GET", "/recommendations?since=never", None, "since: 'never' is neither"),
        ("POST", "/model/feedback", {"description": "a", "title": "7"}, "no word of at least two letters"),
        ("POST", "/model/feedback", {"description": " ", "title": "Nurse"}, "The text is empty"),
        ("GET", "/posts/remoteok:999999", None, "GET /posts lists the keys"),
        ("DELETE", "/model/experiences/999", None, "GET /model/experiences lists the entries"),
        ("GET", "/recommendations?like=zzzz", None, "Use other words in the like parameter."),
    ],
)
def test_what_is_wrong_is_told_in_words_that_a_client_can_use(
    server: Server, method: str, path: str, body: object, said: str
) -> None:
    answered = server.ask(method, path, body)
    assert 400 <= answered.status < 500
    assert said.casefold() in answered.json["detail"].casefold()
    assert "pattern" not in answered.json["detail"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/train?leson=careers"),
        ("GET", "/train?leson=careers"),
        ("GET", "/status?leson=careers"),
        ("GET", "/stats/skills?leson=careers"),
        ("GET", "/posts/remoteok:1?leson=careers"),
        ("GET", "/recommendations?leson=careers"),
        ("DELETE", "/model/experiences/7?leson=careers"),
    ],
)
def test_a_parameter_that_is_not_known_is_told(server: Server, method: str, path: str) -> None:
    answered = server.ask(method, path)
    assert answered.status == 422
    assert [one["field"] for one in answered.json["errors"]] == ["leson"]


@pytest.mark.parametrize("path", ["/model/titles?x=1", "/model/skills/nurse?x=1"])
def test_the_routes_of_the_contract_pass_over_what_they_do_not_know(server: Server, path: str) -> None:
    assert server.get(path).status == 200
