"""Recognize tools so common in a type of work that résumés often omit them.

A web developer need not mention HTML, and a data scientist who mentions Python need not mention NumPy. If a
résumé shows such work, only its owner knows whether the tool is missing. The lists reflect general knowledge
of many trades.

This module is pure.
"""

import re
from functools import cache

_LANGUAGES = (
    "python, java, javascript, typescript, php, ruby, rails, golang, rust, scala, kotlin, swift, c#, "
    "c++, .net, node, node.js, perl, developer*, software engineer*, software development, programmer*, "
    "backend, back-end, frontend, front-end, full-stack, full stack, devops, sre, data engineer*"
)
_WEB = (
    "web develop*, web design*, website*, web site*, web app*, web page*, front-end, frontend, front "
    "end, full-stack, full stack, browser*, html*, css, sass, javascript, typescript, php, rails, "
    "django, laravel, symfony, asp.net, wordpress, drupal, magento, shopify theme*, react*, angular*, "
    "vue*, jquery, next.js, scrap*, scrapy, selenium, cypress, playwright"
)
_OFFICE = (
    "word, excel, powerpoint, outlook, office, google docs, google sheets, google slides, google "
    "workspace, g suite, spreadsheet*, slides, deck*, presentation*, typing"
)

# Families of tools, in plain form, each with the words in a résumé that show such work. A word ending in *
# matches all words with that prefix.
_FAMILIES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"html", "css", "xml", "json", "ajax", "javascript", "jquery"}), _WEB),
    (frozenset({"git", "github", "linux", "unix", "unix shell", "bash", "shell script", "yaml"}), _LANGUAGES),
    (
        frozenset({"android", "ios"}),
        "mobile app*, phone app*, apps, mobile test*, appium, react native, flutter",
    ),
    (frozenset({"numpy", "pandas", "scikit learn", "scipy", "matplotlib"}), "python"),
    (frozenset({"word", "excel", "powerpoint", "outlook", "spreadsheets"}), _OFFICE),
    (
        frozenset({"sql"}),
        f"{_LANGUAGES}, tables, schema*, data analy*, data scien*, data warehouse*, reporting",
    ),
)


def goes_unsaid(tool: str, resume: str) -> bool:
    """Return whether a résumé shows work in which a tool goes without saying.

    `tool` is in plain form.
    """
    return any(tool in tools and _pattern(words).search(resume) for tools, words in _FAMILIES)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    found = (re.escape(word.strip()).replace(r"\*", r"\w*") for word in words.split(","))
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)
