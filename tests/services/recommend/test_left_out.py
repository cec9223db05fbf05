"""What is recommended and what is left out add up to the open posts, whatever is asked for.

Each request is answered a second time here, post by post, by code that shares nothing with the queries.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.feeds import element, trap
from support.queries import query
from support.reposts import DUTIES, fetched, liked, moved, repost, scored

from jobsearch.domain.answers import LabelSetting
from jobsearch.domain.query import Cause, Query
from jobsearch.errors import UsageError
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.recommend.recommend import Recommendations, mark_shown, recommend
from jobsearch.settings import Settings
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import connect, writing

NOW = datetime.now(UTC)
CUT = 0.5
GERMAN = "Sie bauen Dienste, die andere gerne lesen, und pr\u00fcfen, was Ihre Kolleginnen schreiben. " * 4


@dataclass(frozen=True)
class Known:
    """A post as the test put it into the store; `job` is shared by reposts, the first of which is `first`.

    `closed` is one that the person is through with, `gone` one that its board has closed.
    """

    number: int
    job: str
    first: int
    company: str
    tags: tuple[str, ...]
    words: str
    score: float | None
    seen_days_ago: int
    closed: bool
    gone: bool
    shown: bool
    place: str
    pay: int
    german: bool


def _known() -> list[Known]:
    """Return posts of which every pair of circumstances is met by one at least."""
    posts, number, jobs = [], 0, -1
    kinds = product(("Acme", "\u00c9clair"), (("python", "go"), ("sales",)), ("c++", "node.js"))
    for company, tags, written in kinds:
        for copies in range(1, 3):
            number, jobs = number + 1, jobs + 1
            first = number
            for copy in range(copies):
                number += copy > 0
                posts.append(
                    Known(
                        number,
                        job=f"job {first}",
                        first=first,
                        company=company,
                        tags=tags,
                        words=written,
                        score=(None, 0.2, 0.5, 0.9, 0.95)[number % 5],
                        seen_days_ago=(0, 0, 29, 31)[number % 4],
                        closed=number % 7 == 0,
                        gone=number % 10 in {3, 4},
                        shown=number % 6 == 0,
                        place=("Lisbon, Portugal", "Remote", "Boston, United States")[jobs % 3],
                        pay=(0, 50_000, 90_000)[jobs // 3 % 3],
                        german=jobs % 4 == 0,
                    )
                )
    return posts


KNOWN = _known()
ANSWERS: tuple[LabelSetting, ...] = ("yes", "no", "applied")
APPLIED = {post.job for post in KNOWN if post.closed and ANSWERS[post.number % 3] == "applied"}
BY_NUMBER = {post.number: post for post in KNOWN}


def _element(post: Known) -> dict[str, object]:
    duties = GERMAN if post.german else DUTIES
    pay = f"<p>The pay is ${post.pay:,} a year.</p>" if post.pay else ""
    return repost(
        post.number,
        company=post.company,
        position=f"{post.job} engineer",
        tags=list(post.tags),
        location=post.place,
        salary_min=40_000,  # which the board makes up
        salary_max=70_000,
        description=f"<p>{duties}</p><p>We write {post.words} for {post.job}.</p>{pay}{trap()}",
    )


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store of the known posts."""
    given = Settings(instance=tmp_path_factory.mktemp("varied") / "instance")
    # The first of a job is the one that was fetched first. One fetch a post takes minutes on a busy machine.
    fetched(given, *(_element(post) for post in KNOWN if post.number == post.first))
    fetched(given, *(_element(post) for post in KNOWN if post.number != post.first))
    liked(given)
    for post in KNOWN:
        if post.seen_days_ago:
            moved(given, post.number, column="last_seen", days=post.seen_days_ago)
        if post.gone:
            moved(given, post.number, column="closed_at", days=1)
        if post.closed:
            set_label(given, f"remoteok:{post.number}", ANSWERS[post.number % 3])
    every = recommend(given, Query(everything=True)).posts
    mark_shown(given, [post for post in every if BY_NUMBER[_number(post.key)].shown])
    scored(given, {post.number: post.score for post in KNOWN if post.score is not None})
    return given


def _is_open(post: Known) -> bool:
    return not post.closed and post.job not in APPLIED


