"""The first run: three questions, and a first list; one service for the command and the page.

choices() -> what may be answered;  start(answers) -> kept, followed, fetched, listed
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jobsearch.boards.board import Board, Source
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.config import USUAL_NUMBER, read_config, set_value
from jobsearch.errors import FeedError, NoPosts, UsageError
from jobsearch.files.resume import cleaned
from jobsearch.services import wish
from jobsearch.services.feed.fetch import FetchResult, fetch_new
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
        name: as in `--source`.
        title: how the board asks to be named.
        covers: what one finds there.
        followed: whether it is followed now, or by an instance that begins.

    """

    name: str
    title: str
    covers: str
    followed: bool


@dataclass(frozen=True)
class Answers:
    """What a newcomer says; each may be left out.

    Attributes:
        wish: what they seek, in a line or as the text of a résumé; "" for nothing.
        lives_in: the country where they live, by name or code; "" for nothing.
        sources: which of the boards that are offered to follow, and what else; none to change nothing.

    """

    wish: str = ""
    lives_in: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Started:
    """What came of it.

    Attributes:
        refused: what the wish refuses, as it is read.
        lives_in: the code of the country, "" for none.
        sources: what is followed now.
        fetched: what the fetch brought, None where every source failed.
        problem: why it brought nothing, "" where it did.
        found: the first list: by the wish where there is one, else the newest posts.

    """

    refused: tuple[str, ...]
    lives_in: str
    sources: tuple[str, ...]
    fetched: FetchResult | None
    problem: str
    found: Recommendations | None


def choices(settings: Settings) -> tuple[BoardChoice, ...]:
    """Return the boards to choose from, those that are followed anyway first."""
    followed = set(_followed(settings) if settings.store_path.exists() else settings.first_sources)
    found = [
        BoardChoice(name, board.display_name, board.covers, name in followed)
        for name, board in BOARDS.items()
        if _is_offered(board)
    ]
    return tuple(sorted(found, key=lambda one: not one.followed))


def _is_offered(board: Board) -> bool:
    """Tell whether `start` asks about a board: the others need a company, a feed or a mailbox."""
    return not board.account


def source_name(text: str) -> str:
    """Return the name of a source as it is stored; raises SourceUnknown."""
    return source_named(text).name


def start(
    settings: Settings, answers: Answers, progress: Callable[[str], None] = lambda _step: None
) -> Started:
    """Keep what was said, follow the sources, fetch, and list.

    All answers are looked at before any is kept. `progress` is called with each step. Raises UsageError for a
    country that there is not, SourceUnknown, ConfigMalformed, InstanceError's subclasses. A fetch that fails
    is no error: what was said is kept, and `problem` says what happened.
    """
    code = country_code(answers.lives_in) if answers.lives_in.strip() else ""
    chosen = [source_named(name) for name in answers.sources]
    said = cleaned(answers.wish) if answers.wish.strip() else ""
    if answers.wish.strip() and not said:
        raise UsageError(cause="there is nothing to read in what you seek")
    read_config(settings.config_path)  # whose faults come before anything is kept
    refused = wish.keep(settings, said).refused if said else ()
    if code:
        set_value(settings.config_path, "me", "lives_in", code)
    if chosen:
        _follow_only(settings, chosen)
    progress("Asking the boards")
    fetched, problem = _fetched(settings)
    progress("Listing")
    return Started(refused, code, _followed(settings), fetched, problem, _listed(settings))


def _follow_only(settings: Settings, chosen: Iterable[Source]) -> None:
    """Follow what was chosen, and none of the other boards that were offered; what was not stays followed."""
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
    """Return the first list, as long as that of recommend; None where there is no post to list."""
    query = parse({}, read_config(settings.config_path), datetime.now(UTC))
    query = replace(query, limit=query.limit or USUAL_NUMBER)
    try:
        return ranked_or_every(query, lambda asked: recommend(settings, asked))
    except NoPosts:
        return None
