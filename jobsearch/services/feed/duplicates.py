"""Links between posts for the same job.

equal company, title, place, and pay on any board -> linked to the first (learning/same_jobs/reposts.py)
-> first posts of different boards, compared if their titles match -> linked to the company's own page
 if there is one, otherwise to the first (learning/same_jobs/across_boards.py)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jobsearch.domain.posting import COMPANY_BOARDS
from jobsearch.learning.same_jobs import reposts
from jobsearch.learning.same_jobs.across_boards import same_jobs
from jobsearch.learning.same_jobs.adverts import Advert, essence
from jobsearch.learning.same_jobs.reposts import Opening
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import Session

_TEXTS_AT_ONCE = 1_000


def link_reposts(session: Session) -> set[int]:
    """Link each post not compared yet to the first post for the same job; return the IDs of the repeats.

    Posts not compared yet are new or changed posts, posts that repeated a changed post, and all posts in an
    upgraded store.
    """
    found = [(Opening(*facts), compared) for *facts, compared in posts.to_compare(session)]
    new = {opening.id for opening, compared in found if not compared}
    alike = reposts.alike(opening for opening, _compared in found)
    groups = [group for group in alike if any(opening.id in new for opening in group)]
    texts = posts.descriptions(session, [opening.id for group in groups for opening in group])
    firsts = {id_: id_ for id_ in new | texts.keys()}
    for group in groups:
        firsts |= reposts.links(group, texts)
    firsts = _across_boards(session, firsts)
    return {id_ for id_ in new if firsts[id_] != id_}


def _across_boards(session: Session, firsts: Mapping[int, int]) -> dict[int, int]:
    """Link posts, mapped to their first posts, to posts on other boards, and store all the links."""
    keys: dict[int, str] = {}
    adverts: dict[int, Advert] = {}
    joined = dict(firsts)
    for row in posts.to_compare_across(session, firsts):
        advert = adverts[row[0]] = _advert(row)
        keys[advert.id] = essence(advert.title, advert.company, advert.location).key
    for row in posts.of_title_keys(session, sorted({key for key in keys.values() if key})):
        if row[0] not in adverts:
            adverts[row[0]] = _advert(row)
            joined[row[0]] = joined.get(row[-1], row[-1])
    moved = _moved(session, list(adverts.values()), joined)
    changed = dict(firsts)
    for id_, first, key in posts.of_firsts(session, moved):
        if id_ not in changed:  # posts linked to a post that is now linked to another
            changed[id_], keys[id_] = moved[first], key
    final = {id_: moved.get(first, first) for id_, first in changed.items()}
    posts.link(session, final, keys)
    return final


def _moved(session: Session, adverts: list[Advert], firsts: Mapping[int, int]) -> dict[int, int]:
    """Map first posts to the first post on another board that advertises the same job."""
    sources: defaultdict[int, set[str]] = defaultdict(set)
    for advert in adverts:
        sources[firsts[advert.id]].add(advert.source)
    alone = [advert for advert in adverts if firsts[advert.id] == advert.id]
    moved: dict[int, int] = {}
    for groups in _at_once(_by_key(alone)):
        texts = posts.descriptions(session, [advert.id for group in groups for advert in group])
        for group in groups:
            moved |= same_jobs(group, texts, sources)
    return moved


def _by_key(adverts: Iterable[Advert]) -> Iterator[list[Advert]]:
    """Yield groups of posts from several boards that share a key, company boards first, then the earliest."""
    groups: defaultdict[str, list[Advert]] = defaultdict(list)
    for advert in adverts:
        if key := essence(advert.title, advert.company, advert.location).key:
            groups[key].append(advert)
    for group in groups.values():
        if len({advert.source for advert in group}) > 1:
            yield sorted(group, key=lambda one: (one.source.split(":")[0] not in COMPANY_BOARDS, one.id))


def _at_once(groups: Iterable[list[Advert]]) -> Iterator[list[list[Advert]]]:
    """Yield the groups in batches that limit the number of texts in memory."""
    several: list[list[Advert]] = []
    for group in groups:
        several.append(group)
        if sum(map(len, several)) >= _TEXTS_AT_ONCE:
            yield several
            several = []
    yield several


def _advert(row: Sequence[Any]) -> Advert:
    id_, source, account, company, title, location = row[:6]
    return Advert(id_, f"{source}:{account}", company, title, location)