def _number(key: str) -> int:
    return int(key.removeprefix("remoteok:"))


def _stands_in(name: str, text: str) -> bool:
    """Return whether a name occurs in a text as whole words, or is the text, ignoring accents and case."""
    if name.startswith("="):
        return _plain(name[1:]) == _plain(text)
    return re.search(rf"\b{re.escape(_plain(name))}\b", _plain(text)) is not None


def _plain(text: str) -> str:
    return text.casefold().replace("\u00e9", "e")


def _alone(post: Known, asked: Query) -> Iterator[Cause]:
    """Yield why a post is left out, whatever other posts there are."""
    if asked.company and not any(_plain(name) in _plain(post.company) for name in asked.company):
        yield Cause.COMPANY
    if any(_stands_in(name, post.company) for name in asked.exclude_company):
        yield Cause.EXCLUDED_COMPANY
    if asked.tag and not set(asked.tag) & set(post.tags):
        yield Cause.TAG
    if asked.search and asked.search != post.words:
        yield Cause.SEARCH
    if post.words in asked.exclude:
        yield Cause.EXCLUDED_WORDS
    if asked.since and NOW - timedelta(hours=post.number % 100) < asked.since:
        yield Cause.POSTED_EARLIER
    yield from _facts(post, asked)
    yield from _scores(post, asked)
    if not asked.everything and post.gone:
        yield Cause.CLOSED
    if not asked.everything and post.seen_days_ago > 30:
        yield Cause.UNSEEN_FOR_LONG


def _scores(post: Known, asked: Query) -> Iterator[Cause]:
    """Yield what its score is against the least that is recommended."""
    least = asked.min_score if asked.min_score is not None else None if asked.everything else CUT
    if least is not None and post.score is None:
        yield Cause.UNSCORED
    if least is not None and post.score is not None and post.score < least:
        yield Cause.BELOW_THE_CUT


def _facts(post: Known, asked: Query) -> Iterator[Cause]:
    """Yield what a post states against what was asked for; a remote job states no place and no country."""
    if asked.can_work_from and post.place.endswith({"PT": "States", "US": "Portugal"}[asked.can_work_from]):
        yield Cause.COUNTRY
    stated = post.place != "Remote"
    lands = {"Europe": "Portugal", "portugal": "Portugal", "north america": "States", "USA": "States"}
    if (
        asked.place
        and stated
        and not any(
            _stands_in(name, post.place) or post.place.endswith(lands.get(name, "?")) for name in asked.place
        )
    ):
        yield Cause.PLACE
    if asked.language and ("de" if post.german else "en") not in asked.language:
        yield Cause.LANGUAGE
    if asked.min_salary and 0 < post.pay < asked.min_salary:
        yield Cause.LOW_SALARY
    if asked.stated_salary and not post.pay:
        yield Cause.UNSTATED_SALARY


def _unknown(post: Known, asked: Query) -> tuple[str, ...]:
    doubts = {
        "country": asked.can_work_from and post.place == "Remote",
        "place": asked.place and post.place == "Remote",
        "low_salary": asked.min_salary and not post.pay,
    }
    return tuple(name for name, doubtful in doubts.items() if doubtful)


def _causes(post: Known, asked: Query) -> Iterator[Cause]:
    yield from _alone(post, asked)
    others = [other for other in KNOWN if other.job == post.job and other != post]
    later = [other for other in others if _seen(other) > _seen(post) and not any(_alone(other, asked))]
    if not asked.everything and (later or any(other.closed for other in others)):
        yield Cause.REPOST
    if asked.new and (post.shown or any(other.shown for other in others)):
        yield Cause.SHOWN_BEFORE


def _seen(post: Known) -> tuple[int, int]:
    """Return what orders posts by when they were last seen: each was fetched after the one before it."""
    return -post.seen_days_ago, post.number


def _expected(asked: Query) -> tuple[set[int], dict[int, Cause]]:
    listed, left_out = set(), {}
    for post in KNOWN:
        if not _is_open(post):
            continue
        if (cause := next(_causes(post, asked), None)) is None:
            listed.add(post.number)
        else:
            left_out[post.number] = cause
    return listed, left_out


