"""Link posts that are the same job again."""

from jobsearch.learning import reposts
from jobsearch.learning.reposts import Opening
from jobsearch.store import database, jobs


def link_reposts(session: database.Session) -> int:
    """Look at every post that is new or changed, link it to the first of its kind; return how many were."""
    found = [(Opening(*opening), compared) for *opening, compared in jobs.to_compare(session)]
    new = {opening.id for opening, compared in found if not compared}
    alike = reposts.alike(opening for opening, _compared in found)
    groups = [group for group in alike if any(opening.id in new for opening in group)]
    texts = jobs.descriptions(session, [opening.id for group in groups for opening in group])
    firsts = {id_: id_ for id_ in new | texts.keys()}
    for group in groups:
        firsts |= reposts.links(group, texts)
    jobs.link(session, firsts)
    return sum(firsts[id_] != id_ for id_ in new)
