"""Clean stored posts again from their raw data after the text rules have changed."""

import json
import time
from typing import Any

from jobsearch.boards import remoteok
from jobsearch.store import uncleaned
from jobsearch.store.models import JobPost
from jobsearch.store.sqlite.engine import Engine, reading, writing
from jobsearch.store.types import unpacked

_AT_ONCE = 250


def clean_pending(engine: Engine, seconds: float) -> int:
    """Clean the posts marked by an upgrade, most recently stored first, and return how many changed.

    Stops after `seconds`; the next run continues. The store is locked only while a few hundred posts are
    written. Raises subclasses of InstanceError.
    """
    until, changed = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        with reading(engine) as session:
            posts = uncleaned.pending(session, _AT_ONCE)
        if not posts:
            break
        texts = {post.id: fields for post in posts if (fields := _other_texts(post))}
        with writing(engine) as session:
            uncleaned.put(session, texts, posts)
            session.commit()
        changed += len(texts)
    return changed


def _other_texts(post: JobPost) -> dict[str, Any]:
    """Return the fields of a post that differ after cleaning, or {} if its JSON cannot be read."""
    try:
        raw = json.loads(unpacked(post.raw))
        texts = remoteok.texts(raw) if post.source == remoteok.SOURCE and isinstance(raw, dict) else None
    except (ValueError, RecursionError):
        return {}
    fields = {} if texts is None else texts._asdict() | {"tags": list(texts.tags)}
    return fields if any(getattr(post, name) != value for name, value in fields.items()) else {}
