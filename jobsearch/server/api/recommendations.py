"""Routes for recommendations, with the options of the `recommend` command."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from jobsearch.config import USUAL_NUMBER, Config, read_config
from jobsearch.domain.listing import ListedPost
from jobsearch.domain.query import Cause
from jobsearch.domain.query import Query as Asked
from jobsearch.server.lanes import Waiting, find
from jobsearch.server.parameters import (
    MOST_IN_A_LIST,
    MOST_ON_A_PAGE,
    ONLY_KNOWN_PARAMETERS,
    WRITING,
    Cached,
    Country,
    Employment,
    Instance,
    Key,
    Language,
    Limit,
    Names,
    Salary,
    Since,
    Sought,
    Text,
    next_offset,
    this_minute,
)
from jobsearch.server.problems import OF_A_BODY, responses
from jobsearch.services.recommend import recommend as service
from jobsearch.services.recommend.left_out import LeftOut
from jobsearch.services.recommend.options import parse
from jobsearch.settings import Settings

router = APIRouter(tags=["recommendations"], dependencies=ONLY_KNOWN_PARAMETERS)


class Options(BaseModel):
    """The options of `recommend`, with the same names and with defaults from config.toml."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    limit: Limit | None = Field(None, description="Defaults to `number` in config.toml, or else to 20.")
    offset: Annotated[
        int, Field(ge=0, le=1_000_000, description="The number of posts to skip, best first.")
    ] = 0
    everything: bool = Field(default=False, alias="all", description="All open posts, including reposts.")
    new: bool = Field(
        default=False, description="Only posts that POST /recommendations/shown has not marked."
    )
    since: Since | None = Field(
        None,
        description="Only posts published since this time: 7d, 12h, or 2w ago, or a date or time.",
        examples=["7d"],
    )
    min_score: float | None = Field(
        None, ge=0, le=1, description="The minimum score, instead of the model's threshold."
    )
    tag: Names = Field([], description="Only posts with one of these tags.")
    employment: Annotated[list[Employment], Field(max_length=MOST_IN_A_LIST)] = Field(
        [], description="Only posts that their boards list as one of these kinds."
    )
    company: Names = Field(
        [], description='Only companies whose name contains one of these; "=AI" matches only AI.'
    )
    exclude_company: Names = Field(
        [], description='Exclude companies whose name contains any of these; "=AI" matches only AI.'
    )
    search: Sought | None = Field(
        None, description='Only posts with all these words; supports "a phrase", djang*, and -senior.'
    )
    exclude: Annotated[list[Sought], Field(max_length=MOST_IN_A_LIST)] = Field(
        [], description="Exclude posts that contain all the words of any of these."
    )
    can_work_from: Country | None = Field(
        None,
        description="Exclude posts closed to residents of this country (code or name); any disables this.",
    )
    place: Names = Field(
        [], description="Only posts in one of these places, countries, or regions, or without a location."
    )
    language: Annotated[list[Language], Field(max_length=MOST_IN_A_LIST)] = Field(
        [], description="Only posts written in one of these languages (code or name); use any for all."
    )
    min_salary: Salary | None = Field(
        None, description="Exclude posts that state lower annual pay, in any currency; 0 means no minimum."
    )
    stated_salary: bool | None = Field(None, description="Only posts that state their pay.")
    like: Annotated[Text, Field(max_length=5_000)] | None = Field(
        None, description="Rank by similarity to this text; the first request after a fetch takes a while."
    )
    no_defaults: bool = Field(
        default=False,
        description="Ignore config.toml; otherwise, its exclusions are added to those given here.",
    )

    def query(self, settings: Settings) -> Asked:
        """Return the query for this page of posts. Raises ConfigMalformed."""
        config = Config(settings.config_path) if self.no_defaults else read_config(settings.config_path)
        found = parse(self._given(), config, this_minute())
        limit = min(found.limit or USUAL_NUMBER, MOST_ON_A_PAGE)
        return replace(found, limit=limit, limit_asked=False)  # a page is not a requested limit

    def _given(self) -> dict[str, Any]:
        named = {name: getattr(self, name) for name in self.model_fields_set - {"limit", "no_defaults"}}
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in named.items()}
        return given if self.limit is None else given | {"number": self.limit}


