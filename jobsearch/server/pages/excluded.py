"""The button on a post that excludes its company from all lists.

It changes the setting for excluded companies on the Settings page.
"""

from fastapi import APIRouter, Response

from jobsearch.server.pages.addresses import HOME
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.here import OfList
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.reading import Place
from jobsearch.server.parameters import WRITING
from jobsearch.services.instance.configuring import exclude_company

router = APIRouter(include_in_schema=False)


@router.post(f"{HOME}/exclude", dependencies=[WRITING])
def exclude(here: OfList, form: Sent) -> Response:
    """Exclude the post's company from lists, or include it again, and redirect to the post."""
    post = here.show(form.get("key")).post
    exclude_company(here.settings, post.company, is_excluded=form.get("do") != "include")
    return see_other(Place(post.key, "", "").address(here.asked))
