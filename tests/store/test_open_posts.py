from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from support.postings import NOON
from support.stored import LATER, answer, score, upsert

from jobsearch.domain.query import Cause, Query
from jobsearch.store import open_posts, posts
from jobsearch.store.sqlite.engine import Engine, reading, writing


def best(store: Engine, wanted: Query | None = None, limit: int | None = None) -> list[int]:
    with reading(store) as session:
        found = open_posts.best(session, wanted or Query(), limit)
        if limit is None:
            assert open_posts.tally(session, wanted or Query()).get(None, 0) == len(found)
    return [int(one.external_id) for one, _score, _reasons in found]


def test_best_begins_with_the_highest_score_then_the_newest(five_posts: Engine) -> None:
    score(five_posts, {1: 0.2, 2: 0.9, 4: 0.9, 5: 0.2})
    assert best(five_posts) == [2, 4, 1, 5, 3]
    assert best(five_posts, limit=2) == [2, 4]


@pytest.mark.parametrize("unscored", [[], [3, 5]])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_the_best_make_up_the_list(five_posts: Engine, limit: int, unscored: list[int]) -> None:
    scores = {1: 0.2, 2: 0.9, 3: 0.1, 4: 0.9, 5: 0.2}
    score(five_posts, {number: one for number, one in scores.items() if number not in unscored})
    with reading(five_posts) as session:
        whole = open_posts.best(session, Query())
        pages = [open_posts.best(session, Query(), limit, offset) for offset in range(0, 7, limit)]
    assert [post.id for page in pages for post, _score, _reasons in page] == [post.id for post, _, _ in whole]


def test_best_gives_each_post_its_score_and_reasons(five_posts: Engine) -> None:
    score(five_posts, {1: 0.25})
    with reading(five_posts) as session:
        found = open_posts.best(session, Query(), limit=2)
    assert [(value, reasons) for _one, value, reasons in found] == [(0.25, [["kafka", 0.25]]), (None, [])]


@pytest.mark.parametrize(
    ("label", "applied", "is_open"),
    [
        ("yes", False, False),
        ("no", False, False),
        ("unsure", False, True),
        ("yes", True, False),
        ("unsure", True, False),
    ],
)
def test_an_open_post_has_no_yes_or_no_and_was_not_applied_to(
    five_posts: Engine, label: str, *, applied: bool, is_open: bool
) -> None:
    answer(five_posts, 2, label, NOON if applied else None)
    assert (2 in best(five_posts)) is is_open


def test_an_old_post_is_open(store: Engine) -> None:
    upsert(store, 1, posted_at=NOON - timedelta(days=4000))
    assert best(store) == [1]


def test_the_least_score_is_inclusive_and_leaves_out_posts_without_one(five_posts: Engine) -> None:
    score(five_posts, {1: 0.5, 2: 0.4999, 3: 0.9})
    assert best(five_posts, Query(min_score=0.5)) == [3, 1]
    assert best(five_posts, Query(min_score=0.0)) == [3, 1, 2]


def test_seen_and_posted_since_are_inclusive(five_posts: Engine) -> None:
    upsert(five_posts, 3, 4)
    assert best(five_posts, Query(seen_since=LATER)) == [3, 4]
    assert best(five_posts, Query(seen_since=LATER + timedelta(microseconds=1))) == []
    assert best(five_posts, Query(since=NOON - timedelta(hours=2))) == [1, 2]
    assert best(five_posts, Query(since=NOON - timedelta(hours=3), seen_since=LATER)) == [3]


def test_a_shown_post_is_not_unshown(five_posts: Engine) -> None:
    with writing(five_posts) as session:
        shown = [(one.source, one.external_id) for one, _, _ in open_posts.best(session, Query(new=True), 2)]
        posts.mark_shown(session, shown, LATER)
        posts.mark_shown(session, shown, LATER)
        session.commit()
    assert best(five_posts, Query(new=True)) == [3, 4, 5]
    assert best(five_posts) == [1, 2, 3, 4, 5]


def tally(store: Engine, wanted: Query) -> dict[Cause | None, int]:
    with reading(store) as session:
        return open_posts.tally(session, wanted)


def test_companies_are_found_by_any_part_of_the_name_in_any_case(five_posts: Engine) -> None:
    upsert(five_posts, 1, company="\u00c9clair GmbH")
    upsert(five_posts, 2, company="Acme")
    assert best(five_posts, Query(company=("\u00e9CLAIR g",))) == [1]
    assert best(five_posts, Query(company=("acme", "clair"))) == [1, 2]
    assert best(five_posts, Query(company=("%",))) == []
    assert best(five_posts, Query(company=("eclair",))) == [1]
    assert tally(five_posts, Query(company=("acme",))) == {None: 1, Cause.COMPANY: 4}


def test_companies_are_excluded_by_whole_words_without_accents(five_posts: Engine) -> None:
    for number, company in enumerate(["Meta", "Metabase", "Nestl\u00e9 S.A.", "SpaceX", "X"], 1):
        upsert(five_posts, number, company=company)
    assert 1 not in best(five_posts, Query(exclude_company=("meta",)))
    assert 2 in best(five_posts, Query(exclude_company=("meta",)))
    assert best(five_posts, Query(exclude_company=("x", "nestle"))) == [1, 2, 4]
    assert best(five_posts, Query(exclude_company=("%", "_"))) == [1, 2, 3, 4, 5]


