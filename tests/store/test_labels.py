from datetime import datetime, timedelta

from sqlalchemy import update
from support.postings import NOON, posting

from jobsearch.store import counts, labels, posts, scores
from jobsearch.store.labels import LabelRecord
from jobsearch.store.models import JobPost, Label, Model
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite.engine import Engine, reading, writing

LATER = NOON + timedelta(days=1)
HOUR = timedelta(hours=1)


def put(
    store: Engine,
    number: int,
    label: str,
    at: datetime = NOON,
    applied_at: datetime | None = None,
) -> None:
    with writing(store) as session:
        labels.put(session, LabelRecord("remoteok", str(number), label, at, applied_at))
        session.commit()


def remove(store: Engine, number: int) -> None:
    with writing(store) as session:
        labels.remove(session, "remoteok", str(number))
        session.commit()


def add_model(store: Engine, trained_at: datetime, cut: float) -> None:
    with writing(store) as session:
        about = {"sha256": "0", "versions": {}, "labels_digest": "", "metrics": {}, "yes": 2, "no": 2}
        scores.add_model(session, Model(trained_at=trained_at, cut=cut, **about))
        session.commit()


def get(store: Engine, number: int) -> Label:
    with reading(store) as session:
        found = labels.get(session, "remoteok", str(number))
    assert found is not None
    return found


def score(store: Engine, number: int, value: float) -> None:
    with writing(store) as session:
        post = posts.get(session, "remoteok", str(number))
        assert post is not None
        scores.put_scores(session, [Opinion(post.id, value, ())])
        session.commit()


def digest(store: Engine) -> str:
    with reading(store) as session:
        return scores.labels_digest(session)


def test_an_answer_is_kept_as_given(five_posts: Engine) -> None:
    put(five_posts, 1, "yes", NOON, LATER)
    with reading(five_posts) as session:
        assert labels.answer_of(session, "remoteok", "1") == LabelRecord("remoteok", "1", "yes", NOON, LATER)
        assert labels.answer_of(session, "remoteok", "2") is None
        assert labels.answer_of(session, "other", "1") is None


def test_a_later_answer_takes_the_place_of_an_earlier_one(five_posts: Engine) -> None:
    put(five_posts, 1, "yes")
    put(five_posts, 1, "no", LATER)
    assert (get(five_posts, 1).label, get(five_posts, 1).labeled_at) == ("no", LATER)


def test_that_a_person_applied_stays_known(five_posts: Engine) -> None:
    put(five_posts, 1, "yes", applied_at=NOON)
    put(five_posts, 1, "no", LATER)
    assert get(five_posts, 1).applied_at == NOON
    put(five_posts, 1, "yes", LATER, LATER)
    assert get(five_posts, 1).applied_at == NOON  # the first date


def test_a_label_taken_back_is_gone(five_posts: Engine) -> None:
    put(five_posts, 1, "yes", applied_at=NOON)
    for _again in range(2):
        remove(five_posts, 1)
    put(five_posts, 1, "no")
    assert get(five_posts, 1).applied_at is None


def test_keeps_the_score_from_before_the_first_answer(five_posts: Engine) -> None:
    score(five_posts, 1, 0.25)
    put(five_posts, 1, "unsure")
    score(five_posts, 1, 0.75)
    put(five_posts, 1, "yes", LATER)
    assert get(five_posts, 1).score_before == 0.25


def test_a_post_without_a_score_has_none_before_its_answer(five_posts: Engine) -> None:
    put(five_posts, 1, "yes")
    score(five_posts, 1, 0.75)
    put(five_posts, 1, "no", LATER)
    assert get(five_posts, 1).score_before is None


def test_a_stale_score_says_nothing_about_the_answer(five_posts: Engine) -> None:
    score(five_posts, 1, 0.25)
    with writing(five_posts) as session:
        posts.upsert(session, [posting(1, title="Changed")], LATER)
        session.commit()
    put(five_posts, 1, "yes")
    assert get(five_posts, 1).score_before is None


