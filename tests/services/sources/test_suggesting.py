"""Which companies' boards are suggested: those that wanted posts link to, and nobody follows or gave up."""

import pytest
from support.feeds import element, trap
from support.reposts import fetched, liked, scored

from jobsearch.boards.registry import source_named
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.sources.changing import follow, remove_source
from jobsearch.services.sources.suggesting import Suggestion, suggest
from jobsearch.settings import Settings

LINKS = {
    1: "https://boards.greenhouse.io/acme/jobs/4711123002",
    2: "https://job-boards.greenhouse.io/acme/jobs/4711123003?gh_src=1",
    3: "https://jobs.lever.co/globex/0b3a1c1e-5f0e-4a51-9b57-2d1d3c1f0a11/apply",
    4: "https://example.org/careers",
}


def linking(number: int) -> dict[str, object]:
    """Return a post of Remote OK in whose text a company's own board is linked."""
    link = f"<p>Apply <a href='{LINKS[number]}'>here</a>.</p>"
    company = {1: "Acme", 2: "Acme", 3: "Globex"}.get(number, "Other")
    return element(number, company=company, description=f"<p>Work number {number}.</p>{link}{trap()}")


@pytest.fixture
def linked(settings: Settings) -> Settings:
    """An instance with a post for each link."""
    fetched(settings, *map(linking, LINKS))
    return settings


def test_the_boards_of_posts_labeled_yes_are_suggested_the_most_linked_first(linked: Settings) -> None:
    for number in LINKS:
        set_label(linked, f"remoteok:{number}", "yes")
    assert suggest(linked) == [
        Suggestion("greenhouse:acme", "Acme", 2),
        Suggestion("lever:globex", "Globex", 1),
    ]


def test_nothing_is_suggested_of_posts_that_nobody_wants(linked: Settings) -> None:
    assert suggest(linked) == []
    set_label(linked, "remoteok:1", "no")
    set_label(linked, "remoteok:3", "unsure")
    assert suggest(linked) == []


def test_a_post_that_the_model_would_recommend_counts_and_one_that_was_declined_does_not(
    linked: Settings,
) -> None:
    liked(linked)
    scored(linked, {1: 0.9, 2: 0.2, 3: 0.95})
    set_label(linked, "remoteok:3", "no")
    assert suggest(linked) == [Suggestion("greenhouse:acme", "Acme", 1)]


def test_a_board_that_is_followed_or_was_given_up_is_not_suggested(linked: Settings) -> None:
    for number in LINKS:
        set_label(linked, f"remoteok:{number}", "yes")
    follow(linked, source_named("greenhouse:acme"))
    assert [one.source for one in suggest(linked)] == ["lever:globex"]
    remove_source(linked, "greenhouse:acme")
    assert [one.source for one in suggest(linked)] == ["lever:globex"]


def test_one_post_with_several_links_to_one_board_counts_once(settings: Settings) -> None:
    both = f"<p>{LINKS[1]} or {LINKS[2]}</p>{trap()}"
    fetched(settings, element(1, company="Acme", description=both, apply_url=LINKS[1]))
    set_label(settings, "remoteok:1", "yes")
    assert suggest(settings) == [Suggestion("greenhouse:acme", "Acme", 1)]
