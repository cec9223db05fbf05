"""The read-only tools."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import Field

from jobsearch.agent.answers import (
    ApplicationAnswer,
    BoardAnswer,
    Explanation,
    FullAnswer,
    HistoryAnswer,
    ListAnswer,
    application_answer,
    board_answer,
    explanation,
    full_answer,
    history_answer,
    post_answer,
)
from jobsearch.config import read_config
from jobsearch.domain.query import Query
from jobsearch.services import wish
from jobsearch.services.applications.listing import list_applications, show_application
from jobsearch.services.instance import status
from jobsearch.services.posts import full
from jobsearch.services.recommend.options import parse
from jobsearch.services.recommend.recommend import recommend
from jobsearch.services.recommend.whereabouts import whereabouts
from jobsearch.services.sources import listing
from jobsearch.services.wish import WishReport
from jobsearch.settings import Settings

_MOST_POSTS = 100
_USUAL_POSTS = 20
_MOST_CHARACTERS = 50_000
_USUAL_CHARACTERS = 8_000

Key = Annotated[str, Field(max_length=500, description="BOARD:ID, as shown in lists.")]
Words = Annotated[str, Field(max_length=1_000)]
Several = Annotated[list[Words], Field(max_length=50)]
Number = Annotated[int, Field(ge=1, le=_MOST_POSTS, description="The maximum number of posts.")]


class ReadingTools:
    """The tools for one instance; each is a method whose docstring is shown to the agent."""

    def __init__(self, settings: Settings) -> None:
        """Bind the tools to an instance."""
        self._settings = settings

    def list_posts(  # noqa: PLR0913 - a tool has as many parameters as the command has filters
        self,
        *,
        number: Number = _USUAL_POSTS,
        search: Annotated[Words | None, Field(description="Only posts with all these words.")] = None,
        exclude: Annotated[Several | None, Field(description="Exclude posts with any of these.")] = None,
        company: Annotated[
            Several | None, Field(description="Only companies with one of these in their name.")
        ] = None,
        exclude_company: Annotated[
            Several | None,
            Field(description='Exclude companies with one of these in their name; "=AI" means AI alone.'),
        ] = None,
        tag: Annotated[Several | None, Field(description="Only posts with one of these tags.")] = None,
        employment: Annotated[Several | None, Field(description="Such as full-time or contract.")] = None,
        since: Annotated[Words | None, Field(description="Published since: 7d, 12h, 2026-12-01.")] = None,
        can_work_from: Annotated[Words | None, Field(description="A country, by name or code.")] = None,
        place: Annotated[
            Several | None, Field(description="Only posts in one of these places, countries, or regions.")
        ] = None,
        language: Annotated[
            Several | None, Field(description="Only posts written in one of these languages.")
        ] = None,
        min_salary: Annotated[float | None, Field(ge=0, description="The minimum annual pay.")] = None,
        stated_salary: Annotated[bool | None, Field(description="Only posts that state their pay.")] = None,
        min_score: Annotated[float | None, Field(ge=0, le=1)] = None,
        like: Annotated[
            str | None, Field(max_length=5_000, description="Rank by similarity to this text.")
        ] = None,
        everything: Annotated[
            bool, Field(description="Include closed posts and those below the threshold.")
        ] = False,
    ) -> ListAnswer:
        """List the open posts worth reading, best first, like the `recommend` command."""
        given = {name: value for name, value in locals().items() if name not in {"self", "number"}}
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        found = recommend(self._settings, self._query(given | {"number": number}))
        return ListAnswer(
            posts=tuple(map(post_answer, found.posts)),
            open_posts=found.open_posts,
            left_out={str(cause): count for cause, count in found.left_out.items() if count},
            trained=found.trained,
            outdated=found.outdated,
        )

    def show_post(
        self,
        key: Key,
        most_characters: Annotated[
            int, Field(ge=0, le=_MOST_CHARACTERS, description="The maximum length of the post's text.")
        ] = _USUAL_CHARACTERS,
    ) -> FullAnswer:
        """Show a post in full: its text, its stated place and pay, and its score with the reasons."""
        return full_answer(full.show(self._settings, key), most_characters)

    def explain_post(self, key: Key) -> Explanation:
        """Return the position of a post in the default list, or the reason for its absence."""
        every = replace(self._query({}), limit=None, limit_asked=False)
        found = whereabouts(self._settings, every, key)
        is_listed = found.is_open and found.left_out is None
        return explanation(found, recommend(self._settings, every).posts if is_listed else ())

    def show_wish(self) -> WishReport:
        """Show the description of the job that the user wants, and the exclusions found in it."""
        return wish.show(self._settings)

    def list_applications(
        self,
        *,
        everything: Annotated[bool, Field(description="Include applications that have ended.")] = False,
    ) -> list[ApplicationAnswer]:
        """List the user's applications by next due date."""
        found = list_applications(self._settings, everything=everything)
        return [application_answer(one) for one in found]

    def show_application(self, key: Key) -> HistoryAnswer:
        """Show the history of an application, and the post as it was when the user applied."""
        return history_answer(show_application(self._settings, key))

    def list_boards(self) -> list[BoardAnswer]:
        """List the followed sources with the number of posts from each and any problems."""
        return [board_answer(one) for one in listing.list_sources(self._settings)]

    def show_status(self) -> dict[str, Any]:
        """Show the status: posts, answers, the model, the last fetch, and the next step."""
        found = asdict(status.status(self._settings))
        feed = found["feed"]  # its error messages quote servers, as those of receivers do
        said = {name: feed.pop(name) for name in ("last_error", "troubles")}
        said["receivers"] = {one["name"]: one.pop("problem") for one in found["receivers"]}
        return {name: value for name, value in found.items() if name != "instance"} | {"untrusted": said}

    def _query(self, given: dict[str, Any]) -> Query:
        return parse(given, read_config(self._settings.config_path), datetime.now(UTC))
