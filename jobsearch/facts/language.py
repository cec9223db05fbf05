"""Which language a post is written in; pure."""

from functools import cache
from typing import Protocol

from jobsearch.errors import NoTemporaryFile
from jobsearch.facts.model import Language

# A thousand letters tell the language as well as the whole, in a third of a millisecond.
_LONGEST = 1_000
_SUREST_GUESS = 0.5
_PLAIN_NAMES = {"greek": "el", "norwegian": "no", "swahili": "sw", "malay": "ms", "farsi": "fa"}
_NO_LANGUAGE = "zxx"  # ISO 639's code, which the library gives for "sdf"


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def read_language(title: str, description: str) -> Language:
    """Return the language that a post begins in; unknown where there is too little text to tell."""
    code, confidence = _identifier().classify(f"{title}\n{description[:_LONGEST]}")
    if code == _NO_LANGUAGE or confidence < _SUREST_GUESS:
        return Language(confidence=round(confidence, 3))
    return Language(code, round(confidence, 3))


def language_named(text: str) -> str | None:
    """Return the code of the language that a person means by a code or its English name: "de", "German"."""
    import pycountry  # noqa: PLC0415 - the tables of languages are read when they are needed

    name = text.strip().casefold()
    name = _PLAIN_NAMES.get(name, name)
    # A code comes first: "En" is the name of a language as well.
    found = pycountry.languages.get(alpha_2=name) or pycountry.languages.get(name=name.title())
    found = found or pycountry.languages.get(alpha_3=name)
    return None if found is None else str(getattr(found, "alpha_2", found.alpha_3))


@cache
def _identifier() -> _Identifier:
    """Load the library (half a second) with its model, which is a part of it: nothing is downloaded.

    py3langid is pure Python over NumPy, maintained, deterministic, and small beside lingua, whose models take
    a hundred megabytes; langdetect is neither maintained nor deterministic. It unpacks its model into a
    temporary file; raises NoTemporaryFile where none can be written.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - heavy

    try:
        identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise NoTemporaryFile(cause=error.strerror) from error
    return identifier
