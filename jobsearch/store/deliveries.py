"""What was sent to whom, so that each item reaches each receiver once; queries without the ORM.

An item is claimed before it is sent, and the claim is settled afterwards. A claim that nobody settled is of a
sender that was killed in between: whether the item arrived is not known, and it is not sent again.
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
    """How sending to a receiver goes.

    Attributes:
        name: what the person calls it.
        added_at: since when there is one of that name.
        sent_at: when it last took a message, None for never.
        failed_at: when it last failed since, None for never.
        failures: how often in a row.
        problem: why the last one failed, or "" if there is none.

    """

    name: str
    added_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    failures: int
    problem: str


def states(reader: "Reader") -> dict[str, ReceiverState]:
    """Return the receivers that were ever sent to, or were added, by name."""
    rows = reader.execute(select(*RECEIVERS.c))
    return {row.name: ReceiverState(*row) for row in rows}


def begin(session: "Session", name: str, now: datetime) -> None:
    """Remember a receiver, unless it is known."""
    row = {"name": name, "added_at": now, "failures": 0, "problem": ""}
    session.execute(sqlite_insert(RECEIVERS).values(row).on_conflict_do_nothing())


def forget(session: "Session", name: str) -> None:
    """Forget a receiver, but not what it got: one of that name gets it no second time."""
    session.execute(delete(RECEIVERS).where(RECEIVERS.c.name == name))


def known(reader: "Reader", receiver: str) -> set[str]:
    """Return the items that a receiver got, or may have got."""
    query = select(DELIVERIES.c.item).where(DELIVERIES.c.receiver == receiver)
    return {row.item for row in reader.execute(query)}


def claim(session: "Session", receiver: str, items: Iterable[str], now: datetime) -> None:
    """Say that these items are being sent."""
    rows = [{"receiver": receiver, "item": item, "state": "sending", "at": now} for item in items]
    session.execute(insert(DELIVERIES), rows)


def settle(session: "Session", receiver: str, items: Sequence[str], problem: str, now: datetime) -> None:
    """Say that these items arrived or, where there is a problem, that they did not."""
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
    """Settle what killed senders left as not known; return how many items that is of each receiver."""
    unsettled = DELIVERIES.c.state == "sending"
    found: dict[str, int] = {}
    for row in session.execute(select(DELIVERIES.c.receiver).where(unsettled)):
        found[row.receiver] = found.get(row.receiver, 0) + 1
    session.execute(update(DELIVERIES).where(unsettled).values(state="unknown"))
    return found
