"""One post in full."""

from dataclasses import asdict, replace

from jobsearch.facts import Facts, read_facts
from jobsearch.posting import parse_key
from jobsearch.services import facts
from jobsearch.services.listed import pay_fields
from jobsearch.services.posts import PostInFull, in_full
from jobsearch.services.resident import open_store
from jobsearch.services.stating import stated
from jobsearch.settings import Settings
from jobsearch.store import database, jobs


def show(settings: Settings, key: str) -> PostInFull:
    """Return the post with that key; raises KeyMalformed, PostUnknown or InstanceError's subclasses."""
    with database.reading(open_store(settings)) as session:
        shown = in_full(session, key)
        read = _facts(session, key)
    pay = pay_fields(asdict(read.pay)) if read.pay and read.pay.is_stated else {}
    return replace(shown, post=replace(shown.post, **pay), stated=stated(read))


def _facts(session: database.Session, key: str) -> Facts:
    post = jobs.get(session, *parse_key(key))
    assert post is not None  # noqa: S101 - it was shown
    return facts.of_posts(session, [post.id]).get(post.id) or read_facts(post)
