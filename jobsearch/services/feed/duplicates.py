"""Link posts that are the same job again."""

from jobsearch.learning import duplicates
from jobsearch.learning.duplicates import Opening
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import Session


def link_reposts(session: Session) -> set[int]:
    """Link every post that was not compared yet to the first of its kind; return those that repeat another.

    Not compared are posts that are new or changed, those that repeated a changed one, and all of a store
    that was upgraded.
    """
    found = [(Opening(*facts), compared) for *facts, compared in posts.to_compare(session)]
    new = {opening.id for opening, compared in found if not compared}
    alike = duplicates.alike(opening for opening, _compared in found)
    groups = [group for group in alike if any(opening.id in new for opening in group)]
    texts = posts.descriptions(session, [opening.id for group in groups for opening in group])
    firsts = {id_: id_ for id_ in new | texts.keys()}
    for group in groups:
        firsts |= duplicates.links(group, texts)
    posts.link(session, firsts)
    return {id_ for id_ in new if firsts[id_] != id_}
