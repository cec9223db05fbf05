"""A clock that stands still in some modules, for tests that count days."""

from datetime import datetime, tzinfo
from types import ModuleType
from typing import Self

import pytest


def stop(monkeypatch: pytest.MonkeyPatch, moment: datetime, *modules: ModuleType) -> None:
    """Let `datetime.now` return this moment in these modules until the end of the test."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            at = moment.astimezone(tz)
            zone = at.tzinfo if tz else None
            return cls.combine(at.date(), at.time(), zone)

    for module in modules:
        monkeypatch.setattr(module, "datetime", Stopped)
