"""What makes the applications of tests quick: FastAPI builds the routes of each anew at its first request."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def shared() -> Iterator[None]:
    """Build each route once for all applications, where this FastAPI builds it later than its module is read.

    It is the same for all of them, as the program overrides no dependencies. Tests that need FastAPI have
    imported it by now.
    """
    routing = sys.modules.get("fastapi.routing")
    included = getattr(routing, "_IncludedRouter", None)
    build = getattr(included, "_build_effective_context", None)
    if included is None or build is None:
        yield
        return
    built: dict[int, tuple[Any, Any]] = {}

    def build_once(router: Any, route: Any) -> Any:
        if id(route) not in built:
            built[id(route)] = route, build(router, route)  # with the route, lest another gets its number
        return built[id(route)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(included, "_build_effective_context", build_once)
        yield
