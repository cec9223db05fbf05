from datetime import datetime, timedelta

import pytest
from support.postings import NOON, posting

from jobsearch.store import database, jobs, labels, opinions
from jobsearch.store.jobs import Upserted, Wanted
from jobsearch.store.labels import Answer
from jobsearch.store.models import JobPost
from jobsearch.store.opinions import Opinion

LATER = NOON + timedelta(days=1)


def upsert(store: database.Engine, *numbers: int, now: datetime = LATER, **fields: object) -> Upserted:
    with database.writing(store) as session:
        done = jobs.upsert(session, [posting(number, **fields) for number in numbers], now)
        session.commit()
    return done


def post(store: database.Engine, number: int) -> JobPost:
    with database.reading(store) as session:
        found = jobs.get(session, "remoteok", str(number))
    assert found is not None
    return found


def answer(store: database.Engine, number: int, label: str, applied_at: datetime | None = None) -> None:
    with database.writing(store) as session:
        labels.put(session, Answer("remoteok", str(number), label, NOON, applied_at))
        session.commit()


def score(store: database.Engine, scores: dict[int, float]) -> None:
    with database.writing(store) as session:
        ids = {int(found.external_id): found.id for found in jobs.everything(session)}
        given = [Opinion(ids[number], value, (("kafka", value),)) for number, value in scores.items()]
        opinions.put_scores(session, given)
        session.commit()


def best(store: database.Engine, wanted: Wanted | None = None, limit: int | None = None) -> list[int]:
    with database.reading(store) as session:
        found = jobs.best(session, wanted or Wanted(), limit)
        if limit is None and (wanted is None or wanted.min_score is None):
            assert jobs.count_open(session, wanted) == len(found)
    return [int(one.external_id) for one, _score, _reasons in found]


def test_counts_new_changed_and_unchanged_posts(five_posts: database.Engine) -> None:
    with database.writing(five_posts) as session:
        mixed = [posting(1), posting(2), posting(3, title="Changed"), posting(6), posting(7), posting(8)]
        done = jobs.upsert(session, mixed, LATER)
        session.commit()
    assert (done, done.known) == (Upserted(new=3, changed=1, unchanged=2), 3)
    with database.reading(five_posts) as session:
        assert jobs.count(session) == 8


def test_an_empty_answer_changes_nothing(five_posts: database.Engine) -> None:
    assert upsert(five_posts) == Upserted(0, 0, 0)


def test_a_new_post_is_first_and_last_seen_now(five_posts: database.Engine) -> None:
    upsert(five_posts, 6)
    assert (post(five_posts, 6).first_seen, post(five_posts, 6).last_seen) == (LATER, LATER)


def test_an_unchanged_post_moves_only_its_last_seen(five_posts: database.Engine) -> None:
    upsert(five_posts, 1)
    assert (post(five_posts, 1).first_seen, post(five_posts, 1).last_seen) == (NOON, LATER)
    assert post(five_posts, 2).last_seen == NOON


def test_a_changed_post_is_replaced_but_keeps_its_id_and_first_seen(five_posts: database.Engine) -> None:
    before = post(five_posts, 1)
    upsert(five_posts, 1, title="Changed", description="New text", tags=("go",), salary_min=5)
    after = post(five_posts, 1)
    assert (after.id, after.first_seen, after.last_seen) == (before.id, NOON, LATER)
    assert (after.title, after.description, after.tags, after.salary_min) == (
        "Changed",
        "New text",
        ["go"],
        5,
    )
    assert after.content_hash != before.content_hash


def test_keeps_the_label_of_a_post_that_changed(five_posts: database.Engine) -> None:
    answer(five_posts, 1, "yes")
    upsert(five_posts, 1, title="Changed")
    with database.reading(five_posts) as session:
        assert list(jobs.answers(session).values()) == ["yes"]
        assert next(jobs.everything(session)).title == "Changed"


def test_only_the_score_of_a_changed_post_becomes_stale(five_posts: database.Engine) -> None:
    score(five_posts, {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4})
    upsert(five_posts, 1, 2)
    upsert(five_posts, 3, title="Changed")
    with database.reading(five_posts) as session:
        assert [one.external_id for one in jobs.unscored(session)] == ["3", "5"]


def test_a_new_score_of_a_changed_post_is_not_stale(five_posts: database.Engine) -> None:
    score(five_posts, dict.fromkeys(range(1, 6), 0.5))
    upsert(five_posts, 3, title="Changed")
    score(five_posts, {3: 0.7})
    with database.reading(five_posts) as session:
        assert jobs.unscored(session) == []


