"""Remarks about a list: how many posts it excludes and why, and whether the scores are up to date."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jobsearch.domain.advice import Step
from jobsearch.domain.listing import ListedPost
from jobsearch.domain.query import FILTERS, Cause
from jobsearch.services.recommend.recommend import Recommendations

_CAUSES = {one.cause: one.phrase for one in FILTERS} | {
    Cause.UNSCORED: "not scored until the next training",
    Cause.CLOSED: "closed by their boards",
    Cause.UNSEEN_FOR_LONG: "not seen in the feed for 30 days",
    Cause.REPOST: "reposts",
    Cause.SHOWN_BEFORE: "shown before",
    Cause.BEYOND_THE_LIMIT: "further down the list",
}
# Why a single post is excluded, as the end of a sentence.
_REASONS: Mapping[Cause, str] = {
    Cause.COMPANY: "its company is not one that you ask for",
    Cause.EXCLUDED_COMPANY: "you exclude its company",
    Cause.TAG: "it does not have the tag that you ask for",
    Cause.EMPLOYMENT: "it offers a different type of employment",
    Cause.SEARCH: "it does not contain the words that you search for",
    Cause.EXCLUDED_WORDS: "it contains words that you exclude",
    Cause.POSTED_EARLIER: "it was posted earlier",
    Cause.COUNTRY: "it is closed to people in your country",
    Cause.PLACE: "its place is elsewhere",
    Cause.LANGUAGE: "it is written in another language",
    Cause.LOW_SALARY: "it pays less than you ask for",
    Cause.UNSTATED_SALARY: "it does not state its pay",
    Cause.UNSCORED: "it has no match until the next training",
    Cause.BELOW_THE_CUT: "its match is below the threshold",
    Cause.CLOSED: "its board has closed it",
    Cause.UNSEEN_FOR_LONG: "it has not been in the feed for 30 days",
    Cause.REPOST: "another post for the same job takes its place",
    Cause.SHOWN_BEFORE: "it was shown before",
    Cause.BEYOND_THE_LIMIT: "it is further down",
}
_UNKNOWN = {one.cause: one.unknown for one in FILTERS if one.unknown}


def left_out_sentence(result: Recommendations) -> str:
    """Describe how many open posts are excluded and why, requested filters first; "" if there are none."""
    asked_for = _counts(result, (cause for cause in Cause if cause in result.asked_for))
    others = _counts(result, (cause for cause in Cause if cause not in result.asked_for))
    sentences = [f"Excluded by your filters: {asked_for}."] if asked_for else []
    if others:
        sentences.append(f"Not shown: {others}; use --all to list them.")
    return " ".join(sentences)


def cause_phrase(cause: Cause, number: int) -> str:
    """Return a phrase for `number` posts excluded for a cause, such as "reposts" or "elsewhere"."""
    return _agreeing(_CAUSES[cause], number)


def reason_sentence(cause: Cause) -> str:
    """Return why a list does not contain a post that is excluded for a cause."""
    return f"It is left out of this list because {_REASONS[cause]}."


def unknown_phrase(post: ListedPost) -> str:
    """Return a phrase for the requested facts that a post does not state, or "" if there are none."""
    asked = ", ".join(_UNKNOWN[Cause(name)] for name in post.unknown)
    return f"? not stated: {asked}" if asked else ""


class Remark(NamedTuple):
    """A problem with the scores, as a sentence without the final period, and the steps that fix it."""

    what: str
    steps: tuple[Step, ...]


def remarks(result: Recommendations) -> list[Remark]:
    """Return remarks about missing or outdated scores."""
    if result.like:
        return []
    if not result.trained:
        what = "There is no model yet, so the newest posts come first"
        return [Remark(what, (Step.LABEL, Step.TRAIN))]
    if result.outdated:
        what = f"The scores are from an earlier training and remain usable, but {result.outdated}"
        return [Remark(what, (Step.TRAIN,))]
    return []


def warnings(result: Recommendations) -> list[str]:
    """Return the remarks as sentences for a terminal, including the commands to run."""
    return [f"{what}: run {', then '.join(f'`{one}`' for one in steps)}." for what, steps in remarks(result)]


def _counts(result: Recommendations, causes: Iterable[Cause]) -> str:
    numbers = ((result.left_out[cause], _CAUSES[cause]) for cause in causes)
    return ", ".join(f"{number:,} {_agreeing(phrase, number)}" for number, phrase in numbers if number)


def _agreeing(phrase: str, number: int) -> str:
    return phrase.removesuffix("s") if number == 1 and phrase == _CAUSES[Cause.REPOST] else phrase
