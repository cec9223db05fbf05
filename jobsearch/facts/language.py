"""Detect the language of a post.

This module is pure.
"""

import re
from functools import cache
from typing import Any, Protocol

from jobsearch.errors import NoTemporaryFile
from jobsearch.facts.model import Language

# A thousand characters identify the language as well as the full text, in a third of a millisecond.
_LONGEST = 1_000
_SUREST_GUESS = 0.5
_PARENTHESIS = re.compile(r"\s*\(.*\)")

# Common names that are missing from ISO 639, or assigned there to a less common language.
_PLAIN_NAMES = {
    "greek": "el", "farsi": "fa", "flemish": "nl", "castilian": "es", "valencian": "ca", "moldovan": "ro",
    "pashto": "ps", "punjabi": "pa", "odia": "or", "uyghur": "ug", "kyrgyz": "ky", "gaelic": "gd",
    "mandarin": "cmn", "cantonese": "yue", "bokmål": "nb", "bokmal": "nb", "nynorsk": "nn",
    "serbo-croatian": "sh", "brazilian portuguese": "pt", "bangla": "bn", "haitian creole": "ht",
    "simplified chinese": "zh", "traditional chinese": "zh",
}  # fmt: skip
# The library's codes for a language with several codes or under another's; it may guess any of them.
_KNOWN_AS = {
    "no": "nb nn no", "nb": "nb nn no", "nn": "nb nn no", "fil": "tl", "zh": "wuu yue zh", "cmn": "zh",
    "yue": "yue zh", "ar": "ar ary arz", "arb": "ar", "ku": "ku sdh", "ckb": "ku sdh", "uz": "uz uzs",
    "lv": "ltg lv", "gn": "gug", "ki": "kik", "ff": "fuv", "kok": "gom", "pes": "fa", "prs": "fa",
    "zsm": "ms",
    "npi": "ne", "swh": "sw", "ekk": "et", "lvs": "lv", "azj": "az", "als": "sq", "khk": "mn", "pbt": "ps",
    "ory": "or", "plt": "mg", "sh": "bs hr sr",
}  # fmt: skip
_NO_LANGUAGE = "zxx"  # ISO 639's code for no linguistic content, which the library returns for "sdf"


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def read_language(title: str, description: str) -> Language:
    """Detect the language in which a post begins.

    Returns an unknown language if there is too little text.
    """
    code, confidence = _identifier().classify(f"{title}\n{description[:_LONGEST]}")
    if code == _NO_LANGUAGE or confidence < _SUREST_GUESS:
        return Language(confidence=round(confidence, 3))
    return Language(code, round(confidence, 3))


def language_named(text: str) -> tuple[str, ...]:
    """Resolve a language entered by a user to the codes that read_language() may return for it.

    The language can be given as a code, with or without a country, or by its English name: "de", "pt-BR", or
    "German". The result is empty for an unknown language.
    """
    import pycountry  # noqa: PLC0415 - loads the language tables only when needed

    name = text.strip().casefold()
    plain = _PLAIN_NAMES.get(name)
    code = re.split(r"[-_]", name, maxsplit=1)[0]
    # A code takes precedence: "En" is also the name of a language.
    found = None if plain else pycountry.languages.get(alpha_2=code) or _languages().get(name)
    found = found or pycountry.languages.get(alpha_3=code)
    if found is not None:
        plain = str(getattr(found, "alpha_2", found.alpha_3))
    return tuple(_KNOWN_AS.get(plain, plain).split()) if plain else ()


def language_name(code: str) -> str:
    """Return a language's English name given its code, or the code itself if it is unknown."""
    import pycountry  # noqa: PLC0415 - same

    found = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    return _PARENTHESIS.sub("", found.name) if found else code


@cache
def _languages() -> dict[str, Any]:
    """Map lowercase names, such as "nepali" for "Nepali (macrolanguage)", to languages."""
    import pycountry  # noqa: PLC0415 - same

    # Of two languages with the same name, prefer the one with a two-letter code.
    languages = sorted(pycountry.languages, key=lambda language: hasattr(language, "alpha_2"))
    return {_PARENTHESIS.sub("", language.name).casefold(): language for language in languages}


@cache
def _identifier() -> _Identifier:
    """Load the language identifier with its bundled model.

    Nothing is downloaded. Loading takes half a second. py3langid uses only Python and NumPy, is maintained
    and deterministic, and is small compared to lingua, whose models take up a hundred megabytes; langdetect
    is neither maintained nor deterministic. py3langid unpacks its model into a temporary file. Raises
    NoTemporaryFile if the file cannot be written.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - heavy

    try:
        identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise NoTemporaryFile(cause=error.strerror) from error
    return identifier
