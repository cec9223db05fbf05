"""What a table of phrases holds; each is a regular expression on folded text: lower case, without accents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language.

    Attributes:
        rejected: an employer does not want the person.
        interview: they want to talk: an invitation, a question for a time.
        acknowledged: they have the application, and nothing more.
        yours: the message is about the person's own application, in the second person.
        about: it is about work at all; without any, no phrase counts.
        conditional: a sentence that says what may come to be, and not what is.
        bulk: it went to many, as a newsletter or an alert does.

    """

    rejected: str
    interview: str
    acknowledged: str
    yours: str
    about: str
    conditional: str
    bulk: str