def check(varied: Settings, asked: Query) -> None:
    found = recommend(varied, asked)
    listed, left_out = _expected(asked)
    numbers = {_number(post.key) for post in found.posts}

    assert sum(found.left_out.values()) + len(found.posts) == found.open_posts
    assert found.open_posts == sum(map(_is_open, KNOWN))
    assert min(found.left_out.values()) >= 0
    if asked.limit is None:
        assert numbers == listed
        assert {cause: n for cause, n in found.left_out.items() if n} == Counter(left_out.values())
    else:
        assert numbers <= listed
        assert len(numbers) == min(len(listed), asked.limit)
        assert found.left_out[Cause.BEYOND_THE_LIMIT] == len(listed) - len(numbers)
    assert all(post.unknown == _unknown(BY_NUMBER[_number(post.key)], asked) for post in found.posts)
    explained = {_number(one.post.key): one.cause for one in found.explained}
    beyond = dict.fromkeys(listed - numbers, Cause.BEYOND_THE_LIMIT)
    assert explained == (left_out | beyond if asked.explain else {})
    _is_in_order(found)


def _is_in_order(found: Recommendations) -> None:
    order = [(-1.0 if post.score is None else post.score, post.posted_at) for post in found.posts]
    assert order == sorted(order, reverse=True)


def test_the_store_is_as_varied_as_the_test_believes(varied: Settings) -> None:
    reposted = {post.job for post in KNOWN if post.number != post.first}
    assert len(KNOWN) == 24
    assert len(reposted) == 8
    left_out = recommend(varied, query()).left_out
    assert left_out[Cause.REPOST] > 0
    assert left_out[Cause.CLOSED] > 0
    assert len({(post.place, post.pay) for post in KNOWN}) == 9
    assert {post.german for post in KNOWN} == {False, True}


OPTIONS: dict[str, tuple[Any, ...]] = {
    "limit": (None, 3),
    "everything": (False, True),
    "new": (False, True),
    "since": (None, NOW - timedelta(hours=12, minutes=30)),
    "min_score": (None, 0.6),
    "tag": ((), ("python",)),
    "company": ((), ("\u00c9CL",)),
    "search": (None, "c++"),
}
MORE: dict[str, tuple[Any, ...]] = {
    "min_score": (None, 0.6),
    "exclusions": ({}, {"exclude_company": ("acme",), "exclude": ("node.js",)}),
    "can_work_from": (None, "Portugal"),
    "place": ((), ("LISBON",), ("Europe",), ("north america", "Mars")),
    "language": ((), ("German",)),
    "min_salary": (None, 60_000.0),
    "stated_salary": (False, True),
    "explain": (True,),
}


Choices = Iterable[tuple[int, ...]]  # of a combination: the number of the value that each option has


def _of_every_pair(choices: Choices) -> Choices:
    """Yield few of the combinations, among which any two values of two options meet once at least."""
    left = list(choices)
    random.Random(0).shuffle(left)
    missing = {pair for one in left for pair in _pairs(one)}
    while missing:
        best = max(left, key=lambda one: len(missing & _pairs(one)))
        missing -= _pairs(best)
        yield best


def _pairs(choice: tuple[int, ...]) -> set[tuple[tuple[int, int], ...]]:
    return set(combinations(enumerate(choice), 2))


def _combinations(
    options: dict[str, tuple[Any, ...]], choose: Callable[[Choices], Choices]
) -> Iterator[dict[str, Any]]:
    for numbers in choose(product(*(range(len(values)) for values in options.values()))):
        yield {name: values[number] for (name, values), number in zip(options.items(), numbers, strict=True)}


CHOSEN = pytest.mark.parametrize(
    "choose", [_of_every_pair, pytest.param(list, marks=pytest.mark.slow)], ids=["every pair", "all"]
)


@CHOSEN
def test_combinations_of_options_add_up(varied: Settings, choose: Callable[[Choices], Choices]) -> None:
    for options in _combinations(OPTIONS, choose):
        check(varied, query(**options))


@CHOSEN
def test_combinations_of_facts_add_up(varied: Settings, choose: Callable[[Choices], Choices]) -> None:
    for options in _combinations(MORE | {"everything": (False, True)}, choose):
        check(varied, query(**options.pop("exclusions"), **options))