def test_the_track_record_holds_every_yes_and_no_that_had_a_score(five_posts: Engine) -> None:
    for number, (value, label) in enumerate([(0.9, "yes"), (0.0, "no"), (0.5, "unsure")], start=1):
        score(five_posts, number, value)
        put(five_posts, number, label)
    put(five_posts, 4, "yes")
    with reading(five_posts) as session:
        assert sorted(counts.track_record(session)) == [(0.0, 1.0, False), (0.9, 1.0, True)]


def test_the_track_record_has_the_cut_that_was_in_force_at_each_answer(five_posts: Engine) -> None:
    for number, (trained_at, cut) in enumerate([(NOON - HOUR, 0.3), (NOON + HOUR, 0.7)], start=1):
        add_model(five_posts, trained_at, cut)
        score(five_posts, number, 0.5)
        put(five_posts, number, "yes", trained_at + HOUR / 2)
    with reading(five_posts) as session:
        assert sorted(counts.track_record(session)) == [(0.5, 0.3, True), (0.5, 0.7, True)]


def test_the_digest_does_not_depend_on_the_order_or_time_of_the_answers(
    five_posts: Engine,
) -> None:
    put(five_posts, 1, "yes")
    put(five_posts, 2, "no")
    before = digest(five_posts)
    remove(five_posts, 1)
    remove(five_posts, 2)
    put(five_posts, 2, "no", LATER)
    put(five_posts, 1, "yes", LATER)
    assert digest(five_posts) == before


def test_the_digest_changes_with_every_yes_and_no(five_posts: Engine) -> None:
    digests = [digest(five_posts)]
    for number, label in ((1, "yes"), (2, "no"), (1, "no"), (3, "yes")):
        put(five_posts, number, label)
        digests.append(digest(five_posts))
    assert len(set(digests)) == 5


def test_the_digest_changes_with_an_unsure_too(five_posts: Engine) -> None:
    before = digest(five_posts)
    put(five_posts, 1, "unsure")
    assert digest(five_posts) != before


def test_counts_labels_of_each_value_waiting_ones_included(five_posts: Engine) -> None:
    with reading(five_posts) as session:
        assert counts.count_labels(session) == {"yes": 0, "no": 0, "unsure": 0}
    for number, label in ((1, "yes"), (77, "yes"), (2, "unsure")):
        put(five_posts, number, label, applied_at=NOON if number == 77 else None)
    with reading(five_posts) as session:
        assert counts.count_labels(session) == {"yes": 2, "no": 0, "unsure": 1}
        assert counts.count_applied(session) == 1


def test_a_label_waits_for_its_post(five_posts: Engine) -> None:
    put(five_posts, 1, "yes")
    put(five_posts, 6, "no")
    with reading(five_posts) as session:
        assert counts.count_waiting(session) == 1
    with writing(five_posts) as session:
        posts.upsert(session, [posting(6)], LATER)
        session.commit()
    with reading(five_posts) as session:
        assert counts.count_waiting(session) == 0
        assert sorted(posts.answers(session).values()) == ["no", "yes"]


def test_tells_which_keys_are_stored(five_posts: Engine) -> None:
    asked = [("remoteok", "1"), ("remoteok", "6"), ("other", "1"), ("remoteok", "5")]
    with reading(five_posts) as session:
        assert labels.stored_keys(session, asked) == {("remoteok", "1"), ("remoteok", "5")}
        assert labels.stored_keys(session, []) == set()


def test_lists_every_label_in_the_order_of_the_keys(five_posts: Engine) -> None:
    for number in (3, 77, 1):
        put(five_posts, number, "no")
    with reading(five_posts) as session:
        assert [label.external_id for label in labels.as_stored(session)] == ["1", "3", "77"]


def test_an_address_without_a_place_is_that_of_no_post(five_posts: Engine) -> None:
    empty = ("https://?", "https://#", "https:///", "www.", "")
    with writing(five_posts) as session:
        session.execute(update(JobPost).values(url="https://jobs.example/1", apply_url=""))
        found = labels.posts_at(session, [*empty, "http://www.jobs.example/1/"])
    assert {address: len(posts) for address, posts in found.items()} == {
        **dict.fromkeys(empty, 0),
        "http://www.jobs.example/1/": 5,
    }
