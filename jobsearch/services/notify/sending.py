"""Send what is new to each receiver, once.

    one sender at a time -> compose -> claim (committed) -> send -> settle: arrived, or to be tried again

The command that asked may be killed at any moment: the sender is a process of its own (see outbox.py), which
ends what it began. Where the sender itself is killed between sending and settling, nobody knows whether the
message arrived: it is not sent again, and that is said.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from jobsearch.errors import SendingRuns
from jobsearch.services.notify import courier
from jobsearch.services.notify.courier import Message
from jobsearch.services.notify.news import FIRST_DAYS, News, gather
from jobsearch.services.notify.receivers import Receiver, receivers
from jobsearch.settings import Settings
from jobsearch.store import deliveries
from jobsearch.store.sqlite.engine import Engine, connect, reading, writing
from jobsearch.store.sqlite.lock import exclusive

_LOCK_SECONDS = 120.0
_AT_ONCE = 8  # receivers
_POSTS = {True: 50, False: 15}  # of one message: a mailbox takes long ones
_MOST_MESSAGES = 20  # to one receiver in one run

Compose = Callable[[News], Message]


@dataclass(frozen=True)
class Sent:
    """What one receiver got.

    Attributes:
        receiver: its name.
        posts: how many posts.
        others: how many other things.
        problem: why the rest did not arrive, "" where all did; it is tried again the next time.
        unknown: how many items of an earlier, cut-off message may or may not have arrived.

    """

    receiver: str
    posts: int
    others: int
    problem: str = ""
    unknown: int = 0


@dataclass(frozen=True)
class SendResult:
    """What a run came to; `problem` says why no posts could be named, "" where they could."""

    sent: tuple[Sent, ...]
    problem: str


def send(settings: Settings, compose: Compose, *, dry_run: bool = False) -> SendResult:
    """Send to all receivers; a dry run only says what they would get.

    Raises ReceiversUnreadable, NotifyNotInstalled, SendingRuns, InstanceError's subclasses.
    """
    courier.check_installed()
    engine = connect(settings.store_path)
    try:
        with exclusive(settings.instance / "notify.lock", _LOCK_SECONDS):
            return _send(settings, engine, compose, dry_run=dry_run)
    except TimeoutError as error:
        raise SendingRuns from error


def send_test(settings: Settings, names: tuple[str, ...], message: Message) -> dict[str, str]:
    """Send a message to the receivers of these names, all for none; return their problems by name."""
    courier.check_installed()
    found = [one for one in receivers(settings) if not names or one.name in names]
    return {one.name: courier.send(one.url, message) for one in found}


def _send(settings: Settings, engine: Engine, compose: Compose, *, dry_run: bool) -> SendResult:
    now = datetime.now(UTC)
    found = receivers(settings)
    unknown: dict[str, int] = {}
    if not dry_run:
        with writing(engine) as session:
            unknown = deliveries.give_up_unsettled(session)
            for one in found:
                deliveries.begin(session, one.name, now)
            session.commit()
    news = gather(settings, now)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        sent = pool.map(lambda one: _to_one(engine, one, news, compose, dry_run=dry_run), found)
        return SendResult(
            tuple(replace(one, unknown=unknown.get(one.receiver, 0)) for one in sent), news.problem
        )


def _to_one(engine: Engine, receiver: Receiver, news: News, compose: Compose, *, dry_run: bool) -> Sent:
    posts = others = 0
    for part in _parts(_new_to(engine, receiver, news), receiver):
        if not dry_run and (problem := _deliver(engine, receiver, part, compose)):
            return Sent(receiver.name, posts, others, problem)
        posts += len(part.posts)
        others += len(part.due) + bool(part.silent_since)
    return Sent(receiver.name, posts, others)


def _new_to(engine: Engine, receiver: Receiver, news: News) -> News:
    with reading(engine) as session:
        state = deliveries.states(session).get(receiver.name)
        known = deliveries.known(session, receiver.name)
    added_at = state.added_at if state else datetime.now(UTC)
    return news.without(known, added_at - timedelta(days=FIRST_DAYS))


def _parts(news: News, receiver: Receiver) -> Iterator[News]:
    """Yield what is to be said in messages of a length that the receiver takes."""
    most = _POSTS[courier.is_mail(receiver.url)]
    first, rest = news.first(most), news.posts[most:]
    if first:
        yield first
    for number in range(0, min(len(rest), most * _MOST_MESSAGES), most):
        yield News(rest[number : number + most], (), None)


def _deliver(engine: Engine, receiver: Receiver, part: News, compose: Compose) -> str:
    items = list(part.items())
    try:
        message = compose(part)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other receivers get theirs
        problem = f"its message could not be written ({type(error).__name__})"
    else:
        with writing(engine) as session:
            deliveries.claim(session, receiver.name, items, datetime.now(UTC))
            session.commit()
        problem = courier.send(receiver.url, message)
    with writing(engine) as session:
        deliveries.settle(session, receiver.name, items, problem, datetime.now(UTC))
        session.commit()
    return problem
