"""Tools so common in a kind of work that résumés of such work leave them out.

A web developer need not write "HTML", nor a data scientist who names Python "NumPy". If a résumé shows work
of the family, nobody but its owner knows whether such a tool is missing. The lists are general knowledge of
many trades.

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

# By family: the tools, in plain form, and the words of a résumé that show work of the family. A word ending
# in * stands for all words with that prefix.
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
    """Return whether a résumé shows work in which a tool, given in plain form, goes without saying."""
    return any(tool in tools and _pattern(words).search(resume) for tools, words in _FAMILIES)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    found = (re.escape(word.strip()).replace(r"\*", r"\w*") for word in words.split(","))
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)
