"""The first run: what is said is kept, what is chosen is followed, and a first list comes of it."""

import pytest
from support.feeds import body, element, tasteful
from support.sources import BoardServer, boards_serving, failing, himalayas_pages, remoteok_posts

from jobsearch.boards.registry import source_named
from jobsearch.config import USUAL_NUMBER, read_config
from jobsearch.errors import ConfigMalformed, FeedUnreachable, SourceUnknown, UsageError
from jobsearch.services import wish
from jobsearch.services.sources.changing import follow, remove_source
from jobsearch.services.sources.listing import list_sources
from jobsearch.services.start import Answers, choices, source_name, start
from jobsearch.settings import Settings


def test_from_nothing_to_a_list(settings: Settings) -> None:
    with boards_serving(
        settings, remoteok=BoardServer(lambda _path: (200, {}, body(tasteful(40)[0])))
    ) as own:
        started = start(own, Answers("python engineer, no crypto", "portugal", ("remoteok",)))
    assert (started.refused, started.lives_in, started.sources) == (("crypto",), "PT", ("remoteok",))
    assert started.fetched is not None
    assert started.fetched.new == 40
    assert started.found is not None
    assert "Python" in started.found.posts[0].title
    assert read_config(settings.config_path).get("me", "lives_in") == "PT"


def test_all_questions_may_be_skipped(settings: Settings) -> None:
    with boards_serving(settings, remoteok=BoardServer(remoteok_posts(3))) as own:
        started = start(own, Answers())
    assert started.found is not None
    assert len(started.found.posts) == 3
    assert not settings.config_path.exists()


def test_only_the_chosen_boards_are_followed(settings: Settings) -> None:
    servers = {"remoteok": BoardServer(remoteok_posts(3)), "himalayas": BoardServer(himalayas_pages(1))}
    with boards_serving(settings, **servers) as own:
        assert start(own, Answers(sources=("himalayas",))).sources == ("himalayas",)
        assert not servers["remoteok"].asked
        assert start(own, Answers(sources=("remoteok",))).sources == ("remoteok",)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        (Answers("python", lives_in="Nowhere"), UsageError),
        (Answers("python", sources=("nosuch",)), SourceUnknown),
        (Answers("\u200b \x1b"), UsageError),
    ],
)
def test_of_answers_with_one_that_is_wrong_none_is_kept(
    settings: Settings, answers: Answers, error: type[Exception]
) -> None:
    with pytest.raises(error):
        start(settings, answers)
    assert wish.show(settings).words == ""
    assert not settings.config_path.exists()


def test_what_was_said_is_kept_though_the_boards_are_out_of_reach(settings: Settings) -> None:
    with boards_serving(settings, remoteok=BoardServer(failing(404))) as own:
        started = start(own, Answers("python", "PT"))
    assert started.fetched is None
    assert "404" in started.problem
    assert started.found is None
    assert wish.show(settings).words == "python"


def test_the_usual_boards_come_first_among_the_choices(settings: Settings) -> None:
    found = choices(settings)
    assert [one.name for one in found if one.followed] == [one.name for one in found][:1] == ["remoteok"]
    assert {"himalayas", "jobicy"} < {one.name for one in found}
    assert not any(one.name.startswith(("greenhouse", "feed")) for one in found)


def test_a_config_keeps_its_comments(settings: Settings) -> None:
    settings.instance.mkdir()
    settings.config_path.write_text("# mine\n[recommend]\nnumber = 5  # a few\n")
    with boards_serving(settings, remoteok=BoardServer(remoteok_posts(1))) as own:
        start(own, Answers(lives_in="DE"))
    assert settings.config_path.read_text() == (
        '# mine\n[recommend]\nnumber = 5  # a few\n\n[me]\nlives_in = "DE"\n'
    )


def test_a_config_that_is_wrong_is_left_alone(settings: Settings) -> None:
    settings.instance.mkdir()
    settings.config_path.write_text("[me\n")
    wish.keep(settings, "nurse")
    for answers in (Answers("python", "DE", ("jobicy",)), Answers("python"), Answers(sources=("jobicy",))):
        with pytest.raises(ConfigMalformed):
            start(settings, answers)
    assert settings.config_path.read_text() == "[me\n"
    assert wish.show(settings).words == "nurse"
    assert followed(settings) == ["remoteok"]


def test_what_start_does_not_offer_stays_followed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobsearch.services.start.fetch_new", out_of_reach)
    others = ["greenhouse:acme", "feed:https://example.com/jobs.rss", "imaps://kim@mail.example.com/INBOX"]
    for name in (*others, "jobicy"):
        follow(settings, source_named(name))
    start(settings, Answers(sources=("himalayas",)))
    assert followed(settings) == sorted([*map(source_name, others), "himalayas"])


def test_the_boards_that_are_followed_are_offered_as_such(settings: Settings) -> None:
    follow(settings, source_named("jobicy"))
    remove_source(settings, "remoteok")
    assert [one.name for one in choices(settings) if one.followed] == ["jobicy"]


def out_of_reach(_settings: Settings) -> None:
    raise FeedUnreachable(url="https://example.com", cause="no network in this test")


def followed(settings: Settings) -> list[str]:
    return sorted(one.source for one in list_sources(settings))


def test_without_a_wish_the_first_list_keeps_to_what_the_config_says(settings: Settings) -> None:
    places = {"1": "USA only", "2": "Worldwide"}
    sent = body([element(int(number), location=place) for number, place in places.items()])
    with boards_serving(settings, remoteok=BoardServer(lambda _path: (200, {}, sent))) as own:
        found = start(own, Answers(lives_in="Portugal")).found
    assert found is not None
    assert [one.key for one in found.posts] == ["remoteok:2"]


@pytest.mark.parametrize("wish", ["python engineer", ""])
def test_the_first_list_is_as_long_as_that_of_recommend(settings: Settings, wish: str) -> None:
    with boards_serving(settings, remoteok=BoardServer(remoteok_posts(50))) as own:
        found = start(own, Answers(wish)).found
    assert found is not None
    assert len(found.posts) == USUAL_NUMBER
    assert found.open_posts == 50
