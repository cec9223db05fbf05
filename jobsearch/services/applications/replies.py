"""Suggest events from saved email, each matched to an application with a confidence score.

file -> messages -> the stage in each (mail/replies) -> the best-matching application -> Proposal
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from heapq import nlargest
from pathlib import Path
from urllib.parse import urlsplit

from jobsearch.boards.elsewhere.platforms import is_platform
from jobsearch.domain.application import APPLIED, STAGES, Event, Stage, effective, stage
from jobsearch.domain.posting import format_key
from jobsearch.files.saved import begun, name
from jobsearch.mail.mailboxes import mails
from jobsearch.mail.messages import Message, read_messages
from jobsearch.mail.replies import Reply, read_reply
from jobsearch.services.applications.recording import Recorded, record_unless
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import applications
from jobsearch.store.applications import KeptPost, Key
from jobsearch.store.sqlite.engine import connect_readonly
from jobsearch.text.appointments import proposed
from jobsearch.text.folding import fold, names

# The weight of each sign; a sender at the employer's own domain who names the job is sure.
_DOMAIN, _COMPANY, _TITLE = 0.5, 0.3, 0.2
_LEAST = 0.3
_SURE, _LIKELY = 0.8, 0.5
_UNSURE = 0.4  # at most, for a message that does not speak of an application
_LEGAL = re.compile(r"\b(?:inc|llc|ltd|limited|gmbh|ag|se|sa|sas|sarl|bv|plc|corp|co|company|group|the)\b\.?")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})  # as domain names spell them
_WORD = re.compile(r"\w+")
_SHORTEST = 3  # letters of a company's name that identify it in a domain
_MOST_SUBJECT = 200


@dataclass(frozen=True)
class Proposal:
    """An event suggested by a reply.

    Attributes:
        key: the application's key, or "" if none matches.
        title: the title of its post.
        company: the company of its post.
        stage: the stage stated in the reply.
        at: the time of the interview if the message states exactly one; otherwise the time when the message
            was sent, or the current time.
        words: the words of the reply that state the stage.
        sureness: the confidence in the match with this application, from 0 to 1.
        sure: the confidence as a word: "sure", "likely", or "unsure"; "" if no application matches.
        sender: the sender of the message.
        subject: the subject of the message.
        sent_at: the time when the message was sent, or the current time.
        known: whether the application already has this event or a later stage.

    """

    key: str
    title: str
    company: str
    stage: Stage
    at: datetime
    words: str
    sureness: float
    sure: str
    sender: str
    subject: str
    sent_at: datetime
    known: bool = False


@dataclass(frozen=True)
class Replies:
    """The proposals found in saved email, and the number of messages read."""

    messages: int
    proposals: tuple[Proposal, ...]


def read_replies(settings: Settings, path: Path, cache: NoCache = UNCACHED) -> Replies:
    """Return the events suggested by the messages in a file, in the order sent, without duplicates.

    Nothing is recorded. Raises FileError.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        histories, posts = applications.histories(connection), applications.posts(connection)
    applied = [
        _applied(key, events, posts.get(key, KeptPost()))
        for key, events in histories.items()
        if any(one.stage in APPLIED for one in effective(events))
    ]
    now, count, found = datetime.now(UTC), 0, []
    with begun(path) as (beginning, rest):
        for message in read_messages(mails(beginning, rest), name(path)):
            count += 1
            found.append(_proposal(message, applied, now))
    return Replies(count, _in_order(one for one in found if one is not None))


