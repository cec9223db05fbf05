"""The labels that pages use for a list's filters, with an example value for each."""

from collections.abc import Mapping

from jobsearch.domain.query import Filter, Kind
from jobsearch.facts.places.gazetteer import country_name

LABELS: Mapping[str, tuple[str, str]] = {
    "search": ("With all the words", 'python "data engineer" -senior'),
    "exclude": ("Without the words", "crypto"),
    "can_work_from": ("Can work from", "Portugal"),
    "min_salary": ("Pays a year at least", "60k"),
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
_OF_A_CODE = 2  # letters


def in_words(one: Filter, value: str) -> str:
    """Return a filter with its value: "Can work from: Portugal"."""
    label = LABELS[one.name][0] if one.name in LABELS else one.name.replace("_", " ").capitalize()
    if one.kind is Kind.FLAG:
        return label
    is_code = one.kind is Kind.COUNTRY and len(value) == _OF_A_CODE
    return f"{label}: {country_name(value.upper()) if is_code else value}"
