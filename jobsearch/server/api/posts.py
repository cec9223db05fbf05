"""Routes for posts: listing them, reading a single post, and labeling."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from jobsearch.domain.answers import LabelChoice, LabelSetting
from jobsearch.domain.listing import ListedPost
from jobsearch.server.pages.steps import Step, steps_of
from jobsearch.server.parameters import (
    ONLY_KNOWN_PARAMETERS,
    WRITING,
    Cached,
    Instance,
    Key,
    KeyInPath,
    Limit,
)
from jobsearch.server.problems import OF_A_BODY, responses
from jobsearch.services.cache import Cache
from jobsearch.services.labels.session import next_question
from jobsearch.services.labels.transfer import SetResult, change_label
from jobsearch.services.posts import browse
from jobsearch.services.posts.browse import PostsPage
from jobsearch.services.posts.full import show
from jobsearch.services.posts.stated import Stated
from jobsearch.settings import Settings

router = APIRouter(tags=["posts"], dependencies=ONLY_KNOWN_PARAMETERS)
_COUNTS = ("yes", "no", "unsure", "today", "left", "untrained")
_TO_A_POST = {
    "post": {"operationId": "post", "parameters": {"key": "$response.body#/posts/0/key"}},
    "label": {"operationId": "put_label", "parameters": {"key": "$response.body#/posts/0/key"}},
    "event": {"operationId": "post_event", "parameters": {"key": "$response.body#/posts/0/key"}},
}


class Paging(BaseModel):
    """A page of posts."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    after: Annotated[Key, Field(description="The value of `next` from the previous page.")] | None = None


class PostRead(BaseModel):
    """A post in full, with the user's answer ("" if there is none) and other posts for the same job."""

    model_config = ConfigDict(from_attributes=True)

    post: ListedPost
    description: str
    trap_word: str = Field(description="The word that applicants are asked to mention.")
    label: str
    labeled_at: datetime | None
    applied_at: datetime | None
    same_job: list[str]
    stated: list[Stated] = Field(
        description="What the post says about place, workplace, and pay, in its own words."
    )


class Asked(BaseModel):
    """The post to ask about, and the progress of labeling."""

    question: PostRead
    yes: int
    no: int
    unsure: int
    today: int
    left: int
    untrained: int = Field(
        description="The number of answers that POST /train has not learned from yet; training updates "
        "the order."
    )


class LabelGiven(BaseModel):
    """An answer; `applied` is a strong yes with a date."""

    label: LabelChoice


@router.get("/posts", operation_id="posts", responses=responses(404) | {200: {"links": _TO_A_POST}})
def posts(settings: Instance, cache: Cached, paging: Annotated[Paging, Query()]) -> PostsPage:
    """List all stored posts, newest first."""
    return browse.posts(settings, paging.limit, paging.after, cache)


@router.get("/posts/{key}", operation_id="post", responses=responses(404))
def post(settings: Instance, cache: Cached, key: KeyInPath) -> PostRead:
    """Return everything known about a post, including its text, its score and the reasons, and its label."""
    return PostRead.model_validate(show(settings, key, cache))


@router.put(
    "/posts/{key}/label", operation_id="put_label", dependencies=[WRITING], responses=responses(*OF_A_BODY)
)
def put_label(
    request: Request, settings: Instance, cache: Cached, key: KeyInPath, given: LabelGiven
) -> SetResult:
    """Label a post; if it is not stored, the label takes effect once it is."""
    return _labeled(request, settings, cache, key, given.label)


@router.delete(
    "/posts/{key}/label",
    operation_id="delete_label",
    dependencies=[WRITING],
    status_code=204,
    responses=responses(),
)
def delete_label(request: Request, settings: Instance, cache: Cached, key: KeyInPath) -> Response:
    """Remove a label, if there is one."""
    _labeled(request, settings, cache, key, "clear")
    return Response(status_code=204)


def _labeled(
    request: Request, settings: Settings, cache: Cache, key: str, setting: LabelSetting
) -> SetResult:
    """Set or remove a label so that the change can be undone on any page."""
    found, change = change_label(settings, key, setting, cache, "request")
    if change is not None:
        steps_of(request).add(Step(found.key, "", setting, change))
    return found


class Asking(BaseModel):
    """The options for choosing the next post."""

    model_config = ConfigDict(extra="forbid")

    order: Literal["smart", "newest", "oldest", "random"] = "smart"
    skip: list[Key] = Field([], max_length=200, description="The keys of posts to skip for now.")


@router.get(
    "/labels/next",
    operation_id="next_question",
    responses=responses() | {204: {"description": "There are no posts left to ask about."}},
)
def next_label(
    settings: Instance, cache: Cached, response: Response, asking: Annotated[Asking, Query()]
) -> Asked | None:
    """Return the next post to ask about, chosen as at the start of `label`; PUT its label to continue."""
    found = next_question(settings, asking.order, frozenset(asking.skip), cache)
    if found is None:
        response.status_code = 204
        return None
    counts = vars(found.progress)
    return Asked(question=PostRead.model_validate(found.shown), **{name: counts[name] for name in _COUNTS})
