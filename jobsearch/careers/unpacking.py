"""Unpack a career model's file, validating everything before use, because the file is untrusted.

size -> versions -> titles and terms -> type and shape of each array -> the arrays, with finite numbers

Reading such a file runs no code, but a damaged or malicious file could exhaust the memory or lead to answers
that are not numbers. Any invalid content raises some Exception here.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from math import isfinite, prod
from typing import IO, Any, NoReturn
from zipfile import ZipFile

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from jobsearch.careers.similarity import Similarity
from jobsearch.careers.skills import Skill, TitleSkills

ARRAYS = ("rarity", "weights", "offsets", "shares", "telling", "without", "naming")  # of a Similarity
_SIGNALS = 9  # the number of signals that similarity.signals() returns per text and title
_MOST_FOLDED = 20  # maximum ratio of unpacked to packed size; for files written by save(), it is below 2
_ALWAYS_FITS = 16 * 1024 * 1024  # unpacked bytes that are always allowed
_NEVER_MORE = 2 * 1024**3  # a model with the maximum number of titles and terms has 160 million
_LARGEST = 1e9  # ensures that sums and products of the numbers are finite
_YEARS = range(1, 10_000)
_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def unpack(
    content: bytes, check_versions: Callable[[Mapping[str, object]], None]
) -> tuple[Similarity, dict[str, TitleSkills]]:
    """Return the contents of a model file, given its bytes.

    `check_versions` is called with the versions in the file, and raises an error if they are not the current
    versions. Invalid content may raise any Exception.
    """
    with ZipFile(io.BytesIO(content)) as packed:
        most = min(max(_ALWAYS_FITS, _MOST_FOLDED * len(content)), _NEVER_MORE)
        if sum(member.file_size for member in packed.infolist()) > most:
            raise ValueError(f"it would take more than {most:,} bytes of memory")
        about = _about(packed)
        check_versions(_mapping(about["versions"]))
        titles, terms = (tuple(map(_text, _list(about[name]))) for name in ("titles", "terms"))
        if len(set(titles)) != len(titles) or not titles or not terms:
            raise ValueError("its titles or terms are missing or repeated")
        kinds = _kinds(len(titles), len(terms))
        arrays = {name: _array(packed, name, *kinds[name]) for name in ARRAYS}
    skills = {_text(title): _skills(found) for title, found in _mapping(about["skills"]).items()}
    return Similarity(titles=titles, terms=terms, **arrays), skills


def _kinds(titles: int, terms: int) -> dict[str, tuple[type[np.floating[Any]], tuple[int, ...]]]:
    """Return the dtype and shape of each array, by name."""
    return {
        "rarity": (np.float32, (terms,)),
        "weights": (np.float32, (2, terms, titles)),
        "offsets": (np.float32, (2, titles)),
        "shares": (np.float32, (titles,)),
        "telling": (np.float32, (titles,)),
        "without": (np.float64, (_SIGNALS,)),
        "naming": (np.float64, (_SIGNALS,)),
    }


def _about(packed: ZipFile) -> dict[str, Any]:
    with packed.open("about.npy") as file:
        kind, shape = _header(file)
        if kind != np.uint8 or len(shape) != 1:
            raise ValueError("its description is not text")
        return _mapping(json.loads(file.read().decode(), parse_constant=_no_number))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"it has {name} in the place of a number")


def _array(packed: ZipFile, name: str, kind: type[np.generic], shape: tuple[int, ...]) -> NDArray[Any]:
    with packed.open(f"{name}.npy") as file:
        if _header(file) != (np.dtype(kind), shape):
            raise ValueError(f"{name} is not {np.dtype(kind)} of shape {shape}")
        if packed.getinfo(f"{name}.npy").file_size - file.tell() != np.dtype(kind).itemsize * prod(shape):
            raise ValueError(f"{name} is cut short, or too long")
    with packed.open(f"{name}.npy") as file:
        found: NDArray[Any] = npy.read_array(file, allow_pickle=False)
    # Both comparisons are false for NaN and infinity, without allocating another array of this size.
    if not (found.min() >= -_LARGEST and found.max() <= _LARGEST):
        raise ValueError(f"{name} contains a value that is not a number or too large")
    return found


def _header(file: IO[bytes]) -> tuple[np.dtype[Any], tuple[int, ...]]:
    """Read the header of the array that begins here, and return its dtype and shape.

    The dtype has this machine's byte order.
    """
    shape, _is_fortran, kind = _HEADERS[npy.read_magic(file)](file)
    return kind.newbyteorder("="), shape


def _skills(found: object) -> TitleSkills:
    found = _mapping(found)
    return TitleSkills(
        posts=_number(found["posts"]),
        by_year={_year(year): _number(posts) for year, posts in _mapping(found["by_year"]).items()},
        skills=tuple(map(_skill, _list(found["skills"]))),
    )


def _skill(found: object) -> Skill:
    found = _mapping(found)
    by_year = {_year(year): _share(share) for year, share in _mapping(found["by_year"]).items()}
    return Skill(_text(found["phrase"]), _share(found["share"]), by_year)


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise ValueError("it contains something other than text")  # noqa: TRY004 - the file is wrong, not a call
    found.encode()  # raises for a lone surrogate, which no response could contain
    return found


def _number(found: object) -> int:
    if type(found) is not int or not 0 <= found <= _LARGEST:
        raise ValueError("it contains something other than a number of posts")
    return found


def _share(found: object) -> float:
    if not isinstance(found, int | float) or not isfinite(found) or not 0 <= found <= 1:
        raise ValueError("it contains something other than a share")
    return float(found)


def _year(found: str) -> int:
    if (year := int(found)) not in _YEARS:
        raise ValueError("it contains something other than a year")
    return year


def _mapping(found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ValueError("it contains something other than a table")  # noqa: TRY004 - same
    return found


def _list(found: object) -> Sequence[object]:
    if not isinstance(found, list):
        raise ValueError("it contains something other than a list")  # noqa: TRY004 - same
    return found
