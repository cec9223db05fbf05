"""The first run, with three questions and a first list, for both the command line and the web page.

choices() -> the possible answers; start(answers) -> saved, followed, fetched, listed
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jobsearch.boards.board import Board, Source
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.config import USUAL_NUMBER, read_config
from jobsearch.errors import FeedError, NoPosts, UsageError
from jobsearch.files.resume import cleaned
from jobsearch.services import wish
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.instance.configuring import set_value
from jobsearch.services.recommend.options import country_code, parse
from jobsearch.services.recommend.recommend import Recommendations, recommend
from jobsearch.services.recommend.untrained import ranked_or_every
from jobsearch.services.sources.changing import follow, remove_source
from jobsearch.settings import Settings
from jobsearch.store import sources
from jobsearch.store.sqlite.engine import connect, reading


@dataclass(frozen=True)
class BoardChoice:
    """A board that can be followed without an account.

    Attributes:
        name: the board's name, as in `--source`.
        title: the name required by the board's terms.
        covers: a description of its posts.
        followed: whether it is followed now, or by default in a new instance.

    """

    name: str
    title: str
    covers: str
    followed: bool


@dataclass(frozen=True)
class Answers:
    """A new user's answers, all of them optional.

    Attributes:
        wish: the wanted job, as a single line or the text of a résumé; "" if not given.
        lives_in: the country of residence, by name or code; "" if not given.
        sources: the sources to follow, replacing all other offered boards; empty to change nothing.

    """

    wish: str = ""
    lives_in: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Started:
    """The result of the first run.

    Attributes:
        refused: the exclusions found in the wish.
        lives_in: the code of the country, or "" if not given.
        sources: the followed sources.
        fetched: the result of the fetch, or None if every source failed.
        problem: the reason why the fetch failed, or "" if it succeeded.
        found: the first list: ranked by the wish if there is one, otherwise the newest posts.

    """

    refused: tuple[str, ...]
    lives_in: str
    sources: tuple[str, ...]
    fetched: FetchResult | None
    problem: str
    found: Recommendations | None


def choices(settings: Settings) -> tuple[BoardChoice, ...]:
    """Return the boards to choose from, starting with those followed by default."""
    followed = set(_followed(settings) if settings.store_path.exists() else settings.first_sources)
    found = [
        BoardChoice(name, board.display_name, board.covers, name in followed)
        for name, board in BOARDS.items()
        if _is_offered(board)
    ]
    return tuple(sorted(found, key=lambda one: not one.followed))


def _is_offered(board: Board) -> bool:
    """Return whether `start` offers a board; all others require a company, feed, or mailbox."""
    return not board.account


def source_name(text: str) -> str:
    """Return the stored name of a source. Raises SourceUnknown."""
    return source_named(text).name


def start(
    settings: Settings, answers: Answers, progress: Callable[[str], None] = lambda _step: None
) -> Started:
    """Save the answers, follow the sources, fetch posts, and list them.

    All answers are validated before any is saved. `progress` is called with each step. Raises UsageError for
    an unknown country, SourceUnknown, ConfigMalformed, and subclasses of InstanceError. A failed fetch is not
    an error; the answers are saved, and `problem` describes it.
    """
    code = country_code(answers.lives_in) if answers.lives_in.strip() else ""
    chosen = [source_named(name) for name in answers.sources]
    said = cleaned(answers.wish) if answers.wish.strip() else ""
    if answers.wish.strip() and not said:
        raise UsageError(cause="The description of the job contains no readable text")
    read_config(settings.config_path)  # its errors must come before anything is saved
    refused = wish.keep(settings, said).refused if said else ()
    if code:
        set_value(settings, "me", "lives_in", code)
    if chosen:
        _follow_only(settings, chosen)
    progress("Querying the boards")
    fetched, problem = _fetched(settings)
    progress("Listing")
    return Started(refused, code, _followed(settings), fetched, problem, _listed(settings))


def _follow_only(settings: Settings, chosen: Iterable[Source]) -> None:
    """Follow the chosen sources and unfollow all other offered boards; other sources remain followed."""
    names = {source.name for source in chosen}
    offered = {name for name, board in BOARDS.items() if _is_offered(board)}
    for name in _followed(settings):
        if name in offered - names:
            remove_source(settings, name)
    for source in chosen:
        follow(settings, source)


def _followed(settings: Settings) -> tuple[str, ...]:
    with reading(connect(settings.store_path)) as session:
        if not sources.any_ever(session):
            return settings.first_sources
        return tuple(one.name for one in sources.followed(session))


def _fetched(settings: Settings) -> tuple[FetchResult | None, str]:
    try:
        return fetch_new(settings), ""
    except FeedError as error:
        return None, str(error)


def _listed(settings: Settings) -> Recommendations | None:
    """Return the first list with the default length of `recommend`, or None if there are no posts."""
    query = parse({}, read_config(settings.config_path), datetime.now(UTC))
    query = replace(query, limit=query.limit or USUAL_NUMBER)
    try:
        return ranked_or_every(query, lambda asked: recommend(settings, asked))
    except NoPosts:
        return None
