"""What is in a store: posts, answers and scores, put there by their numbers."""

from datetime import datetime, timedelta

from jobsearch.store import database, jobs, labels, opinions
from jobsearch.store.jobs import Upserted
from jobsearch.store.labels import Answer
from jobsearch.store.opinions import Opinion
from support.postings import NOON, posting

LATER = NOON + timedelta(days=1)


def upsert(store: database.Engine, *numbers: int, now: datetime = LATER, **fields: object) -> Upserted:
    """Store the posts of these numbers, all with these fields."""
    with database.writing(store) as session:
        done = jobs.upsert(session, [posting(number, **fields) for number in numbers], now)
        session.commit()
    return done


def answer(store: database.Engine, number: int, label: str, applied_at: datetime | None = None) -> None:
    """Label a post at noon."""
    with database.writing(store) as session:
        labels.put(session, Answer("remoteok", str(number), label, NOON, applied_at))
        session.commit()


def score(store: database.Engine, scores: dict[int, float]) -> None:
    """Give posts their scores, each with one reason."""
    with database.writing(store) as session:
        ids = {int(found.external_id): found.id for found in jobs.everything(session)}
        given = [Opinion(ids[number], value, (("kafka", value),)) for number, value in scores.items()]
        opinions.put_scores(session, given)
        session.commit()
