"""Delivery records, which ensure that each item is sent to each receiver only once.

An item is claimed before it is sent, and the claim is settled afterward. An unsettled claim belongs to a
sender that was killed in between: it is unknown whether the item was delivered, so it is not sent again. This
module does not use the ORM.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from jobsearch.store.tables import DELIVERIES, RECEIVERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobsearch.store.tables import Reader


@dataclass(frozen=True)
class ReceiverState:
    """The delivery status of a receiver.

    Attributes:
        name: the name given by the user.
        added_at: the time when the name was added.
        sent_at: the time of the last successful message, or None if there was none.
        failed_at: the time of the last failure since then, or None if there was none.
        failures: the number of consecutive failures.
        problem: the reason for the last failure, or "" if there is none.

    """

    name: str
    added_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    failures: int
    problem: str


def states(reader: "Reader") -> dict[str, ReceiverState]:
    """Return the states of all receivers that were ever added or sent to, by name."""
    rows = reader.execute(select(*RECEIVERS.c))
    return {row.name: ReceiverState(*row) for row in rows}


def begin(session: "Session", name: str, now: datetime) -> None:
    """Record a receiver, unless it is already known."""
    row = {"name": name, "added_at": now, "failures": 0, "problem": ""}
    session.execute(sqlite_insert(RECEIVERS).values(row).on_conflict_do_nothing())


def forget(session: "Session", name: str) -> None:
    """Delete a receiver but keep its delivery records, so that no item is sent to it again."""
    session.execute(delete(RECEIVERS).where(RECEIVERS.c.name == name))


def known(reader: "Reader", receiver: str) -> set[str]:
    """Return the items that were, or may have been, delivered to a receiver."""
    query = select(DELIVERIES.c.item).where(DELIVERIES.c.receiver == receiver)
    return {row.item for row in reader.execute(query)}


def claim(session: "Session", receiver: str, items: Iterable[str], now: datetime) -> None:
    """Record that these items are being sent."""
    rows = [{"receiver": receiver, "item": item, "state": "sending", "at": now} for item in items]
    session.execute(insert(DELIVERIES), rows)


def settle(session: "Session", receiver: str, items: Sequence[str], problem: str, now: datetime) -> None:
    """Record that these items were delivered or, if there is a problem, that they were not."""
    claimed = (DELIVERIES.c.receiver == receiver, DELIVERIES.c.item.in_(items))
    of_it = update(RECEIVERS).where(RECEIVERS.c.name == receiver)
    if problem:
        session.execute(delete(DELIVERIES).where(*claimed, DELIVERIES.c.state == "sending"))
        failed = {"failed_at": now, "failures": RECEIVERS.c.failures + 1, "problem": problem}
        session.execute(of_it.values(failed))
    else:
        session.execute(update(DELIVERIES).where(*claimed).values(state="sent", at=now))
        session.execute(of_it.values(sent_at=now, failed_at=None, failures=0, problem=""))


def give_up_unsettled(session: "Session") -> dict[str, int]:
    """Settle the claims of killed senders as unknown, and return the number of claims by receiver."""
    unsettled = DELIVERIES.c.state == "sending"
    found: dict[str, int] = {}
    for row in session.execute(select(DELIVERIES.c.receiver).where(unsettled)):
        found[row.receiver] = found.get(row.receiver, 0) + 1
    session.execute(update(DELIVERIES).where(unsettled).values(state="unknown"))
    return found
