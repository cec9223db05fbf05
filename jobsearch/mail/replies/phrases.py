"""What a table of phrases holds; each is a regular expression on folded text: lower case, without accents."""

from dataclasses import dataclass

Hints = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language, each looked for within one sentence unless said otherwise.

    Attributes:
        common: the commonest words of the language, which tell it from the others; anywhere.
        rejected: an employer does not want the person.
        regrets: what refusals say and other mails may say too, each with its weight; several make a refusal.
        interview: they want to talk: an invitation, a question for a time.
        meeting: a word for talking, which with a day or an hour is an invitation too.
        elsewhen: the talk is over, or of some later time: no invitation.
        acknowledged: they have the application, and nothing more.
        receipts: what receipts say and other mails may say too, each with its weight.
        yours: the message is about the person's own application, in the second person; anywhere.
        about: it is about work at all; without any, no phrase counts; anywhere.
        conditional: a sentence that says what may come to be, or what holds for all applicants.
        bulk: it went to many, as a newsletter or an alert does; anywhere.
        other: what is no answer to an application: an approach, an unfinished form, a survey; anywhere.

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
    """Return the expression that any of these match."""
    return "|".join(f"(?:{phrase})" for phrase in phrases)


def near(first: str, second: str, within: int = 60) -> str:
    """Return the expression for one phrase and, at most so many characters later, another."""
    return rf"(?:{first}).{{0,{within}}}?(?:{second})"


def both(first: str, second: str, within: int = 60) -> str:
    """Return the expression for two phrases near each other, whichever comes first."""
    return any_of(near(first, second, within), near(second, first, within))
