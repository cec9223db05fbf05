"""Link posts that are the same job again."""

from jobsearch.learning import reposts
from jobsearch.learning.reposts import Opening
from jobsearch.store import database, jobs


def link_reposts(session: database.Session) -> set[int]:
    """Link every post that was not compared yet to the first of its kind; return those that repeat another.

    Not compared are posts that are new or changed, those that repeated a changed one, and all of a store
    that was upgraded.
    """
    found = [(Opening(*facts), compared) for *facts, compared in jobs.to_compare(session)]
    new = {opening.id for opening, compared in found if not compared}
    alike = reposts.alike(opening for opening, _compared in found)
    groups = [group for group in alike if any(opening.id in new for opening in group)]
    texts = jobs.descriptions(session, [opening.id for group in groups for opening in group])
    firsts = {id_: id_ for id_ in new | texts.keys()}
    for group in groups:
        firsts |= reposts.links(group, texts)
    jobs.link(session, firsts)
    return {id_ for id_ in new if firsts[id_] != id_}
