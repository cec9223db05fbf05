"""The context of a request for a list: client, instance, and list."""

from typing import Annotated, NamedTuple

from fastapi import Depends, Request

from jobsearch.domain.application import Event, effective
from jobsearch.server.pages.asked import Asked, read, read_what_can_be
from jobsearch.server.parameters import Cached, Instance, this_minute
from jobsearch.services.applications.listing import show_application
from jobsearch.services.cache import Cache
from jobsearch.services.posts.full import PostInFull, show
from jobsearch.settings import Settings


class Here(NamedTuple):
    """The context of a request for a list or for a post in it."""

    request: Request
    settings: Settings
    cache: Cache
    asked: Asked

    def show(self, key: str) -> PostInFull:
        """Return the post with the given key.

        Raises KeyMalformed, PostUnknown, or subclasses of InstanceError.
        """
        return show(self.settings, key, self.cache)

    def history(self, shown: PostInFull) -> tuple[Event, ...]:
        """Return the application events of a post, in the order in which they were recorded."""
        if shown.applied_at is None:
            return ()
        return effective(show_application(self.settings, shown.post.key, cache=self.cache).events)


async def _here(request: Request, settings: Instance, cache: Cached) -> Here:
    return Here(request, settings, cache, read(request.query_params.multi_items(), settings, this_minute()))


async def _with_reasons(request: Request, settings: Instance, cache: Cached) -> Here:
    asked = read_what_can_be(request.query_params.multi_items(), settings, this_minute())
    return Here(request, settings, cache, asked)


OfList = Annotated[Here, Depends(_here)]
# For a page that has the form of the filters, and shows there which of them cannot be used.
OfListWithReasons = Annotated[Here, Depends(_with_reasons)]
