"""Send new contents to each receiver exactly once.

one sender at a time -> compose -> claim (committed) -> send -> settle as delivered or to be retried

The command may be killed at any moment, so the sender is a separate process (see outbox.py), which finishes
its work. If the sender itself is killed between sending and settling, it is unknown whether the message was
delivered; the message is not sent again, and this is reported.
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
_POSTS = {True: 50, False: 15}  # posts per message; mailboxes accept long messages
_MOST_MESSAGES = 20  # to one receiver in one run

Compose = Callable[[News], Message]


@dataclass(frozen=True)
class Sent:
    """The result of sending to a receiver.

    Attributes:
        receiver: its name.
        posts: the number of posts sent.
        others: the number of other items sent.
        problem: the reason why the rest was not delivered, or "" if everything was; the next run tries again.
        unknown: the number of items of an earlier, interrupted message that may not have been delivered.

    """

    receiver: str
    posts: int
    others: int
    problem: str = ""
    unknown: int = 0


@dataclass(frozen=True)
class SendResult:
    """The result of a run; `problem` is the reason why posts are missing, or "" if there is none."""

    sent: tuple[Sent, ...]
    problem: str


def send(settings: Settings, compose: Compose, *, dry_run: bool = False) -> SendResult:
    """Send to all receivers; a dry run only returns what would be sent.

    Raises ReceiversUnreadable, NotifyNotInstalled, SendingRuns, and subclasses of InstanceError.
    """
    courier.check_installed()
    engine = connect(settings.store_path)
    try:
        with exclusive(settings.instance / "notify.lock", _LOCK_SECONDS):
            return _send(settings, engine, compose, dry_run=dry_run)
    except TimeoutError as error:
        raise SendingRuns from error


def send_test(settings: Settings, names: tuple[str, ...], message: Message) -> dict[str, str]:
    """Send a message to the named receivers, or to all of them, and return any problems by receiver name."""
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
    """Yield the contents in parts short enough for the receiver."""
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
