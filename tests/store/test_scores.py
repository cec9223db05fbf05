from support.postings import NOON

from jobsearch.domain.query import Query
from jobsearch.store import open_posts
from jobsearch.store import scores as stored_scores
from jobsearch.store.models import Model
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite.engine import Engine, reading, writing


def model(sha256: str) -> Model:
    return Model(
        sha256=sha256,
        trained_at=NOON,
        versions={"python": "3.11"},
        labels_digest="",
        yes=2,
        no=3,
        cut=0.5,
        metrics={},
    )


def scores(store: Engine) -> dict[int, float | None]:
    with reading(store) as session:
        return {post.id: score for post, score, _reasons in open_posts.best(session, Query())}


def test_the_newest_model_is_the_current_one(store: Engine) -> None:
    with reading(store) as session:
        assert stored_scores.current_model(session) is None
    with writing(store) as session:
        stored_scores.add_model(session, model("old"))
        stored_scores.add_model(session, model("new"))
        session.commit()
    with reading(store) as session:
        current = stored_scores.current_model(session)
    assert current is not None
    assert (current.sha256, current.versions) == ("new", {"python": "3.11"})


def test_a_score_takes_the_place_of_an_earlier_one(five_posts: Engine) -> None:
    with writing(five_posts) as session:
        stored_scores.put_scores(session, [Opinion(1, 0.1, (("tag: go", -0.5),)), Opinion(2, 0.2, ())])
        stored_scores.put_scores(session, [Opinion(1, 0.9, (("kafka", 0.5), ("go", -0.25)))])
        stored_scores.put_scores(session, [])
        session.commit()
    with reading(five_posts) as session:
        found = stored_scores.get_score(session, 1)
    assert found is not None
    assert (found.score, found.reasons, found.stale) == (0.9, [["kafka", 0.5], ["go", -0.25]], False)
    assert scores(five_posts) == {1: 0.9, 2: 0.2, 3: None, 4: None, 5: None}


def test_replacing_scores_forgets_the_others(five_posts: Engine) -> None:
    with writing(five_posts) as session:
        stored_scores.put_scores(session, [Opinion(1, 0.1, ()), Opinion(2, 0.2, ())])
        stored_scores.replace_scores(session, [Opinion(2, 0.3, ())])
        session.commit()
    assert scores(five_posts) == {1: None, 2: 0.3, 3: None, 4: None, 5: None}
