"""Posts: all of them, the recommended ones, and what the person says about them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from jobsearch.api.problems import OF_A_BODY, responses
from jobsearch.api.values import Instance, Key, KeyInPath, Limit, Names, Since, Spoken, Text
from jobsearch.services import browse
from jobsearch.services import recommend as service
from jobsearch.services.browse import PostsPage
from jobsearch.services.label import next_question
from jobsearch.services.labels import SetResult, set_label
from jobsearch.services.listed import ListedPost
from jobsearch.services.resident import recalled, remembered
from jobsearch.services.show import show

router = APIRouter(tags=["posts"])
_COUNTS = ("yes", "no", "unsure", "today", "left")
_TO_A_POST = {
    "post": {"operationId": "post", "parameters": {"key": "$response.body#/posts/0/key"}},
    "label": {"operationId": "put_label", "parameters": {"key": "$response.body#/posts/0/key"}},
}


class Paging(BaseModel):
    """Which page of the posts."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    after: Annotated[Key, Field(description="`next` of the page before.")] | None = None


class Options(BaseModel):
    """The options of `recommend`, by the same names; a field here is one of services.recommend.Request."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    limit: Limit = 20
    offset: Annotated[int, Field(ge=0, le=1_000_000, description="How many of the best to pass over.")] = 0
    everything: bool = Field(default=False, alias="all", description="Every open post, reposts included.")
    new: bool = Field(default=False, description="Only posts not marked by POST /recommendations/shown.")
    since: Since | None = Field(
        None, description="Published since: 7d, 12h or 2w ago, a date, or a moment.", examples=["7d"]
    )
    min_score: float | None = Field(None, ge=0, le=1, description="In the place of the model's cut.")
    tag: Names = Field([], description="With one of these.")
    company: Names = Field([], description="With one of these in the company's name.")
    search: Spoken | None = Field(None, description='With all these words; "in quotes" and djang* work.')
    like: Annotated[Text, Field(max_length=5_000)] | None = Field(
        None, description="Rank by likeness to this text."
    )

    def request(self) -> service.Request:
        """Return what the service is asked: as many posts as the page ends at."""
        given = self.model_dump(exclude={"offset", "since", "tag", "company", "like"})
        given |= {
            "limit": self.offset + self.limit,
            "posted_since": self.since,
            "tags": tuple(self.tag),
            "companies": tuple(self.company),
            "like": self.like or "",
        }
        return service.Request(**given)


class RecommendationsPage(BaseModel):
    """A page of the list, the best first, and how many posts are not in the list and why."""

    posts: tuple[ListedPost, ...]
    next_offset: int | None = Field(description="Of the next page, null on the last.", examples=[20])
    open_posts: int
    left_out: dict[str, int] = Field(examples=[{"below_the_cut": 212, "repost": 6}])
    asked_for: list[str] = Field(description="Which of these the options asked for.")
    trained: bool
    outdated: str = Field(description="Why to train again though the scores still stand.")


class PostRead(BaseModel):
    """A post in full, what the person said of it ("" for nothing yet), and other posts of the same job."""

    model_config = ConfigDict(from_attributes=True)

    post: ListedPost
    description: str
    trap_word: str = Field(description="The word that an applicant is asked to mention.")
    label: str
    labeled_at: datetime | None
    applied_at: datetime | None
    same_job: list[str]


class Asked(BaseModel):
    """The post to ask about, and how far the labeling has come."""

    question: PostRead
    yes: int
    no: int
    unsure: int
    today: int
    left: int


class LabelGiven(BaseModel):
    """An answer; `applied` is a strong yes with its date."""

    label: Literal["yes", "no", "unsure", "applied"]


class KeysShown(BaseModel):
    """Posts that have reached the person."""

    keys: list[Key] = Field(max_length=200)


@router.get("/posts", operation_id="posts", responses=responses(404) | {200: {"links": _TO_A_POST}})
def posts(settings: Instance, paging: Annotated[Paging, Query()]) -> PostsPage:
    """List all stored posts, the newest first."""
    return browse.posts(settings, paging.limit, paging.after)


@router.get("/posts/{key}", operation_id="post", responses=responses(404))
def post(settings: Instance, key: KeyInPath) -> PostRead:
    """Tell everything known of a post: its text, its score with the reasons, its label."""
    return PostRead.model_validate(show(settings, key))


@router.put("/posts/{key}/label", operation_id="put_label", responses=responses(*OF_A_BODY))
def put_label(settings: Instance, key: KeyInPath, given: LabelGiven) -> SetResult:
    """Label a post. It may be one that is not stored: then the label waits for it."""
    return set_label(settings, key, given.label)


@router.delete("/posts/{key}/label", operation_id="delete_label", status_code=204, responses=responses())
def delete_label(settings: Instance, key: KeyInPath) -> Response:
    """Take a label back, if there is one."""
    set_label(settings, key, "clear")
    return Response(status_code=204)


@router.get("/recommendations", operation_id="recommendations", responses=responses(409))
async def recommendations(settings: Instance, options: Annotated[Options, Query()]) -> RecommendationsPage:
    """List the open posts worth reading, the best first."""
    if options.like is not None and options.min_score is not None:
        raise HTTPException(409, "min_score is a model's score, and like ranks without one: give either.")
    request = options.request()
    found = recalled(settings, request) or await run_in_threadpool(
        lambda: remembered(settings, request, lambda: service.recommend(settings, request))
    )
    left = found.left_out[service.Cause.BEYOND_THE_LIMIT]
    return RecommendationsPage.model_construct(
        posts=found.posts[options.offset :],
        next_offset=options.offset + options.limit if left else None,
        open_posts=found.open_posts,
        left_out=_counts(found.left_out),
        asked_for=sorted(found.asked_for),
        trained=found.trained,
        outdated=found.outdated,
    )


@router.post("/recommendations/shown", operation_id="shown", status_code=204, responses=responses(*OF_A_BODY))
def shown(settings: Instance, given: KeysShown) -> Response:
    """Mark posts as shown: `new` leaves them out from now on, as `recommend --new` does."""
    service.mark_keys_shown(settings, given.keys)
    return Response(status_code=204)


class Asking(BaseModel):
    """Which post to ask about."""

    model_config = ConfigDict(extra="forbid")

    order: Literal["smart", "newest", "oldest", "random"] = "smart"
    skip: list[Key] = Field([], max_length=200, description="Posts to ask about another time.")


@router.get(
    "/labels/next",
    operation_id="next_question",
    responses=responses() | {204: {"description": "Every post was asked about."}},
)
def next_label(settings: Instance, response: Response, asking: Annotated[Asking, Query()]) -> Asked | None:
    """Choose the post to ask about next, as `label` does at its start; PUT its label to go on."""
    found = next_question(settings, asking.order, frozenset(asking.skip))
    if found is None:
        response.status_code = 204
        return None
    counts = vars(found.progress)
    return Asked(question=PostRead.model_validate(found.shown), **{name: counts[name] for name in _COUNTS})


def _counts(left_out: Mapping[Any, int]) -> dict[str, int]:
    return {str(cause): number for cause, number in left_out.items() if number}
