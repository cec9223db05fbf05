"""What a person asks of a list of posts, and what that is in the terms of the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jobsearch.characters import one_line
from jobsearch.domain.query import Wanted, split_tags
from jobsearch.errors import UsageError
from jobsearch.store.searching import expression, operators


@dataclass(frozen=True)
class Request:
    """What to recommend; only what was asked for by name leaves anything out of everything.

    Attributes:
        limit: at most how many posts, None for all of them.
        offset: how many of the best to pass over, for the pages of a list.
        limit_asked: whether somebody asked for that limit.
        everything: every open post, whatever its score and age, with or without a model.
        new: only posts that were not yet marked as shown.
        posted_since: only posts published at or after this moment.
        min_score: the lowest score, from 0 to 1, in the place of the model's cut.
        tags: only posts with one of these tags; each may be several, parted by commas.
        companies: only posts of companies whose names hold one of these texts.
        excluded_companies: no posts of such companies.
        search: only posts with these words, None for any.
        excluded: no posts with all the words of one of these texts.
        country: only posts that somebody who lives there may take, as far as they say; its name or code.
        places: only posts whose place, where they state one, holds one of these texts.
        languages: only posts in one of these languages, where it is known; each may be several, parted by
            commas, by name or code.
        yearly_pay: only posts that pay so much a year, where they state it themselves, in whatever currency.
        pay_stated: only posts that state their pay themselves.
        like: a text to rank by likeness to, in the place of the model's scores; "" for none.
        explain: also return what is left out, post by post.

    """

    limit: int | None = None
    offset: int = 0
    limit_asked: bool = False
    everything: bool = False
    new: bool = False
    posted_since: datetime | None = None
    min_score: float | None = None
    tags: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    excluded_companies: tuple[str, ...] = ()
    search: str | None = None
    excluded: tuple[str, ...] = ()
    country: str | None = None
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    yearly_pay: float | None = None
    pay_stated: bool = False
    like: str = ""
    explain: bool = False


def named_filters(request: Request) -> Wanted:
    """Return what was asked for by name; raises UsageError for what names nothing, or nothing known."""
    if request.like and request.min_score is not None:
        raise UsageError(cause="the lowest score is a model's, and likeness ranks without one")
    excluded = [sought(text, "what to exclude") for text in request.excluded]
    return Wanted(
        companies=_texts(request.companies, "the name of a company to look for"),
        excluded_companies=_texts(request.excluded_companies, "the name of a company to exclude"),
        tags=split_tags(request.tags),
        search="" if request.search is None else sought(request.search, "what to search for"),
        excluded_words=" OR ".join(f"({words})" for words in excluded),
        posted_since=request.posted_since,
        country="" if request.country is None else country_code(request.country),
        places=_texts(request.places, "the place to look for"),
        languages=language_codes(request.languages),
        yearly_pay=request.yearly_pay,
        pay_stated=request.pay_stated,
        scored=request.min_score is not None,
        min_score=request.min_score,
        unshown=request.new,
    )


def _texts(texts: Iterable[str], what: str) -> tuple[str, ...]:
    found = tuple(one_line(text) for text in texts)
    if not all(found):
        raise UsageError(cause=f"{what} is empty")
    return found


def sought(text: str, what: str) -> str:
    """Return the expression for words to search for; raises UsageError for a text without any."""
    if named := operators(text):
        raise UsageError(
            cause=f"{what} has {named[0]}, which is no operator here: all words have to occur, none of those "
            f'with a minus may, and "{named[0]}" in quotation marks is a word'
        )
    found = expression(text)
    if not found:
        holds_any = any(map(str.isalnum, text))
        lacking = "no word without a minus" if holds_any else "neither a letter nor a digit"
        raise UsageError(cause=f"{what} has {lacking}")
    return found


def country_code(text: str) -> str:
    """Return the code of a country by its name or code; raises UsageError."""
    from jobsearch.facts import country_named  # noqa: PLC0415 - its tables take a tenth of a second

    code = country_named(text)
    if code is None:
        raise UsageError(
            cause=f"{text[:40]!r} is not a country (--can-work-from, or lives_in in config.toml): use its "
            "English name or its two letters, such as Portugal or PT"
        )
    return code


def language_codes(options: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of languages; each option is names or codes with commas between. Raises UsageError."""
    names = [name for option in options for name in option.split(",")]
    return tuple(dict.fromkeys(code for name in names for code in _language(name)))


def _language(text: str) -> tuple[str, ...]:
    from jobsearch.facts import language_named  # noqa: PLC0415 - same

    codes = language_named(text)
    if not codes:
        raise UsageError(
            cause=f"{text[:40]!r} is not a language: use its English name or its code, such as German or de"
        )
    return codes
