from datetime import timedelta

from support.postings import NOON, posting
from support.stored import LATER, answer, score, upsert

from jobsearch.store import counts
from jobsearch.store import posts as stored_posts
from jobsearch.store.models import JobPost
from jobsearch.store.posts import Upserted
from jobsearch.store.sqlite.engine import Engine, reading, writing


def post(store: Engine, number: int) -> JobPost:
    with reading(store) as session:
        found = stored_posts.get(session, "remoteok", str(number))
    assert found is not None
    return found


def test_counts_new_changed_and_unchanged_posts(five_posts: Engine) -> None:
    with writing(five_posts) as session:
        mixed = [posting(1), posting(2), posting(3, title="Changed"), posting(6), posting(7), posting(8)]
        done = stored_posts.upsert(session, mixed, LATER)
        session.commit()
    assert (done, done.known) == (Upserted(new=3, changed=1, unchanged=2), 3)
    with reading(five_posts) as session:
        assert counts.count_posts(session) == 8


def test_an_empty_answer_changes_nothing(five_posts: Engine) -> None:
    assert upsert(five_posts) == Upserted(0, 0, 0)


def test_a_new_post_is_first_and_last_seen_now(five_posts: Engine) -> None:
    upsert(five_posts, 6)
    assert (post(five_posts, 6).first_seen, post(five_posts, 6).last_seen) == (LATER, LATER)


def test_an_unchanged_post_moves_only_its_last_seen(five_posts: Engine) -> None:
    upsert(five_posts, 1)
    assert (post(five_posts, 1).first_seen, post(five_posts, 1).last_seen) == (NOON, LATER)
    assert post(five_posts, 2).last_seen == NOON


def test_a_changed_post_is_replaced_but_keeps_its_id_and_first_seen(five_posts: Engine) -> None:
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


def test_keeps_the_label_of_a_post_that_changed(five_posts: Engine) -> None:
    answer(five_posts, 1, "yes")
    upsert(five_posts, 1, title="Changed")
    with reading(five_posts) as session:
        assert list(stored_posts.answers(session).values()) == ["yes"]
        assert next(stored_posts.everything(session)).title == "Changed"


def test_only_the_score_of_a_changed_post_becomes_stale(five_posts: Engine) -> None:
    score(five_posts, {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4})
    upsert(five_posts, 1, 2)
    upsert(five_posts, 3, title="Changed")
    with reading(five_posts) as session:
        assert [one.external_id for one in stored_posts.unscored(session)] == ["3", "5"]


def test_a_new_score_of_a_changed_post_is_not_stale(five_posts: Engine) -> None:
    score(five_posts, dict.fromkeys(range(1, 6), 0.5))
    upsert(five_posts, 3, title="Changed")
    score(five_posts, {3: 0.7})
    with reading(five_posts) as session:
        assert stored_posts.unscored(session) == []


def test_takes_more_posts_than_one_statement_can_name(store: Engine) -> None:
    everyone = range(1, 1202)
    assert upsert(store, *everyone, now=NOON) == Upserted(1201, 0, 0)
    assert upsert(store, *everyone) == Upserted(0, 0, 1201)
    score(store, dict.fromkeys(everyone, 0.5))
    assert upsert(store, *everyone, company="Renamed") == Upserted(0, 1201, 0)
    with reading(store) as session:
        assert {one.last_seen for one in stored_posts.everything(session)} == {LATER}
        assert len(stored_posts.unscored(session)) == 1201


def test_finds_more_ids_than_one_statement_can_name(five_posts: Engine) -> None:
    with reading(five_posts) as session:
        five = stored_posts.every_id(session)
        missing = range(1_000, 301_000)  # SQLite accepts at most 250,000 values
        found = stored_posts.of_ids(session, [*five, *missing])
    assert [post.id for post, _score, _reasons in found] == five


def test_the_same_id_on_two_boards_is_two_posts(five_posts: Engine) -> None:
    assert upsert(five_posts, 1, source="other") == Upserted(1, 0, 0)
    assert post(five_posts, 1).last_seen == NOON


def test_a_post_that_is_not_stored_is_none(five_posts: Engine) -> None:
    with reading(five_posts) as session:
        assert stored_posts.get(session, "remoteok", "6") is None


def test_gives_the_answers_to_stored_posts(five_posts: Engine) -> None:
    for number, label in ((5, "yes"), (1, "no"), (3, "yes"), (2, "unsure"), (77, "no")):
        answer(five_posts, number, label)
    with reading(five_posts) as session:
        posts, answers = list(stored_posts.everything(session)), stored_posts.answers(session)
    found = {post.external_id: answers.get(post.id) for post in posts}
    assert found == {"1": "no", "2": "unsure", "3": "yes", "4": None, "5": "yes"}


def test_askable_posts_were_never_answered_and_come_newest_first(five_posts: Engine) -> None:
    for number, label in ((2, "yes"), (3, "unsure"), (5, "no")):
        answer(five_posts, number, label)
    score(five_posts, {4: 0.4, 5: 0.5})
    with reading(five_posts) as session:
        assert [(one.external_id, one.score) for one in stored_posts.askable(session)] == [
            ("1", None),
            ("4", 0.4),
        ]


def test_knows_the_newest_post(store: Engine) -> None:
    with reading(store) as session:
        assert counts.newest_posted_at(session) is None
    upsert(store, 3, 2)
    with reading(store) as session:
        assert counts.newest_posted_at(session) == NOON - timedelta(hours=2)
