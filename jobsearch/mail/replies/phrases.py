"""The schema of phrase tables: regular expressions on folded text, that is, lowercase without accents."""

from dataclasses import dataclass

Hints = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Phrases:
    """The phrases for one language, each matched within a sentence unless marked "anywhere".

    Attributes:
        common: the most frequent words, which identify the language; anywhere.
        rejected: the employer rejects the applicant.
        regrets: typical but not exclusive to rejections, with weights; several amount to a rejection.
        interview: an invitation to talk, or a request for a time.
        meeting: words for a meeting, which indicate an invitation together with a day or time.
        elsewhen: the meeting is over or at an unspecified later time, so this is not an invitation.
        acknowledged: the application was received, with no decision.
        receipts: typical but not exclusive to acknowledgments, with weights.
        yours: the message is about the reader's own application, in the second person; anywhere.
        about: the message is about work; without a match, no other phrase counts; anywhere.
        conditional: a sentence about a possible outcome, or about all applicants.
        bulk: the message went to many recipients, such as a newsletter or an alert; anywhere.
        other: not a reply to an application: a recruiter's approach, an unfinished form, a survey; anywhere.

    """

    common: str
    rejected: str
    regrets: Hints
    interview: str
    meeting: str
    elsewhen: str
    acknowledged: str
    receipts: Hints
    yours: str
    about: str
    conditional: str
    bulk: str
    other: str


def any_of(*phrases: str) -> str:
    """Return a pattern that matches any of the given patterns."""
    return "|".join(f"(?:{phrase})" for phrase in phrases)


def near(first: str, second: str, within: int = 60) -> str:
    """Return a pattern for one phrase followed by another within the given number of characters."""
    return rf"(?:{first}).{{0,{within}}}?(?:{second})"


def both(first: str, second: str, within: int = 60) -> str:
    """Return a pattern for two phrases near each other, in either order."""
    return any_of(near(first, second, within), near(second, first, within))