def _in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals in the order sent, regardless of mailbox order, without duplicates."""
    found: dict[Hashable, Proposal] = {}
    for one in sorted(proposals, key=lambda one: one.sent_at):
        named = (one.key,) if one.key else (one.sender, one.subject)
        found.setdefault((*named, one.stage, one.at), one)
    return tuple(found.values())


def accept(settings: Settings, proposal: Proposal, cache: NoCache = UNCACHED) -> Recorded | None:
    """Record a proposal, or return None if it is already known. Raises the errors of recording.set_stage."""
    now = datetime.now(UTC)
    note = f"Mail from {proposal.sender}: {proposal.subject}"
    event = Event(0, proposal.stage, now, proposal.at, note=note)
    return record_unless(settings, proposal.key, event, lambda before: _is_known(before, proposal), cache)


@dataclass(frozen=True)
class _Applied:
    """An application prepared for matching against all messages.

    Attributes:
        key: the key of its post.
        events: its history.
        post: its post.
        company: the case-folded company name without its legal form, and its words.
        title: the case-folded title, and its words.
        names: the domain names that may belong to the company.
        hosts: the hosts of its addresses.
        moved_at: the time of its last event; among equal matches, the latest wins.

    """

    key: Key
    events: tuple[Event, ...]
    post: KeptPost
    company: tuple[str, list[str]]
    title: tuple[str, list[str]]
    names: frozenset[str]
    hosts: frozenset[str]
    moved_at: datetime


def _applied(key: Key, events: tuple[Event, ...], post: KeptPost) -> _Applied:
    company = _LEGAL.sub(" ", fold(post.company)).strip(" .,")
    title = fold(post.title)
    spelled = {company, _LEGAL.sub(" ", fold(post.company.lower().translate(_SPELLED))).strip(" .,")}
    called = {letters for one in spelled if len(letters := _letters(one)) >= _SHORTEST}
    first = {letters for one in spelled if len(letters := _letters(one.partition(" ")[0])) > _SHORTEST}
    return _Applied(
        key=key,
        events=events,
        post=post,
        company=(company, _WORD.findall(company)),
        title=(title, _WORD.findall(title)),
        names=frozenset(called | first),
        hosts=frozenset({_host(address) for address in (post.url, post.apply_url)} - {""}),
        moved_at=max(one.at for one in events),
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)


def _proposal(message: Message, applied: Iterable[_Applied], now: datetime) -> Proposal | None:
    folded = fold(f"{message.sender}\n{message.subject}\n{message.text}")
    labels = [_letters(label) for label in message.domain.split(".")[:-1]]
    fits = ((_fit(message, labels, folded, one), one) for one in applied)
    ranked = nlargest(2, fits, key=lambda fit: (fit[0], fit[1].moved_at, fit[1].key))
    if (reply := _reply(message, *ranked[0]) if ranked else read_reply(message)) is None:
        return None
    proposal = Proposal(
        key="",
        title="",
        company="",
        stage=reply.said,
        at=_at(message, reply, now),
        words=reply.words,
        sureness=0.0,
        sure="",
        sender=message.sender or message.address,
        subject=message.subject[:_MOST_SUBJECT],
        sent_at=message.sent_at or now,
    )
    if not ranked or ranked[0][0] < _LEAST:
        return proposal
    sureness, best = ranked[0]
    if len(ranked) > 1 and ranked[1][0] == sureness:
        sureness = round(sureness / 2, 2)  # it may belong to the other application as well
    if not reply.is_certain:
        sureness = min(sureness, _UNSURE)  # the employer may write about another matter
    return replace(
        proposal,
        key=format_key(*best.key),
        title=best.post.title,
        company=best.post.company,
        sureness=sureness,
        sure="sure" if sureness >= _SURE else "likely" if sureness >= _LIKELY else "unsure",
        known=_is_known(best.events, proposal),
    )


def _reply(message: Message, fit: float, best: _Applied) -> Reply | None:
    """Return the interpretation of a message, given the application that it fits best."""
    if fit < _LEAST:
        return read_reply(message)
    return read_reply(message, is_employer=fit >= _DOMAIN, title=best.post.title, company=best.company[0])


def _at(message: Message, reply: Reply, now: datetime) -> datetime:
    written = message.sent_at or now
    if reply.said != "interview":
        return written
    return proposed(f"{message.subject}\n{message.text}", written) or written


def _is_known(events: tuple[Event, ...], proposal: Proposal) -> bool:
    happened = effective(events)
    same = any(one.stage == proposal.stage and one.at == proposal.at for one in happened)
    return (
        same
        or stage(happened) == "accepted"
        or any(_overtakes(one, proposal) for one in happened)
        or (proposal.stage == "acknowledged" and stage(happened) not in {"saved", "applied"})
    )


def _overtakes(event: Event, proposal: Proposal) -> bool:
    """Return whether an event is later than the message and at a later stage than the one it states."""
    beyond = event.stage in STAGES and STAGES.index(event.stage) > STAGES.index(proposal.stage)
    return beyond and min(event.at, event.recorded_at) > proposal.sent_at


def _fit(message: Message, labels: Iterable[str], folded: str, one: _Applied) -> float:
    """Return a score from 0 to 1 for how well a message matches an application.

    The score is based on the domain, company, and title. `labels` are the parts of the sender's domain,
    letters only; `folded` is the whole message, case-folded.
    """
    by_domain = not one.names.isdisjoint(labels) or _is_host(message.domain, one.hosts)
    by_company, by_title = _names(folded, *one.company), _names(folded, *one.title)
    return round(_DOMAIN * by_domain + _COMPANY * by_company + _TITLE * by_title, 2)


def _names(folded: str, name: str, words: Iterable[str]) -> bool:
    """Return whether the text contains the name. A quick check of single words rejects most names."""
    return bool(words) and all(word in folded for word in words) and names(folded, name)


def _is_host(domain: str, hosts: Iterable[str]) -> bool:
    """Return whether the sender's domain matches one of the application's hosts and is not a platform's."""
    return any(domain == host or host.endswith(f".{domain}") for host in hosts) and not is_platform(domain)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