def test_an_exact_name_matches_no_longer_one(five_posts: Engine) -> None:
    for number, company in enumerate(["AI", "Scale AI", "Nestl\u00e9", "Nestl\u00e9 Waters", "ai"], 1):
        upsert(five_posts, number, company=company)
    assert best(five_posts, Query(exclude_company=("=AI",))) == [2, 3, 4]
    assert best(five_posts, Query(exclude_company=("AI",))) == [3, 4]
    assert best(five_posts, Query(exclude_company=("= nestle", "scale"))) == [1, 4, 5]
    assert best(five_posts, Query(company=("=ai",))) == [1, 5]
    assert best(five_posts, Query(company=("=nestle", "scale"))) == [2, 3]
    assert tally(five_posts, Query(exclude_company=("=AI",))) == {None: 3, Cause.EXCLUDED_COMPANY: 2}


def test_tags_are_found_whole_in_any_case(five_posts: Engine) -> None:
    upsert(five_posts, 1, tags=("Python", "\u00c9quipe"))
    upsert(five_posts, 2, tags=("python3",))
    upsert(five_posts, 3, tags=('a "python" b', "go"))
    assert best(five_posts, Query(tag=("python",))) == [1]
    assert best(five_posts, Query(tag=("\u00e9quipe", "GO"))) == [1, 3]
    assert tally(five_posts, Query(tag=("go",))) == {None: 1, Cause.TAG: 4}
    upsert(five_posts, 4, tags=("\u212aotlin", "back\\slash", "C++"))  # with a sign for Kelvin
    assert best(five_posts, Query(tag=("kotlin",))) == [4]
    assert best(five_posts, Query(tag=("back\\slash",))) == best(five_posts, Query(tag=("c++",))) == [4]


def test_employment_is_found_as_the_boards_fields_have_it(five_posts: Engine) -> None:
    upsert(five_posts, 1, employment=("full-time",))
    upsert(five_posts, 2, employment=("part-time", "contract"))
    assert best(five_posts, Query(employment=("full-time",))) == [1]
    assert best(five_posts, Query(employment=("contract", "full-time"))) == [1, 2]
    assert tally(five_posts, Query(employment=("contract",))) == {None: 1, Cause.EMPLOYMENT: 4}


def test_of_several_causes_the_first_counts(five_posts: Engine) -> None:
    score(five_posts, {1: 0.9, 2: 0.9, 3: 0.1, 4: 0.1})
    upsert(five_posts, 1, 3)
    wanted = Query(scored=True, min_score=0.5, seen_since=LATER)
    assert tally(five_posts, wanted) == {
        None: 1,
        Cause.UNSCORED: 1,
        Cause.BELOW_THE_CUT: 2,
        Cause.UNSEEN_FOR_LONG: 1,
    }


@pytest.mark.parametrize("wanted", [Query(), Query(company=("acme",)), Query(tag=("python",), since=LATER)])
@pytest.mark.parametrize("more", [{}, {5: 0.97}])
@pytest.mark.parametrize("cut", [0.5, 0.95])  # many reach it, or few
def test_an_open_post_is_counted_the_same_whether_an_index_counts_it_or_not(
    five_posts: Engine, wanted: Query, more: dict[int, float], cut: float
) -> None:
    upsert(five_posts, 4, company="b", tags=("go",), posted_at=LATER)
    score(five_posts, {1: 0.9, 2: 0.9, 3: 0.1, 4: 0.1} | more)
    for number, label in ((1, "yes"), (3, "no"), (2, "unsure")):
        answer(five_posts, number, label)
    asked = replace(wanted, scored=True, min_score=cut)
    with reading(five_posts) as session:
        left_out = open_posts.left_out(session, asked)
    one_by_one = Counter[Cause | None](cause for _post, _score, cause in left_out)
    one_by_one[None] = len(best(five_posts, asked))
    assert {cause: number for cause, number in tally(five_posts, asked).items() if number} == +one_by_one


def test_a_cut_without_the_wish_for_a_score_leaves_nobody_uncounted(five_posts: Engine) -> None:
    score(five_posts, {1: 0.9, 2: 0.1})
    assert tally(five_posts, Query(min_score=0.5)) == {None: 1, Cause.BELOW_THE_CUT: 4}


def test_posts_without_a_score_fill_the_list_up_to_its_limit(five_posts: Engine) -> None:
    score(five_posts, {4: 0.4, 5: 0.5})
    assert [best(five_posts, limit=limit) for limit in (1, 2, 3, 9)] == [
        [5],
        [5, 4],
        [5, 4, 1],
        [5, 4, 1, 2, 3],
    ]


def test_names_the_causes_of_a_wish() -> None:
    assert open_posts.causes(Query()) == set()
    assert open_posts.causes(Query(tag=("go",), once=True)) == {Cause.TAG, Cause.REPOST}
