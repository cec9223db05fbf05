"""One job under several ids, and a model that likes everything."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from jobsearch.domain.posting import format_key, parse_key
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.posts.full import show
from jobsearch.settings import Settings
from jobsearch.store import posts
from jobsearch.store import scores as stored_scores
from jobsearch.store.models import Model
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite.engine import connect, reading, writing
from support.feeds import body, element, trap

DUTIES = "You build services that others like to read, review what your team writes, and sleep at night. " * 4


def repost(number: int, **fields: Any) -> dict[str, Any]:
    """Return one job's post under this id; the higher the number, the longer ago it was posted."""
    same = {"company": "Acme", "position": "Backend Engineer", "location": "Berlin"}
    given: dict[str, Any] = same | {"description": f"<p>{DUTIES}</p>{trap()}"} | fields
    return element(number, **given)


def fetched(settings: Settings, *elements: dict[str, Any]) -> FetchResult:
    """Fetch these posts as one response."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    file = Path(settings.instance, "feed.json")
    file.write_bytes(body(elements))
    return fetch_new(settings, [file])


def liked(settings: Settings, score: float = 0.9) -> None:
    """Give every stored post the same score, and the instance a model whose cut is lower."""
    with writing(connect(settings.store_path)) as session:
        model = Model(sha256="", versions={}, labels_digest="", yes=2, no=2, cut=0.5, metrics={})
        model.trained_at = datetime.now(UTC)
        stored_scores.add_model(session, model)
        stored_scores.put_scores(session, [Opinion(post.id, score, ()) for post in posts.everything(session)])
        session.commit()


def scored(settings: Settings, scores: dict[int, float]) -> None:
    """Give these posts these scores, and the others none."""
    with writing(connect(settings.store_path)) as session:
        ids = {int(post.external_id): post.id for post in posts.everything(session)}
        stored_scores.replace_scores(session, [Opinion(ids[n], score, ()) for n, score in scores.items()])
        session.commit()


def moved(settings: Settings, number: int, *, column: str, days: int) -> None:
    """Put a moment of a post so many days into the past, as time would."""
    then = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.000000")
    statement = text(f"UPDATE job_posts SET {column} = :then WHERE external_id = :id")
    with writing(connect(settings.store_path)) as session:
        session.execute(statement, {"then": then, "id": str(number)})
        session.commit()


def links(settings: Settings) -> dict[str, str]:
    """Return which post repeats which, by their ids at the board, as `show` tells it."""
    with reading(connect(settings.store_path)) as session:
        rows = {format_key(post.source, post.external_id): post.id for post in posts.everything(session)}
    firsts = {key: min((key, *show(settings, key).same_job), key=rows.__getitem__) for key in rows}
    return {parse_key(key)[1]: parse_key(first)[1] for key, first in firsts.items() if first != key}
