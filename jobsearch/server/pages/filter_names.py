"""The labels used on pages for a list's filters, with an example value for each."""

from collections.abc import Mapping

from jobsearch.domain.query import Filter, Kind
from jobsearch.facts.language import language_name
from jobsearch.facts.places.gazetteer import country_name
from jobsearch.text.companies import exact_name

LABELS: Mapping[str, tuple[str, str]] = {
    "search": ("With all the words", 'python "data engineer" -senior'),
    "exclude": ("Without the words", "crypto"),
    "can_work_from": ("Can work from", "Portugal"),
    "min_salary": ("Pays a year at least", "60k, in any currency"),
    "since": ("Posted since", "7d"),
    "language": ("Written in", "en, German"),
    "place": ("Place", "Europe"),
    "company": ("Company", "Acme"),
    "exclude_company": ("Not the company", "Acme"),
    "tag": ("Tag", "python, go"),
    "employment": ("Employment", ""),
    "min_score": ("Match at least", "60%"),
    "stated_salary": ("Only with stated pay", ""),
}
_OTHERS = {"like": "Most like this text", "new": "Not marked as seen", "all": "Every open post"}
_OF_A_CODE = 2  # letters


def label(name: str) -> str:
    """Return the label of the parameter with the given name."""
    return LABELS[name][0] if name in LABELS else _OTHERS.get(name, name.replace("_", " ").capitalize())


def in_words(one: Filter, value: str) -> str:
    """Return a filter's label and value: "Can work from: Portugal"."""
    name = label(one.name)
    if one.kind is Kind.FLAG:
        return name
    if one.name in {"company", "exclude_company"} and (exact := exact_name(value)):
        return f"{name}: exactly {exact}"
    if one.kind is Kind.LANGUAGES:
        return f"{name}: {language_name(value)}"
    is_code = one.kind is Kind.COUNTRY and len(value) == _OF_A_CODE
    return f"{name}: {country_name(value.upper()) if is_code else value}"
