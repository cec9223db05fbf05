"""Addresses of posts lose what tells who clicked on them, and keep what tells which post it is."""

import pytest

from jobsearch.boards.elsewhere.origins import added, origin_of

REDIRECTED = (
    "https://click.example.com/ls?upn=abc&url=https%3A%2F%2Fwww.linkedin.com%2Fjobs%2Fview%2F4012345678"
)


LEVER = "https://jobs.lever.co/acme/11111111-2222-3333-4444-555555555555"
GOOGLED = f"https://www.google.com/url?rct=j&url={LEVER}&ct=ga"


@pytest.mark.parametrize(
    ("address", "source", "external_id", "url"),
    [
        (
            "https://www.linkedin.com/comm/jobs/view/4012345678/?trackingId=x%3D&refId=y&midToken=z",
            "linkedin",
            "4012345678",
            "https://www.linkedin.com/jobs/view/4012345678/",
        ),
        (REDIRECTED, "linkedin", "4012345678", "https://www.linkedin.com/jobs/view/4012345678/"),
        (
            "https://de.indeed.com/rc/clk?jk=0123456789abcdef&from=ja&qd=xyz",
            "indeed",
            "0123456789abcdef",
            "https://de.indeed.com/viewjob?jk=0123456789abcdef",
        ),
        (
            GOOGLED,
            "lever",
            "11111111-2222-3333-4444-555555555555",
            "https://jobs.lever.co/acme/11111111-2222-3333-4444-555555555555",
        ),
    ],
)
def test_reads_the_post_behind_an_address(address: str, source: str, external_id: str, url: str) -> None:
    found = origin_of(address)

    assert found is not None
    assert (found.source, found.external_id, found.url) == (source, external_id, url)


@pytest.mark.parametrize("address", ["https://www.linkedin.com/in/somebody", "mailto:a@b.c", "https://[", ""])
def test_other_addresses_are_no_post(address: str) -> None:
    assert origin_of(address) is None


def test_tracking_makes_no_other_post() -> None:
    plain, tracked = "https://a.example/j?id=7", "https://a.example/j/?utm_source=x&id=7&trk=1#apply"
    assert added(plain).external_id == added(tracked).external_id
    assert added(tracked).external_id != added("https://a.example/j?id=8").external_id
