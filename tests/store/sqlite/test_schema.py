import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn

from jobsearch.errors import StoreFailed, StoreTooNew
from jobsearch.store import models
from jobsearch.store.sqlite.engine import Engine, connect
from jobsearch.store.sqlite.fulltext import INDEX
from jobsearch.store.sqlite.schema import UPGRADES
from jobsearch.store.tables import (
    APPLICATIONS,
    APPLIED_POSTS,
    DELIVERIES,
    METADATA,
    POSTS_VERSION,
    RECEIVERS,
)

ONE = ("CREATE TABLE first (id INTEGER PRIMARY KEY)",)
TWO = ("CREATE TABLE second (id INTEGER PRIMARY KEY)", "INSERT INTO second VALUES (7)")
# As written: SQLAlchemy does not read back an index on an expression.
INDEXES = text("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql > ''")


@pytest.fixture
def described(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    METADATA.create_all(engine)
    return engine


def column(found: ReflectedColumn) -> tuple[str, str, bool]:
    is_row_id = found["primary_key"] == 1 and str(found["type"]) == "INTEGER"  # never NULL, declared or not
    return found["name"], str(found["type"]), found["nullable"] and not is_row_id


def outline(engine: Engine) -> dict[str, dict[str, Any]]:
    with engine.connect() as connection:
        found = inspect(connection)
        return {
            table: {
                "columns": {column(one) for one in found.get_columns(table)},
                "primary key": found.get_pk_constraint(table)["constrained_columns"],
                "unique": {tuple(one["column_names"]) for one in found.get_unique_constraints(table)},
                "indexes": set(connection.scalars(INDEXES, {"table": table})),
                "foreign keys": {
                    (*one["constrained_columns"], one["referred_table"], *one["referred_columns"])
                    for one in found.get_foreign_keys(table)
                },
            }
            for table in found.get_table_names()
            if not table.startswith(INDEX)  # which is no table of rows, and described in fulltext.py
        }


def version(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def sevens(path: Path, upgrades: Sequence[Sequence[str]]) -> list[int]:
    with connect(path, upgrades).connect() as connection:
        return list(connection.execute(text("SELECT id FROM second")).scalars())


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_upgrades_build_what_the_tables_describe(store: Engine, described: Engine) -> None:
    assert outline(store) == outline(described)
    assert len(outline(store)) == 20


def test_a_new_file_has_the_newest_version(store: Engine) -> None:
    assert version(store) == len(UPGRADES)


def test_upgrades_run_in_order(path: Path) -> None:
    use_of_the_first = ("INSERT INTO first VALUES (1)",)
    engine = connect(path, (*UPGRADES, ONE, use_of_the_first))
    assert version(engine) == len(UPGRADES) + 2


def test_an_older_file_gets_only_the_upgrades_that_it_lacks(path: Path) -> None:
    connect(path, (*UPGRADES, ONE))
    assert sevens(path, (*UPGRADES, ONE, TWO)) == [7]


def test_upgrades_run_once(path: Path) -> None:
    sevens(path, (*UPGRADES, ONE, TWO))
    assert sevens(path, (*UPGRADES, ONE, TWO)) == [7]


def test_a_failing_upgrade_leaves_the_earlier_version(path: Path) -> None:
    connect(path, (*UPGRADES, ONE))
    broken = (*TWO, "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(StoreFailed, match="nowhere"):
        connect(path, (*UPGRADES, ONE, broken))
    engine = connect(path, (*UPGRADES, ONE))
    with engine.connect() as connection:
        assert {"first", "job_posts"} <= set(inspect(connection).get_table_names())
        assert "second" not in inspect(connection).get_table_names()
    assert version(engine) == len(UPGRADES) + 1


def test_a_file_from_a_newer_jobsearch_is_refused_and_untouched(path: Path) -> None:
    connect(path, (*UPGRADES, ONE))
    before = path.read_bytes()
    with pytest.raises(StoreTooNew) as refusal:
        connect(path)
    assert f"schema {len(UPGRADES) + 1}; this version supports {len(UPGRADES)}" in str(refusal.value)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_every_table_has_its_class_and_the_type_checker_knows_no_other_columns() -> None:
    mapped = {mapper.local_table: mapper.class_ for mapper in models.Base.registry.mappers}
    assert set(mapped) == set(METADATA.tables.values()) - {
        *(APPLICATIONS, APPLIED_POSTS),
        *(DELIVERIES, RECEIVERS),
        POSTS_VERSION,
    }  # without the ORM
    source = ast.parse(Path(models.__file__).read_text())
    annotated = {
        node.name: {one.target.id for one in ast.walk(node) if isinstance(one, ast.AnnAssign)}  # type: ignore[attr-defined] # names alone
        for node in source.body
        if isinstance(node, ast.ClassDef)
    }
    for table, class_ in mapped.items():
        assert annotated[class_.__name__] <= {*table.columns.keys(), *class_.__mapper__.attrs.keys()}, class_
