"""Whether a post is the job that somebody recorded with the same address."""

import pytest

from jobsearch.domain.addressed import is_recorded_job

CAREERS = "https://acme2.example/careers"


@pytest.mark.parametrize(
    ("title", "recorded"),
    [
        ("Nurse", "NURSE"),
        ("Registered Nurse (ICU)", "Nurse"),
        ("Senior Software Engineer, Payments (Remote)", "software engineer"),
        ("Krankenpfleger (m/w/d)", "Krankenpfleger"),
        ("Baker of bread", "Baker"),
        ("Plumber", ""),
    ],
)
def test_titles_that_agree_are_one_job_at_any_address(title: str, recorded: str) -> None:
    assert is_recorded_job(title, recorded, CAREERS)


@pytest.mark.parametrize(
    ("title", "recorded"),
    [
        ("Plumber", "Nurse"),
        ("Senior Plumber", "Senior Nurse"),
        ("Account Manager", "Sales Manager"),
        ("Plumber", "?"),
        ("", "Nurse"),
    ],
)
@pytest.mark.parametrize("address", [CAREERS, "https://acme.example/jobs?page=2", "acme.example"])
def test_another_title_is_another_job_at_a_page_of_many(title: str, recorded: str, address: str) -> None:
    assert not is_recorded_job(title, recorded, address)


@pytest.mark.parametrize(
    "address",
    [
        "https://boards.greenhouse.io/acme/jobs/4012345",
        "https://acme.example/j/1",
        "https://acme.example/nurse-77.html?lang=en",
        "https://acme.example/?job=9",
        "https://jobs.lever.co/acme/6f1c2a9e-77aa-4e0b-9d1c-2f6c1b5a0e11",
    ],
)
def test_the_address_of_a_single_post_is_enough(address: str) -> None:
    assert is_recorded_job("Pflegefachkraft", "Nurse", address)
