"""What clients of the career service rely on."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from support.process import ROOT
from support.serving import Server

LEDGER = "kept the general ledger, bank reconciliations"
SERVICES = "services in Python over PostgreSQL"


def similar(server: Server, *descriptions: str) -> list[dict[str, Any]]:
    body = {"experience": [{"description": text} for text in descriptions]}
    answered = server.ask("POST", "/model/similar_jobs", body)
    assert answered.status == 200, answered.body
    assert set(answered.json) == {"results"}
    results: list[dict[str, Any]] = answered.json["results"]
    return results


def test_lists_every_title_the_most_probable_first_and_unrounded(server: Server) -> None:
    found = similar(server, LEDGER)
    assert [set(one) for one in found] == [{"probability", "title"}] * 3
    assert found[0]["title"] == "accountant"
    chances = [one["probability"] for one in found]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1, abs=1e-12)
    assert any(chance != round(chance, 6) for chance in chances)


def test_every_experience_counts_and_the_newest_most(server: Server) -> None:
    chances = {
        order: {one["title"]: one["probability"] for one in similar(server, *order)}
        for order in [(LEDGER,), (LEDGER, SERVICES), (SERVICES, LEDGER)]
    }
    alone, first, last = (found["accountant"] for found in chances.values())
    assert alone > first > last


def test_an_experience_of_unknown_words_is_answered_by_how_common_titles_are(server: Server) -> None:
    assert [one["probability"] for one in similar(server, "zzz")] == pytest.approx([1 / 3] * 3)


def test_a_long_experience_is_read_whole(server: Server) -> None:
    assert similar(server, "zzz " * 20_000 + LEDGER)[0]["title"] == "accountant"


@pytest.mark.parametrize(
    "title", ["nurse", "Senior Nurse", "Backend Engineer", "backend%20engineer", "nurse%2Fcare"]
)
def test_lists_at_most_twenty_skills_the_best_first_and_always_the_same(server: Server, title: str) -> None:
    path = f"/model/skills/{title if '%' in title else quote(title)}"
    first, second = (server.get(path) for _time in range(2))
    assert first.status == 200
    assert first.body == second.body
    assert set(first.json) == {"results"}
    assert 0 < len(first.json["results"]) <= 20
    assert all(isinstance(phrase, str) for phrase in first.json["results"])


def test_lists_the_titles(server: Server) -> None:
    assert server.get("/model/titles").json == {"results": ["accountant", "backend engineer", "nurse"]}


@pytest.mark.parametrize("title", ["nurze", "", "%20", "ci%2Fcd%20enginer", "a/b", "%00", "x" * 3_000])
def test_an_unknown_title_is_not_found(server: Server, title: str) -> None:
    answered = server.get(f"/model/skills/{title}")
    assert answered.status == 404
    assert answered.json["type"].startswith("urn:problem-type:jobsearch:title-")


@pytest.mark.parametrize("title", ["nurze", "ledger%20acountant"])
def test_an_unknown_title_gets_the_nearest(server: Server, title: str) -> None:
    answered = server.get(f"/model/skills/{title}")
    assert answered.status == 404
    assert len(answered.json["nearest"]) == 1
    assert f"try {answered.json['nearest'][0]}" in answered.json["detail"]


@pytest.mark.parametrize("title", ["zzz", "astronaut", "%E2%98%83", "7"])
def test_a_title_like_none_gets_the_nearest_all_the_same(server: Server, title: str) -> None:
    answered = server.get(f"/model/skills/{title}")
    assert answered.status == 404
    assert set(answered.json["nearest"]) <= set(server.get("/model/titles").json["results"])
    assert answered.json["nearest"]
    assert "GET /model/titles" in answered.json["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "experience"),
        ([], "body"),
        ({"experience": []}, "experience"),
        ({"experience": None}, "experience"),
        ({"experience": [{}]}, "experience.0.description"),
        ({"experience": [{"description": "a"}, {"text": "b"}]}, "experience.1.description"),
        ({"experience": [{"description": ""}]}, "experience.0.description"),
        ({"experience": [{"description": " \n"}]}, "experience.0.description"),
        ({"experience": [{"description": "a"}, {"description": "\u200b"}]}, "experience.1.description"),
        ({"experience": [{"description": 7}]}, "experience.0.description"),
        ({"experience": [{"description": "\ud800"}]}, "experience.0.description"),
    ],
)
def test_what_is_missing_or_wrong_is_named(server: Server, body: object, field: str) -> None:
    answered = server.ask("POST", "/model/similar_jobs", body)
    assert answered.status == 422
    assert [one["field"] for one in answered.json["errors"]] == [field]
    assert answered.json["detail"].startswith(f"{field}: ")


def test_the_guide_shows_the_requests_of_the_contract(server: Server) -> None:
    page = (ROOT / "jobsearch" / "guide" / "http.md").read_text(encoding="utf-8")
    curls = re.findall(r"^curl .*$", page, re.MULTILINE)
    assert len(curls) >= 2
    similar_jobs, skills = curls[:2]
    body = re.search(r"-d '(.*)'", similar_jobs)
    assert body is not None
    headers = {"Content-Type": "application/json"}
    assert "Content-Type: application/json" in similar_jobs
    assert server.send("POST", "/model/similar_jobs", body[1].encode(), headers).status == 200
    assert skills.endswith("/model/skills/data%20scientist")
