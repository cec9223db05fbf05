"""What a person says they seek: in their own words, by a résumé, or both."""

from dataclasses import dataclass

_OWN_WORDS = 80  # a longer text is a résumé, whose "no" refuses nothing
_FEW_WORDS = 30  # and so is one of many lines that has more of them
_FEW_LINES = 4


@dataclass(frozen=True)
class StatedWish:
    """What a person says they seek.

    Attributes:
        words: a line or two of their own, or "" if there is none.
        resume: the text of a résumé, or "" if there is none.

    """

    words: str = ""
    resume: str = ""

    def __bool__(self) -> bool:
        """Return whether anything was said."""
        return bool(self.words or self.resume)


def stated(text: str) -> StatedWish:
    """Return a text as a wish: a long one, or one of many lines, is a résumé."""
    return StatedWish(resume=text) if is_resume(text) else StatedWish(words=text)


def is_resume(text: str) -> bool:
    """Return whether a text is too long, or in too many lines, for what somebody says they seek."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    return len(text.split()) > (_FEW_WORDS if lines > _FEW_LINES else _OWN_WORDS)
