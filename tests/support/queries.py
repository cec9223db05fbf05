"""What a person asks for, as a query."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.config import Config
from jobsearch.domain.query import Query
from jobsearch.services.recommend.options import parse


def query(limit: int | None = None, **given: object) -> Query:
    """Return the query for options by their names, without any config."""
    return replace(parse(given, Config(Path("config.toml")), datetime.now(UTC)), limit=limit)
