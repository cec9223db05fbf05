"""Link posts that are the same job again."""

from jobsearch.learning import reposts
from jobsearch.learning.reposts import Opening
from jobsearch.store import database, jobs


def link_reposts(session: database.Session) -> int:
    """Look at every post that is new or changed, link it to the first of its kind; return how many were."""
    unlinked = [Opening(*row) for row in jobs.unlinked(session)]
    companies = {opening.company for opening in unlinked}
    groups = reposts.alike(Opening(*row) for row in jobs.of_companies(session, companies))
    texts = jobs.descriptions(session, [opening.id for group in groups for opening in group])
    found = {id_: first for group in groups for id_, first in reposts.links(group, texts).items()}
    new = {opening.id for opening in unlinked}
    jobs.link(session, {id_: found.get(id_, id_) for id_ in new | found.keys()})
    return len(new & found.keys())
