"""Which board an address or a page leads to: every one right or none, never a wrong one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.boards.companies.addresses import embedded, locate

DATA = tomllib.loads((Path(__file__).resolve().parents[1] / "data" / "addresses.toml").read_text("utf-8"))
ADDRESSES: dict[str, str] = DATA["addresses"]
PAGES: list[dict[str, Any]] = DATA["page"]


@pytest.mark.parametrize(("address", "source"), ADDRESSES.items(), ids=ADDRESSES)
def test_an_address_leads_to_its_board(address: str, source: str) -> None:
    found = locate(address)
    assert (found.source.name if found else "") == source


def test_there_are_forty_addresses_of_boards_and_more() -> None:
    assert len([source for source in ADDRESSES.values() if source]) >= 40


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_a_page_leads_to_the_board_that_it_embeds(page: dict[str, Any]) -> None:
    found = embedded(page["html"], page["address"])
    assert (found.source.name if found else "") == page["source"]


@pytest.mark.parametrize(
    ("address", "post"),
    [
        ("https://boards.greenhouse.io/acme/jobs/4711123", "4711123"),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=4711123", "4711123"),
        (
            "https://jobs.lever.co/acme/5d54d69b-e940-452e-b892-1170aa60f095/apply",
            "5d54d69b-e940-452e-b892-1170aa60f095",
        ),
        (
            "https://jobs.ashbyhq.com/acme/90fb3621-899e-4b59-925d-25080ec91e18",
            "90fb3621-899e-4b59-925d-25080ec91e18",
        ),
        ("https://acme.jobs.personio.de/job/2140231?language=en", "2140231"),
        ("https://acme.teamtailor.com/jobs/8323453-backend-engineer", "8323453"),
        ("https://apply.workable.com/acme/j/0897a038ec/", "0897A038EC"),
        ("https://jobs.smartrecruiters.com/AcmeGroup/743999706414750-backend-engineer", "743999706414750"),
        (
            "https://api.smartrecruiters.com/v1/companies/AcmeGroup/postings/743999706414750",
            "743999706414750",
        ),
        ("https://jobs.lever.co/acme", ""),
        ("https://acme.recruitee.com/o/backend-engineer", ""),
    ],
)
def test_an_address_names_its_post(address: str, post: str) -> None:
    found = locate(address)
    assert found
    assert found.post == post


@given(st.text(max_size=200))
def test_any_text_is_an_address_or_none(text: str) -> None:
    locate(text)
    locate(f"https://{text}")
    embedded(text, text)