class RecommendationsPage(BaseModel):
    """A page of recommended posts, best first, and the number of excluded posts by cause."""

    posts: tuple[ListedPost, ...]
    next_offset: int | None = Field(
        description="The offset of the next page; null on the last page.", examples=[20]
    )
    open_posts: int
    left_out: dict[str, int] = Field(examples=[{"below_the_cut": 212, "repost": 6}])
    asked_for: list[str] = Field(description="The causes of the filters in the given options.")
    trained: bool
    outdated: str = Field(description="The reason to train again, although the scores are still valid.")
    rests_on: str = Field(
        description='What the order is based on if a wish contributes to it; otherwise "".',
        examples=["your wish (62%) and 20 answers (38%)"],
    )


class LeftOutPage(BaseModel):
    """A page of excluded open posts by cause, each with the words that led to its exclusion."""

    posts: tuple[LeftOut, ...]
    next_offset: int | None = Field(
        description="The offset of the next page; null on the last page.", examples=[20]
    )


class KeysShown(BaseModel):
    """The posts that were shown to the user."""

    keys: list[Key] = Field(max_length=200)


@router.get("/recommendations", operation_id="recommendations", responses=responses(404, 409))
async def recommendations(
    settings: Instance, cache: Cached, lane: Waiting, options: Annotated[Options, Query()]
) -> RecommendationsPage:
    """List the recommended open posts, best first; 404 if no post contains any of the words in `like`."""
    query = _query(settings, options)
    found = await find(settings, cache, lane, query)
    listed = len(found.posts) + found.left_out[Cause.BEYOND_THE_LIMIT]
    return RecommendationsPage.model_construct(
        posts=found.posts,
        next_offset=_next(query, listed),
        open_posts=found.open_posts,
        left_out=_counts(found.left_out),
        asked_for=sorted(found.asked_for),
        trained=found.trained,
        outdated=found.outdated,
        rests_on=found.rests_on,
    )


@router.get("/recommendations/left-out", operation_id="left_out", responses=responses(404, 409))
async def left_out(
    settings: Instance, cache: Cached, lane: Waiting, options: Annotated[Options, Query()]
) -> LeftOutPage:
    """List the open posts that the same options exclude, like `recommend --explain-left-out`."""
    query = _query(settings, options)
    every = replace(query, limit=None, offset=0, explain=True)
    found = await run_sync(
        lambda: service.recommend(settings, every, cache=cache).explained, limiter=lane.slow
    )
    return LeftOutPage.model_construct(
        posts=found[query.offset : _end(query)], next_offset=_next(query, len(found))
    )


def _query(settings: Settings, options: Options) -> Asked:
    if options.like is not None and options.min_score is not None:
        raise HTTPException(409, "min_score is a model's score, and like ranks without one: give either.")
    return options.query(settings)


def _next(query: Asked, of: int) -> int | None:
    return next_offset(_end(query), of)


def _end(query: Asked) -> int:
    return query.offset + (query.limit or 0)


@router.post(
    "/recommendations/shown",
    operation_id="shown",
    dependencies=[WRITING],
    status_code=204,
    responses=responses(*OF_A_BODY),
)
def shown(settings: Instance, cache: Cached, given: KeysShown) -> Response:
    """Mark posts as shown, like `recommend --new`, so that `new` excludes them from now on."""
    service.mark_keys_shown(settings, given.keys, cache)
    return Response(status_code=204)


def _counts(left_out: Mapping[Any, int]) -> dict[str, int]:
    return {str(cause): number for cause, number in left_out.items() if number}
