"""Occupations for titles and experiences, before and after a training."""

from pathlib import Path

import pytest
from support.feeds import body, element

from jobsearch.careers.occupations.matching import occupations
from jobsearch.careers.occupations.skills import skills
from jobsearch.errors import CareersNotTrained, ExperienceUnknown, TitleEmpty
from jobsearch.services.cache import Cache
from jobsearch.services.demand import by_year
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.occupations import fitting, of_lines, of_title, title_in_full
from jobsearch.settings import Settings
from jobsearch.titles.parse import Title, parse


def test_every_line_has_an_answer_in_its_place() -> None:
    found = list(of_lines("baker\r\n\n  Sr. Baker \n", 2))

    assert [one.title for one in found] == ["baker", "", "  Sr. Baker "]
    assert [len(one.results) for one in found] == [2, 0, 2]
    assert found[0].results[0].label == "baker"
    row = found[0].row
    assert list(row) == ["title", "results"]
    assert [sorted(one) for one in row["results"]] == [["esco", "isco", "label", "onet", "probability"]] * 2


def test_a_title_has_to_be_there() -> None:
    with pytest.raises(TitleEmpty):
        of_title(" \u200b")


def test_occupations_are_known_before_any_training(forty_posts: Settings) -> None:
    found = fitting(forty_posts, ["baked bread and cakes as a baker"], 3)

    assert found.titles == ()
    assert found.occupations[0].label == "baker"
    assert found.missing.startswith("Only occupations are shown. There is no career model yet")


def test_a_text_without_a_known_word_fits_nothing(forty_posts: Settings) -> None:
    with pytest.raises(ExperienceUnknown):
        fitting(forty_posts, ["zzzz"], 3)


def test_what_two_taxonomies_say_of_a_title_is_known_before_any_training(forty_posts: Settings) -> None:
    found = title_in_full(forty_posts, "Sr. Accountant")

    assert (found.learned, found.missing[:28]) == (None, "There is no career model yet")
    assert found.occupation
    assert found.occupation.label == "accountant"
    assert {"financial statements", "financial forecasting"} <= {one.name for one in found.described}
    assert all(one.name.split()[0] in one.sentence for one in found.described)
    assert "Intuit QuickBooks" in found.technologies


def test_a_word_that_nobody_spells_so_names_no_occupation(forty_posts: Settings) -> None:
    with pytest.raises(CareersNotTrained):
        title_in_full(forty_posts, "nurze")


def test_an_occupation_has_the_technologies_of_the_more_special_ones() -> None:
    best = occupations().rank("Data Scientist", 1).occupations[0]

    assert best.onet == "15-2051.00"
    assert "Python" in skills().tools_of(best.onet)
    assert skills().tools_of(None) == []


def test_a_sentence_is_about_the_skills_that_it_names() -> None:
    names = [one.name for one in skills().rank("Experience with Java, C# or another backend language", 3)]

    assert set(names[:2]) == {"C#", "Java (computer programming)"}
    assert skills().rank("zzzz", 3) == []


def test_demand_counts_the_posts_of_each_year_and_what_they_state(settings: Settings, tmp_path: Path) -> None:
    posts = [
        ("Nurse", 2024, "Salary: USD 60,000 - 80,000 per year."),
        ("Sr. Nurse", 2025, "Salary: USD 90,000 per year."),
        ("Nurse", 2025, "Salary: USD 50 per hour."),
        ("Baker", 2025, "Salary: $10,000 per year."),
    ]
    elements = [
        element(number, position=title, company=f"Company {number}", description=f"<p>{text}</p>")
        | {"date": f"{year}-05-01T00:00:00+00:00", "epoch": 1_714_521_600 + (year - 2024) * 31_536_000}
        for number, (title, year, text) in enumerate(posts, 1)
    ]
    (tmp_path / "feed.json").write_bytes(body(elements))
    fetch_new(settings, [tmp_path / "feed.json"])

    first, second = by_year(settings, "nurse")

    assert (first.year, first.posts, first.share) == (2024, 1, 1)
    assert (first.pay[0].currency, first.pay[0].median) == ("USD", 70_000)
    assert (second.year, second.posts, second.share) == (2025, 2, pytest.approx(2 / 3))
    assert (second.pay[0].posts, second.pay[0].low, second.pay[0].high) == (2, 93_500, 100_500)
    assert by_year(settings, "astronaut") == ()


def test_no_title_of_a_post_is_taken_apart_for_a_second_question(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def taking(title: str) -> Title:
        asked.append(title)
        return parse(title)

    monkeypatch.setattr("jobsearch.services.demand.parse", taking)
    cache = Cache()
    first = by_year(forty_posts, "accountant", cache)
    assert len(asked) > 1
    asked.clear()
    assert by_year(forty_posts, "accountant", cache) == first
    by_year(forty_posts, "nurse", cache)
    assert asked == ["accountant", "nurse"]
    cache.clear()
