"""Odd values by a seed: quick enough for ten thousand answers of every form, found again by number."""

import string
from random import Random
from typing import Any

_ALPHABET = string.printable + "äßéñłğ€£漢字עברית\u202e\u200b\u00a0\ufeff\x00\x1b\x85\ud800😀<>&;\"'|"
_FORMS = (
    *("", " ", "0", "-1", "null", "NaN", "9" * 30, "1e309", "2026-02-30", "2026-05-15T14:00:51+99:00"),
    *("Fri, 31 Feb 2026 25:61:61 +0000", "<p>a<b>b", "&lt;p&gt;&amp;amp;", "&#x0;&#xD800;&#99999999;"),
    *("https://rain.example/1", "http://[", "javascript:alert(1)", "//x", "data:,x", "€40k - €50k", "REMOTE"),
)
_NUMBERS = (0, -1, 1, 2**31, 2**63, -(2**63), 10**40, 0.1, -0.0, 1e300, float("inf"), float("nan"))
_DEEPEST = 3


def odd_value(random: Random, depth: int = 0) -> Any:
    """Return something that a field should not hold, of any type that JSON has."""
    simple = (None, random.random() < 1 / 2, random.choice(_NUMBERS), random.choice(_FORMS), odd_text(random))
    kind = random.randrange(len(simple) + 2 if depth < _DEEPEST else len(simple))
    if kind < len(simple):
        return simple[kind]
    inner = [odd_value(random, depth + 1) for _each in range(random.randrange(4))]
    return inner if kind == len(simple) else {odd_text(random): one for one in inner}


def odd_text(random: Random, longest: int = 30) -> str:
    """Return letters of several alphabets, marks, controls and half characters."""
    return "".join(random.choices(_ALPHABET, k=random.randrange(longest)))


def spoiled(value: Any, random: Random) -> Any:
    """Return a JSON value of which one to four fields, at whatever depth, are odd, gone or another's."""
    for _time in range(random.randint(1, 4)):
        value = _spoiled_once(value, random)
    return value


def _spoiled_once(value: Any, random: Random) -> Any:
    inner = [key for key, one in _items(value) if isinstance(one, dict | list) and one]
    if inner and random.random() < 1 / 3:
        key = random.choice(inner)
        return _with(value, key, _spoiled_once(value[key], random))
    keys = [key for key, _one in _items(value)]
    if not keys:
        return odd_value(random)
    key = random.choice(keys)
    if isinstance(value, dict) and random.random() < 1 / 4:
        return {name: one for name, one in value.items() if name != key}
    if random.random() < 1 / 4:
        return _with(value, key, value[random.choice(keys)])
    return _with(value, key, odd_value(random))


def _items(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _with(value: Any, key: Any, one: Any) -> Any:
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = one
    return copy
