"""The form for the options of a list, with one field per filter, filled in from the address."""

from typing import NamedTuple

from jobsearch.domain.query import FILTERS, Filter, Kind
from jobsearch.server.pages.asked import SEVERAL, Asked
from jobsearch.server.pages.filter_names import LABELS


class Field(NamedTuple):
    """A field of the form.

    Attributes:
        name: the name of the parameter.
        label: the displayed label.
        hint: an example of a value.
        value: its value.
        others: other values of the same filter that are kept; each has a chip that removes it.
        choices: the possible values, empty if any text is possible.
        is_flag: whether it is a checkbox.

    """

    name: str
    label: str
    hint: str = ""
    value: str = ""
    others: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    is_flag: bool = False
    is_default: bool = False


_FILTERS = {one.name: one for one in FILTERS}


def fields(asked: Asked) -> list[Field]:
    """Return the fields, filled with the values in an address."""
    found = [_field(_FILTERS[name], asked) for name in LABELS]
    like = Field("like", "Most like this text", "the job you want, in your words", asked.query.like)
    flags = [("new", "Not shown before", asked.query.new), ("all", "Every open post", asked.query.everything)]
    return [
        *found,
        like,
        *(Field(name, label, value="true" if on else "", is_flag=True) for name, label, on in flags),
    ]


def _field(one: Filter, asked: Asked) -> Field:
    label, hint = LABELS[one.name]
    given = asked.given.get(one.name, ())
    if one.kind is Kind.FLAG:
        value = "true" if getattr(asked.query, one.name) else ""
        return Field(one.name, label, value=value, is_flag=True, is_default=asked.has_defaults)
    if one.kind in SEVERAL:
        return Field(one.name, label, hint, others=given, choices=one.choices)
    return Field(one.name, label, hint, value=next(iter(given), ""))