@given(
    asked=st.builds(
        query,
        limit=st.none() | st.integers(0, 30),
        everything=st.booleans(),
        new=st.booleans(),
        since=st.none() | st.integers(-2, 30).map(lambda hours: NOW - timedelta(hours=hours, minutes=30)),
        min_score=st.none() | st.floats(0, 1),
        tag=st.lists(st.sampled_from(["python", "go", "sales", "go,sales", "rust"]), max_size=3).map(tuple),
        company=st.lists(
            st.sampled_from(["acme", "\u00e9CLAIR", "Eclair", "E", "air", "_", "%"]), max_size=2
        ).map(tuple),
        search=st.none() | st.sampled_from(["c++", "node.js"]),
        exclude_company=st.lists(
            st.sampled_from(["acme", "=Acme", "\u00c9C", "eclair", "_"]), max_size=2
        ).map(tuple),
        exclude=st.lists(st.sampled_from(["c++", "node.js"]), max_size=2).map(tuple),
        can_work_from=st.none() | st.sampled_from(["Portugal", "US"]),
        place=st.lists(
            st.sampled_from(["lisbon", "states", "state", "%", "Mars", "Europe", "USA"]), max_size=2
        ).map(tuple),
        language=st.lists(st.sampled_from(["en", "German", "en,German", "fr"]), max_size=2).map(tuple),
        min_salary=st.none() | st.sampled_from([50_000.0, 50_001.0, 1e9]),
        stated_salary=st.booleans(),
        explain=st.booleans(),
    )
)
@example(asked=Query(limit=0))
@example(asked=Query(limit=0, everything=True, new=True))
@example(asked=Query(since=NOW - timedelta(days=9999)))
@example(asked=Query(since=NOW + timedelta(days=9), new=True))
@settings(deadline=None, max_examples=settings().max_examples // 2)
def test_any_values_of_the_options_add_up(varied: Settings, asked: Query) -> None:
    check(varied, asked)


@pytest.mark.parametrize(
    "options",
    [
        *({"tag": ("",)}, {"tag": (" , ",)}, {"company": (" ",)}, {"search": " - "}),
        *({"exclude": ("python", "?!")}, {"exclude_company": ("",)}, {"place": ("\u200b",)}),
        *({"can_work_from": text} for text in ("Portugral", "", "\x1b[31m", "EU")),
        *({"language": (text,)} for text in ("English,Klingonian", "", "\x9b")),
    ],
)
def test_a_filter_that_names_nothing_is_wrong_usage(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        query(**options)


def test_a_filter_applies_to_everything_as_well(varied: Settings) -> None:
    found = recommend(varied, Query(everything=True, tag=("sales",), company=("acme",)))
    assert {post.company for post in found.posts} == {"Acme"}
    assert {post.tags for post in found.posts} == {("sales",)}
    assert found.asked_for == {Cause.TAG, Cause.COMPANY}


def test_a_lowest_score_takes_the_place_of_the_cut(varied: Settings) -> None:
    lower, higher = (recommend(varied, Query(min_score=score)) for score in (0.1, 0.93))
    assert min(post.score or 0 for post in lower.posts) == 0.2
    assert {post.score for post in higher.posts} == {0.95}
    assert Cause.BELOW_THE_CUT in higher.asked_for
    assert Cause.BELOW_THE_CUT not in recommend(varied, Query()).asked_for


def test_a_search_indexes_what_an_upgrade_left_to_it_and_says_so_when_that_takes_long(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(settings, *(element(number, position="Rust Engineer") for number in (1, 2, 3)))
    told: list[str] = []
    monkeypatch.setattr("jobsearch.services.recommend.prepare._INDEXED_AT_ONCE", 2)
    for long in (4, 3):
        monkeypatch.setattr("jobsearch.services.recommend.prepare._LONG_TO_INDEX", long)
        with writing(connect(settings.store_path)) as session:
            fulltext.forget(session, [1, 2, 3])
            session.commit()
        assert len(recommend(settings, Query(everything=True, search="rust"), told.append).posts) == 3
    assert told == ["Indexing 3 posts; this happens only once."]
