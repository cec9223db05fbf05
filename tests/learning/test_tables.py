"""The tables of occupations, skills, regions and levels, by what a person would say of a post."""

import pytest

from jobsearch.learning.occupations import fields_of, occupations_in
from jobsearch.learning.regions import regions_in
from jobsearch.learning.skills import skills_in
from jobsearch.phrases import words
from jobsearch.titles import seniority


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Senior Backend Engineer", "software"),
        ("Site Reliability Engineer", "software"),
        ("iOS Developer", "software"),
        ("Data Analyst", "data"),
        ("Machine Learning Engineer", "data"),
        ("UX Researcher", "design"),
        ("Product Designer", "design"),
        ("Copywriter", "marketing"),
        ("SEO Specialist", "marketing"),
        ("Account Executive", "sales"),
        ("Client Onboarding Specialist", "customers"),
        ("Help Desk Agent", "customers"),
        ("Payroll Specialist", "office"),
        ("Paralegal", "office"),
        ("Executive Assistant", "office"),
        ("Registered Nurse", "health"),
        ("Product Manager", "management"),
        ("Math Tutor", "teaching"),
        ("Courier", None),
        ("asdf", None),
    ],
)
def test_a_title_belongs_to_a_field_of_work(title: str, field: str | None) -> None:
    fields = fields_of(occupations_in(title))
    assert (field in fields) if field else not fields


@pytest.mark.parametrize(
    ("title", "occupation", "other"),
    [
        ("Customer Success Manager", "customer success", "sales"),
        ("DevOps Engineer", "infrastructure", "operations"),
        ("Data Engineer", "data engineering", "data analysis"),
        ("Security Engineer", "security", "trades"),
        ("Sales Engineer", "solutions engineering", "software"),
        ("Game Designer", "games", "infrastructure"),
        ("Graphic Designer", "visual design", "games"),
    ],
)
def test_a_title_names_its_occupation_and_not_another(title: str, occupation: str, other: str) -> None:
    found = occupations_in(title)
    assert occupation in found
    assert other not in found


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("Lyon, France", "europe"),
        ("Remote - US", "united states"),
        ("Austin, TX", "united states"),
        ("São Paulo", "latin america"),
        ("Bengaluru, Karnataka", "india"),
        ("Anywhere in the world", "anywhere"),
        ("Toronto", "canada"),
        ("Cape Town", "africa and the middle east"),
        ("Sydney", "asia and the pacific"),
        ("Remote", None),
        ("", None),
    ],
)
def test_a_place_lies_in_a_part_of_the_world(place: str, region: str | None) -> None:
    assert (region in regions_in(place)) if region else not regions_in(place)


def test_london_lies_in_the_united_kingdom_and_in_europe() -> None:
    assert set(regions_in("London")) == {"united kingdom", "europe"}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Go (Golang), gRPC", {"go", "architecture"}),
        ("React, Vue.js", {"web front end"}),
        ("HubSpot and Salesforce", {"marketing", "sales"}),
        ("handle live chats and escalations", {"customer support"}),
        ("be nice", set()),
    ],
)
def test_a_text_names_kinds_of_skills(text: str, skills: set[str]) -> None:
    assert set(skills_in(words(text))) == skills


@pytest.mark.parametrize(
    ("title", "levels"),
    [
        ("Senior Engineer", ["senior"]),
        ("Sr. Engineer", ["senior"]),
        ("Head of Sales", ["director"]),
        ("Staff Engineer", ["lead"]),
        ("Engineering Manager", ["manager"]),
        ("Summer Internship", ["intern"]),
        ("Engineer", []),
    ],
)
def test_a_title_says_how_senior_a_person_it_seeks(title: str, levels: list[str]) -> None:
    assert seniority(title) == levels
