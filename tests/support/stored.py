"""What is in a store: posts, answers and scores, put there by their numbers."""

from datetime import datetime, timedelta

from jobsearch.store import labels, posts
from jobsearch.store import scores as stored_scores
from jobsearch.store.labels import LabelRecord
from jobsearch.store.posts import Upserted
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite.engine import Engine, writing
from support.postings import NOON, posting

LATER = NOON + timedelta(days=1)


def upsert(store: Engine, *numbers: int, now: datetime = LATER, **fields: object) -> Upserted:
    """Store the posts of these numbers, all with these fields."""
    with writing(store) as session:
        done = posts.upsert(session, [posting(number, **fields) for number in numbers], now)
        session.commit()
    return done


def answer(store: Engine, number: int, label: str, applied_at: datetime | None = None) -> None:
    """Label a post at noon."""
    with writing(store) as session:
        labels.put(session, LabelRecord("remoteok", str(number), label, NOON, applied_at))
        session.commit()


def score(store: Engine, scores: dict[int, float]) -> None:
    """Give posts their scores, each with one reason."""
    with writing(store) as session:
        ids = {int(found.external_id): found.id for found in posts.everything(session)}
        given = [Opinion(ids[number], value, (("kafka", value),)) for number, value in scores.items()]
        stored_scores.put_scores(session, given)
        session.commit()
