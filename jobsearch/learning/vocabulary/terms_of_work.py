"""Which spoken languages a post asks for beside English, and by which contract it employs; pure."""

from collections.abc import Sequence
from itertools import chain

from jobsearch.text.phrases import Phrases, words

_LANGUAGES = {
    "german": "german, deutsch",
    "french": "french, francais, francophone",
    "spanish": "spanish, espanol, castellano, latam spanish",
    "portuguese": "portuguese, portugues, brazilian",
    "italian": "italian, italiano",
    "dutch": "dutch, nederlands, flemish",
    "polish": "polish speaking, polish speaker, polish language, with polish, polski",
    "nordic": "swedish, danish, norwegian, finnish, nordic languages, icelandic",
    "russian": "russian, ukrainian",
    "chinese": "chinese, mandarin, cantonese",
    "japanese": "japanese",
    "korean": "korean",
    "arabic": "arabic",
    "hebrew": "hebrew",
    "turkish": "turkish, turkce",
    "indian": "hindi, tamil, telugu, bengali, punjabi, urdu, marathi, gujarati",
    "southeast asian": "thai, vietnamese, indonesian, bahasa, tagalog, malay, filipino",
    "slavic": "czech, slovak, bulgarian, serbian, croatian, slovenian",
    "romanian": "romanian",
    "greek": "greek",
    "hungarian": "hungarian",
    "signs": "asl, sign language",
}

_CONTRACTS = {
    "freelance": "freelance, freelancer, freelancing, independent contractor, project based, freiberuflich",
    "contract": "contract, contractor, c2c, w2, corp to corp, fixed term, contract to hire, befristet, 1099",
    "temporary": "temporary, temp, seasonal, interim, per diem, locum, maternity cover",
    "part time": "part time, parttime, teilzeit, temps partiel, minijob, medio tiempo, hours a week",
    "internship": (
        "internship, intern, apprenticeship, working student, werkstudent, praktikum, stage, trainee, "
        "fellowship, thesis"
    ),
    "volunteer": "volunteer, unpaid, ehrenamtlich, pro bono",
}

_SPOKEN = Phrases(_LANGUAGES)
_EMPLOYED = Phrases(_CONTRACTS)


def languages_in(title: str, tags: Sequence[str]) -> list[str]:
    """Return the languages that a title or its tags name, each once: there they are asked for."""
    return _named(_SPOKEN, title, tags)


def contracts_in(title: str, tags: Sequence[str]) -> list[str]:
    """Return the contracts that a title or its tags name, each once; most posts are for a lasting one."""
    return _named(_EMPLOYED, title, tags)


def _named(table: Phrases, title: str, tags: Sequence[str]) -> list[str]:
    found = chain.from_iterable(table.names_in(words(text)) for text in (title, *tags))
    return list(dict.fromkeys(found))
