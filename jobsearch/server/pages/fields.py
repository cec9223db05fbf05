"""The form for the options of a list, with one field per filter, filled in from the list's address."""

from typing import NamedTuple

from jobsearch.domain.query import FILTERS, Filter, Kind
from jobsearch.server.pages.asked import SEVERAL, Asked
from jobsearch.server.pages.filter_names import LABELS, label


class Field(NamedTuple):
    """A field of the form.

    Attributes:
        name: the name of the parameter.
        label: the label shown to the user.
        hint: an example of a value.
        value: the current value.
        others: other values of the same filter that are kept; each has a chip that removes it.
        choices: the allowed values; empty if any text is allowed.
        is_flag: whether it is a checkbox.
        is_default: whether its value may be a default from config.toml.
        reason: why its value is invalid, or "" if it is valid.

    """

    name: str
    label: str
    hint: str = ""
    value: str = ""
    others: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    is_flag: bool = False
    is_default: bool = False
    reason: str = ""


_FILTERS = {one.name: one for one in FILTERS}


def fields(asked: Asked) -> list[Field]:
    """Return the fields of the form, filled in with the values of a requested list."""
    reasons = dict(asked.invalid)
    found = [_field(_FILTERS[name], asked)._replace(reason=reasons.get(name, "")) for name in LABELS]
    like = Field("like", label("like"), "the job you want, in your words", asked.query.like)
    flags = [("new", asked.query.new), ("all", asked.query.everything)]
    return [
        *found,
        like,
        *(Field(name, label(name), value="true" if on else "", is_flag=True) for name, on in flags),
    ]


def _field(one: Filter, asked: Asked) -> Field:
    name, hint = LABELS[one.name]
    typed = next(iter(asked.typed.get(one.name, ())), "")
    given = asked.given.get(one.name, ())
    if one.kind is Kind.FLAG:
        value = "true" if getattr(asked.query, one.name) else ""
        return Field(one.name, name, value=value, is_flag=True, is_default=asked.has_defaults)
    if one.kind in SEVERAL:
        return Field(one.name, name, hint, typed, others=given, choices=one.choices)
    return Field(one.name, name, hint, value=typed or next(iter(given), ""))
