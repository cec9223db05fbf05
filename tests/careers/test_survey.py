"""A corpus read in parts: the same model, however it is parted and in whatever order the parts are done."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.careers import trade_posts

from jobsearch.careers import buckets, skills, survey, training
from jobsearch.careers.training import Learned, Listed, Post, learn_from
from jobsearch.errors import CorpusChanged, TooFewTitles

POSTS = [Post(title, text, year, company) for title, text, company, year in trade_posts()]
POSTS += [Post("Night Nurse", "Care at night in Excel", 2024, "Company 99"), *POSTS[3:6]]


def cut(posts: Sequence[Post], places: Iterable[int]) -> list[Listed]:
    bounds = [0, *sorted(places), len(posts)]
    return [Listed(posts[start:end]) for start, end in pairwise(bounds)]


def shuffled(tasks: Iterable[Callable[[], Any]]) -> Iterator[Any]:
    """Do tasks in another order, and some of them twice, as after the death of a worker."""
    order = list(tasks)
    random.Random(7).shuffle(order)
    for task in order:
        task()
        yield task()


def everything(learned: Learned) -> dict[str, Any]:
    model = learned.careers.similarity
    arrays = {name: value.tobytes() for name, value in vars(model).items() if isinstance(value, np.ndarray)}
    found = {name: value for name, value in vars(learned).items() if name != "careers"}
    return found | arrays | {"terms": model.terms} | {"skills": learned.careers.skills}


def test_the_parts_and_their_order_change_nothing() -> None:
    once = learn_from(cut(POSTS, []))
    for places in ([], [11], [0, 1, 2, 17, 17, 30], range(len(POSTS))):
        assert everything(learn_from(cut(POSTS, places), run=shuffled)) == everything(once)


@given(st.lists(st.integers(0, len(POSTS)), max_size=5))
@settings(max_examples=20)
def test_reads_the_same_however_posts_are_parted(places: list[int]) -> None:
    once, parted = (training.read_twice(cut(POSTS, where), run=shuffled) for where in ([], places))
    assert (parted.skills, parted.fitted_on, parted.titles.repeated) == (
        once.skills,
        once.fitted_on,
        once.titles.repeated,
    )


def test_counts_that_no_longer_fit_memory_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    once = learn_from(cut(POSTS, [9])).careers.skills
    monkeypatch.setattr(skills, "_AT_ONCE", 20)
    monkeypatch.setattr(buckets, "_IN_MEMORY", 10)
    assert learn_from(cut(POSTS, [9])).careers.skills == once


def test_of_one_text_the_newest_post_counts_wherever_it_stands() -> None:
    old, new = (
        Post(title, "The same text", 2024, moment=moment) for title, moment in [("Cook", 1), ("Vet", 2)]
    )
    for posts in ([old, new], [new, old]):
        found = survey.added(list(survey.here(survey.surveys([Listed([post]) for post in posts]))))
        assert found.counts() == {"vet": 1}
        assert found.repeated == 1


def test_the_newest_posts_come_first() -> None:
    posts = [
        Post(f"Cook {name}", name, 2024, moment=moment) for name, moment in [("x", 1), ("y", 3), ("z", 2)]
    ]
    found = survey.added(list(survey.here(survey.surveys([Listed(posts)]))))
    assert [found.places.tolist()] == [[1, 2, 0]]


def test_a_year_that_nobody_knows_is_no_year() -> None:
    found = learn_from([Listed([Post(one.title, one.text, 0, one.company) for one in POSTS])]).careers
    assert all(not one.by_year for one in found.skills.values())


@dataclass
class Wavering:
    """Posts of which the second reading gives others than the first, or other faults."""

    posts: Sequence[Post]
    then: Sequence[Post]
    faults: Counter[str]
    path: str = "share/1.jsonl"

    def pieces(self) -> Iterator["Wavering"]:
        yield self

    def read(self, faults: Counter[str]) -> Iterator[Post]:
        yield from self.posts
        self.posts = self.then
        faults.update(self.faults)
        self.faults = Counter()


@pytest.mark.parametrize(
    ("then", "faults"),
    [(POSTS[:9], {}), ([], {}), ([*POSTS[:10], POSTS[20]], {}), (POSTS[:10], {"unreadable row": 1})],
)
def test_a_part_that_is_another_the_second_time_teaches_nothing(
    then: Sequence[Post], faults: dict[str, int]
) -> None:
    parts = [Listed(POSTS[10:]), Wavering(POSTS[:10], then, Counter(faults))]
    with pytest.raises(CorpusChanged, match=r"share/1\.jsonl changed"):
        learn_from(parts)


@dataclass
class Parting:
    """A part that is read in other pieces the second time."""

    times: list[list[Listed]]

    def pieces(self) -> Iterator[Listed]:
        return iter(self.times.pop(0))


def test_a_part_of_other_pieces_the_second_time_teaches_nothing() -> None:
    whole, cut_once = cut(POSTS, []), cut(POSTS, [20])
    for times in ([whole, cut_once], [cut_once, whole], [cut_once, cut(POSTS, [19])]):
        with pytest.raises(CorpusChanged):
            learn_from([Parting(times)])
    learn_from([Parting([cut_once, cut_once])])


class Faulty(Listed):
    """Posts among which two cannot be read."""

    def read(self, faults: Counter[str]) -> Iterator[Post]:
        faults["unreadable row"] += 2
        yield from self.posts


def test_what_cannot_be_read_is_counted_once() -> None:
    parts = [Faulty(POSTS[:10]), Listed(POSTS[10:20]), Faulty(POSTS[20:])]
    assert learn_from(parts).faults == {"unreadable row": 4}


def test_no_posts_are_too_few_titles() -> None:
    for parts in ([], [Listed([])]):
        with pytest.raises(TooFewTitles):
            learn_from(parts)


def test_too_many_titles_fold_into_the_commonest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "MOST_TITLES", 2)
    more = [Post("Nurse", f"{one.text} more {number}", 2024) for number, one in enumerate(POSTS)]
    more += [Post("Accountant", f"{one.text} even more {number}", 2024) for number, one in enumerate(POSTS)]
    assert learn_from([Listed([*POSTS, *more])]).careers.titles == ("accountant", "nurse")


def test_a_tally_is_the_same_in_any_order() -> None:
    posts = [(2024, 5), (2023, 9), (2024, 1), (2024, 7), (2022, 5)]
    whole, parts = skills.Tally(), [skills.Tally(), skills.Tally()]
    for number, (year, company) in enumerate(posts):
        whole.count(year, company)
        parts[number % 2].count(year, company)
    parts[1].add(parts[0])
    assert parts[1] == whole == skills.Tally(5, Counter({2024: 3, 2023: 1, 2022: 1}), [1, 5, 7])
