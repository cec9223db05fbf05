"""The job that a user is looking for, described in their own words, by a résumé, or both."""

from dataclasses import dataclass

_OWN_WORDS = 80  # longer text is a résumé, in which a "no" excludes nothing
_FEW_WORDS = 30  # text with many lines and more words than this is a résumé too
_FEW_LINES = 4


@dataclass(frozen=True)
class StatedWish:
    """A user's description of the job they are looking for.

    Attributes:
        words: a line or two in their own words; "" if there are none.
        resume: the text of a résumé; "" if there is none.

    """

    words: str = ""
    resume: str = ""

    def __bool__(self) -> bool:
        """Return whether there is any description."""
        return bool(self.words or self.resume)


def stated(text: str) -> StatedWish:
    """Return a text as a wish; if it is long or has many lines, it is treated as a résumé."""
    return StatedWish(resume=text) if is_resume(text) else StatedWish(words=text)


def is_resume(text: str) -> bool:
    """Return whether a text is too long, or has too many lines, to be a short description."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    return len(text.split()) > (_FEW_WORDS if lines > _FEW_LINES else _OWN_WORDS)
