from datetime import timedelta

from support.postings import NOON, posting

from jobsearch.store import careers, counts, posts
from jobsearch.store.models import CareerModel
from jobsearch.store.sqlite.engine import Engine, reading, writing


def test_tells_every_post_the_newest_first(five_posts: Engine) -> None:
    with reading(five_posts) as session:
        assert [post.title for post in careers.posts(session)] == [f"Engineer {n}" for n in range(1, 6)]


def test_tells_of_reposts_only_the_first(five_posts: Engine) -> None:
    with writing(five_posts) as session:
        posts.link(session, {1: 1, 2: 1, 3: 3})
        assert [post.title for post in careers.posts(session)] == ["Engineer 1", "Engineer 3", "Engineer 4",
                                                                   "Engineer 5"]  # fmt: skip


def test_tells_what_a_post_says(store: Engine) -> None:
    post = posting(1, title="Nurse", description="Care.", company="Acme", location="Oslo")
    with writing(store) as session:
        posts.upsert(session, [post], NOON)
        (found,) = careers.posts(session)
    assert (found.title, found.text, found.company, found.location) == ("Nurse", "Care.", "Acme", "Oslo")
    assert found.posted_at == NOON - timedelta(hours=1)


def test_the_newest_model_is_the_current_one(store: Engine) -> None:
    with writing(store) as session:
        assert counts.career_model(session) is None
        for sha256 in ("a", "b"):
            careers.add_model(
                session, CareerModel(sha256=sha256, trained_at=NOON, versions={}, posts=1, experiences=0)
            )
            session.flush()
        model = counts.career_model(session)
        assert model is not None
        assert model.sha256 == "b"


def test_remembers_an_experience_once_for_each_title(store: Engine) -> None:
    with writing(store) as session:
        said = [("sang", "singer"), ("sang", "singer"), ("sang", "teacher"), ("taught", "teacher")]
        assert [careers.add_experience(session, *one, NOON) for one in said] == [True, False, True, True]
        found = [(one.text, one.title) for one in careers.experiences(session)]
        assert found == [("taught", "teacher"), ("sang", "teacher"), ("sang", "singer")]
        assert counts.count_experiences(session) == 3
        assert [careers.remove_experience(session, number) for number in (1, 9)] == [True, False]
        assert counts.count_experiences(session) == 2


def test_counts_the_experiences_since_a_moment(store: Engine) -> None:
    with writing(store) as session:
        careers.add_experience(session, "sang", "singer", NOON)
        careers.add_experience(session, "taught", "teacher", NOON + timedelta(seconds=1))
        assert counts.count_experiences(session, since=NOON) == 1
        assert counts.count_experiences(session, since=NOON - timedelta(days=1)) == 2


def test_the_digest_of_experiences_tells_one_from_another_of_as_many(store: Engine) -> None:
    with writing(store) as session:
        empty = careers.experiences_digest(session)
        careers.add_experience(session, "sang", "singer", NOON)
        one = careers.experiences_digest(session)
        careers.remove_experience(session, 1)
        assert careers.experiences_digest(session) == empty
        careers.add_experience(session, "sang", "teacher", NOON)
        other = careers.experiences_digest(session)
        assert len({empty, one, other}) == 3
