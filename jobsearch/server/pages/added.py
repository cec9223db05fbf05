"""The form on the Sources page that adds a single post by its address."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from jobsearch.errors import FeedError, PageOfSeveralPosts, PageWithoutPost
from jobsearch.server.pages.addresses import HOME, SOURCES
from jobsearch.server.pages.forms import Form, Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING, Cached, Instance
from jobsearch.services.posts.adding import add, is_address, post_address

router = APIRouter(include_in_schema=False)
ADD = f"{SOURCES}/add-post"
_LONGEST = 2_000  # characters of an address
_LONGEST_NAME = 200
_NOT_AN_ADDRESS = "Enter the address of the job post's page, such as https://example.org/jobs/7."
_TOO_LONG = f"This address is longer than {_LONGEST:,} characters. Use a shorter one of the same page."
# The wording of pages for errors whose messages name options of a command.
_SAYS = {
    PageWithoutPost: "{name} does not describe its job in a known format. Enter the title and the company.",
    PageOfSeveralPosts: "{name} describes {count} jobs. Enter the title of one, or give its own address.",
}


@router.post(ADD, dependencies=[WRITING])
def add_post(request: Request, settings: Instance, cache: Cached, form: Sent) -> Response:
    """Add the post at an address and show it, or ask for a title and company that its page lacks.

    File paths are not accepted as addresses, so that a form cannot make the server read files.
    """
    if len(form.get("url").strip()) > _LONGEST:
        return _ask(request, form, _TOO_LONG)
    address = post_address(form.get("url"))
    if not is_address(address):
        return _ask(request, form, _NOT_AN_ADDRESS)
    cache.open_store(settings)
    title, company = form.get("title")[:_LONGEST_NAME], form.get("company")[:_LONGEST_NAME]
    try:
        added = add(settings, address, title=title, company=company)
    except (PageWithoutPost, PageOfSeveralPosts) as error:
        return _ask(request, form, error.told(_SAYS[type(error)]), error)
    except FeedError as error:
        return _ask(request, form, str(error))
    query = {"all": "true", "post": added.key, **({"note": "later"} if added.warnings else {})}
    return see_other(f"{HOME}?{urlencode(query)}")


def _ask(request: Request, form: Form, problem: str, error: object = None) -> Response:
    """Return the form, filled in with the user's input or else with suggestions from the page."""
    context = {
        "url": form.get("url")[:_LONGEST],
        "title": form.get("title")[:_LONGEST_NAME] or getattr(error, "title", ""),
        "company": form.get("company")[:_LONGEST_NAME] or getattr(error, "company", ""),
        "problem": problem,
        "here": SOURCES,
    }
    return render(request, "add_post.html", context, status=422)