def test_takes_more_posts_than_one_statement_can_name(store: database.Engine) -> None:
    everyone = range(1, 1202)
    assert upsert(store, *everyone, now=NOON) == Upserted(1201, 0, 0)
    assert upsert(store, *everyone) == Upserted(0, 0, 1201)
    score(store, dict.fromkeys(everyone, 0.5))
    assert upsert(store, *everyone, company="Renamed") == Upserted(0, 1201, 0)
    with database.reading(store) as session:
        assert {one.last_seen for one in jobs.everything(session)} == {LATER}
        assert len(jobs.unscored(session)) == 1201


def test_the_same_id_on_two_boards_is_two_posts(five_posts: database.Engine) -> None:
    assert upsert(five_posts, 1, source="other") == Upserted(1, 0, 0)
    assert post(five_posts, 1).last_seen == NOON


def test_a_post_that_is_not_stored_is_none(five_posts: database.Engine) -> None:
    with database.reading(five_posts) as session:
        assert jobs.get(session, "remoteok", "6") is None


def test_gives_the_answers_to_stored_posts(five_posts: database.Engine) -> None:
    for number, label in ((5, "yes"), (1, "no"), (3, "yes"), (2, "unsure"), (77, "no")):
        answer(five_posts, number, label)
    with database.reading(five_posts) as session:
        posts, answers = list(jobs.everything(session)), jobs.answers(session)
    found = {post.external_id: answers.get(post.id) for post in posts}
    assert found == {"1": "no", "2": "unsure", "3": "yes", "4": None, "5": "yes"}


def test_askable_posts_were_never_answered_and_come_newest_first(five_posts: database.Engine) -> None:
    for number, label in ((2, "yes"), (3, "unsure"), (5, "no")):
        answer(five_posts, number, label)
    score(five_posts, {4: 0.4, 5: 0.5})
    with database.reading(five_posts) as session:
        assert [(one.external_id, value) for one, value in jobs.askable(session)] == [("1", None), ("4", 0.4)]


def test_best_begins_with_the_highest_score_then_the_newest(five_posts: database.Engine) -> None:
    score(five_posts, {1: 0.2, 2: 0.9, 4: 0.9, 5: 0.2})
    assert best(five_posts) == [2, 4, 1, 5, 3]
    assert best(five_posts, limit=2) == [2, 4]


def test_best_gives_each_post_its_score_and_reasons(five_posts: database.Engine) -> None:
    score(five_posts, {1: 0.25})
    with database.reading(five_posts) as session:
        found = jobs.best(session, Wanted(), limit=2)
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
    five_posts: database.Engine, label: str, *, applied: bool, is_open: bool
) -> None:
    answer(five_posts, 2, label, NOON if applied else None)
    assert (2 in best(five_posts)) is is_open


def test_an_old_post_is_open(store: database.Engine) -> None:
    upsert(store, 1, posted_at=NOON - timedelta(days=4000))
    assert best(store) == [1]


def test_the_least_score_is_inclusive_and_leaves_out_posts_without_one(five_posts: database.Engine) -> None:
    score(five_posts, {1: 0.5, 2: 0.4999, 3: 0.9})
    assert best(five_posts, Wanted(min_score=0.5)) == [3, 1]
    assert best(five_posts, Wanted(min_score=0.0)) == [3, 1, 2]
    with database.reading(five_posts) as session:
        assert jobs.count_open(session, Wanted(min_score=0.5)) == 2


def test_seen_and_posted_since_are_inclusive(five_posts: database.Engine) -> None:
    upsert(five_posts, 3, 4)
    assert best(five_posts, Wanted(seen_since=LATER)) == [3, 4]
    assert best(five_posts, Wanted(seen_since=LATER + timedelta(microseconds=1))) == []
    assert best(five_posts, Wanted(posted_since=NOON - timedelta(hours=2))) == [1, 2]
    assert best(five_posts, Wanted(posted_since=NOON - timedelta(hours=3), seen_since=LATER)) == [3]


def test_a_shown_post_is_not_unshown(five_posts: database.Engine) -> None:
    with database.writing(five_posts) as session:
        shown = [(one.source, one.external_id) for one, _, _ in jobs.best(session, Wanted(unshown=True), 2)]
        jobs.mark_shown(session, shown, LATER)
        jobs.mark_shown(session, shown, LATER)
        session.commit()
    assert best(five_posts, Wanted(unshown=True)) == [3, 4, 5]
    assert best(five_posts) == [1, 2, 3, 4, 5]


def test_knows_the_newest_post(store: database.Engine) -> None:
    with database.reading(store) as session:
        assert jobs.newest_posted_at(session) is None
    upsert(store, 3, 2)
    with database.reading(store) as session:
        assert jobs.newest_posted_at(session) == NOON - timedelta(hours=2)
