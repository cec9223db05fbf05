"""A store with a row in every table, wrong values to put there, and every command and route to try on it."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import JSON, Column, DateTime, Float, Integer, Table
from sqlalchemy.sql.sqltypes import Boolean, LargeBinary
from typer.testing import CliRunner

from jobsearch.cli.app import app
from jobsearch.errors import JobSearchError
from jobsearch.settings import Access, Settings
from jobsearch.store.tables import METADATA
from support.careers import trade_elements
from support.damage import make_instance
from support.feeds import body, element, labels_csv

KEY, LABELED = "remoteok:9", "remoteok:11"
_NOW = "2026-11-01 08:00:00.000000"
# What the commands of `make_instance` leave empty.
_ROWS = f"""
    INSERT INTO wishes VALUES ('words', 'a ledger and an audit', '{_NOW}');
    INSERT INTO deliveries VALUES ('phone', 'post remoteok:9', 'sent', '{_NOW}');
    INSERT INTO receivers VALUES ('phone', '{_NOW}', NULL, '{_NOW}', 1, 'it could not be reached');
    INSERT INTO experiences (content_hash, title, text, added_at) VALUES ('a', 'nurse', 'ward', '{_NOW}');
    INSERT INTO uncleaned SELECT id FROM job_posts WHERE external_id = '9';
    INSERT INTO showings SELECT id, '{_NOW}' FROM job_posts WHERE external_id = '9';
    INSERT INTO page_checks SELECT id, '{_NOW}', 1, 'gone' FROM job_posts WHERE external_id = '9';
    INSERT INTO rejections
        VALUES ('b', 'remoteok', '77', 'it has no title', x'789c030000000001', '{_NOW}', '{_NOW}');
    INSERT OR IGNORE INTO sources
        VALUES ('himalayas', 'himalayas', '', '', '', '{_NOW}', NULL, '{_NOW}', NULL, 1, 0, 'down');
    UPDATE labels SET score_before = 0.5 WHERE external_id = '11';
    INSERT INTO applications VALUES ('remoteok', '11', 1, 'applied', '{_NOW}', '{_NOW}', NULL, 'sent', NULL);
    INSERT INTO applied_posts SELECT source, external_id, '{_NOW}', url, apply_url, title, company, location,
        x'789c030000000001' FROM job_posts WHERE external_id = '11';
    UPDATE job_posts SET closed_at = '{_NOW}' WHERE external_id IN ('11', '9');
    UPDATE job_posts SET url = 'http://127.0.0.1:9/post', apply_url = '' WHERE external_id = '9';
    INSERT INTO labels VALUES ('remoteok', '999', 'yes', '{_NOW}', NULL, '');
"""
Action = str | tuple[str, str, Any]  # a command by its name in COMMANDS, or a request: method, path, body


@dataclass(frozen=True)
class Wrong:
    """A value in a column that cannot hold it, as SQL."""

    table: str
    column: str
    name: str
    sql: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} = {self.name}"


def wrongs() -> Iterator[Wrong]:
    """Yield every column of every table with six values that are wrong there."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            for name, sql in _values(column).items():
                yield Wrong(table.name, column.name, name, sql)


def _values(column: Column[Any]) -> dict[str, str]:
    values = {
        "NULL": "NULL",
        "a blob": "x'ff00fe'",
        "broken UTF-8": "CAST(x'41ff42' AS TEXT)",
        "infinity": "9e999",
        "a huge number": "9223372036854775807",
    }
    kind = getattr(column.type, "impl_instance", column.type)
    if isinstance(kind, Integer | Float | Boolean | LargeBinary):
        return values | {"text": "'twelve'", "no text": "''", "less than none": "-9e99"}
    if isinstance(kind, DateTime):
        return values | {
            "a far date": "'99999-01-01 00:00:00'",
            "the last year": "'9999-12-31 23:59:59.9'",
            "the first year": "'0001-01-01'",
            "no date": "'soon'",
        }
    if isinstance(kind, JSON):
        return values | {
            "broken JSON": "'{\"a\": [1,'",
            "other JSON": "'[[1], {\"a\": null}, 7]'",
            "an object": '\'{"ranking": [], "pay": 7, "wish_share": "all", "unsure": []}\'',
            "deep JSON": f"'{'[' * 5_000}{']' * 5_000}'",
            "no number": "'[NaN, Infinity]'",
        }
    return values | {"a number": "7", "no text": "''", "a NUL and more": "'a' || char(0, 27, 8238) || 'b'"}


def make_full_instance(folder: Path) -> Path:
    """Make an instance with a row at least in every table."""
    instance = make_instance(folder)
    store = instance / "jobposts.db"
    with closing(_opened(store)) as connection:
        connection.executescript(_ROWS)
        empty = [one for one in METADATA.tables if not _count(connection, one)]
        assert not empty, f"give _ROWS a row of {empty}"
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return instance


def _opened(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(store, isolation_level=None)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def bring(wrong: Wrong, store: Path) -> bool:
    """Put the value into one row, around every type and check; return whether SQLite lets it be there."""
    with closing(_opened(store)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        declared = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (wrong.table,)
        ).fetchone()[0]
        order = [row[1] for row in connection.execute(f"PRAGMA table_info({wrong.table})")]
        _declare(connection, wrong.table, _loose(METADATA.tables[wrong.table], order))
    with closing(_opened(store)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        guards = _triggers(connection, wrong.table)
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        row = _row(wrong.table)
        try:
            connection.execute(f"UPDATE {wrong.table} SET {wrong.column} = {wrong.sql} WHERE rowid = ({row})")
            changed = connection.execute("SELECT changes()").fetchone()[0]
        except sqlite3.IntegrityError:
            changed = 0  # the number of a row is a number, whatever is declared
        for _name, sql in guards:
            connection.execute(sql)
        _declare(connection, wrong.table, declared)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(changed)


def _triggers(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """Return the triggers that keep the rows of a table from being changed, which are put back."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    return list(connection.execute(query, (table,)))


def _loose(table: Table, order: Sequence[str]) -> str:
    """Return a declaration of the same columns that takes any value, and has the same automatic indexes.

    They stand in the order in which upgrades added them.
    """
    whole = {one.name for one in table.primary_key} if len(table.primary_key) == 1 else set()
    lines = []
    for column in (table.c[name] for name in order):
        numbers = column.name in whole and isinstance(column.type, Integer)
        alone = " PRIMARY KEY" if column.name in whole else " UNIQUE" if column.unique else ""
        lines.append(f"{column.name} {'INTEGER' if numbers else 'BLOB'}{alone}")
    if len(table.primary_key) > 1:
        lines.append(f"PRIMARY KEY ({', '.join(one.name for one in table.primary_key)})")
    if table.name == "job_posts":
        lines.append("UNIQUE (source, external_id)")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _declare(connection: sqlite3.Connection, table: str, sql: str) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (sql, table))
    version = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")


def _row(table: str) -> str:
    """Return the row that commands look at."""
    post = "SELECT id FROM job_posts WHERE external_id = '9'"
    own = {
        "job_posts": post,
        "labels": "SELECT rowid FROM labels WHERE external_id = '11'",
    }
    by_post = "job_post_id" in METADATA.tables[table].columns
    return own.get(table) or (post if by_post else f"SELECT max(rowid) FROM {table}")


COMMANDS: Mapping[str, str] = {
    "fetch-new": "fetch-new -q --from feed.json",
    "sources list": "sources list",
    "sources list json": "sources list -o json",
    "sources export": "sources export",
    "sources suggest": "sources suggest",
    "sources add": "sources add himalayas",
    "sources remove": "sources remove himalayas",
    "wish show": "wish show",
    "wish set": "wish set nursing",
    "wish clear": "wish clear",
    "labels set": f"labels set {KEY} yes",
    "labels set again": f"labels set {LABELED} no",
    "labels clear": f"labels set {KEY} clear",
    "labels import": "labels import labels.csv",
    "labels export": "labels export",
    "train": "train",
    "recommend": "recommend -q",
    "recommend all": "recommend --all -o json --no-defaults",
    "recommend new": "recommend --new -q",
    "recommend left out": "recommend --no-defaults --explain-left-out",
    "recommend filters": "recommend -q --all --tag python --can-work-from PT --language en --min-salary 1k",
    "recommend search": "recommend -q --all --search ledger --company a",
    "recommend like": "recommend -q --all --like ledger",
    "show": f"show {KEY}",
    "show json": f"show {KEY} -o json",
    "show labeled": f"show {LABELED}",
    "applications": "applications",
    "applications json": "applications list --all -o json",
    "applications set": f"applications set {KEY} applied",
    "applications note": f"applications note {LABELED} again",
    "applications due": "applications due",
    "applications show": f"applications show {LABELED}",
    "applications correct": f"applications correct {LABELED} 1 --at yesterday",
    "applications export": "applications export efforts.csv",
    "applications calendar": "applications calendar efforts.ics",
    "applications stats": "applications stats",
    "open": f"open {KEY}",
    "check": f"check {KEY}",
    "status": "status",
    "status rejected": "status --rejected",
    "status config": "status --config",
    "doctor": "doctor",
    "doctor full": "doctor --full -o json",
    "backup": "backup copy.db",
    "careers train": "careers train",
    "careers titles": "careers titles",
    "careers skills": "careers skills nurse",
    "careers similar-jobs": "careers similar-jobs ward",
    "careers feedback": "careers feedback sang --title singer",
    "careers experiences": "careers experiences",
    "careers forget": "careers forget 1",
}
SLOW = {"train", "careers train", "doctor", "doctor full"}
_BODIES: Mapping[str, Any] = {
    "PUT /posts/{key}/label": {"label": "yes"},
    "POST /applications/{key}/events": {"stage": "rejected"},
    "PUT /wish": {"text": "nursing"},
    "POST /model/similar_jobs": {"experience": [{"description": "ward"}]},
    "POST /model/feedback": {"description": "sang", "title": "singer"},
    "POST /recommendations/shown": {"keys": [KEY]},
}
_APPLIED = "/applications/"
_QUERIES: Mapping[str, tuple[str, ...]] = {
    "GET /recommendations": ("", "?search=ledger&tag=python", "?like=ledger", "?can_work_from=PT"),
    "GET /posts": ("", "?limit=100"),
}
_NOT_ASKED = {"POST /train"}  # goes on in the background; `train` is the same


def routes() -> Iterator[tuple[str, str, Any]]:
    """Yield the method, the address and the body of a request to every route."""
    from jobsearch.server import create_app  # noqa: PLC0415 - heavy

    application = create_app(Settings(Path("nowhere")), Access())
    for route in application.state.routes:
        for method in sorted(route.methods - {"HEAD"}):
            name = f"{method} {route.path}"
            if name in _NOT_ASKED:
                continue
            path = route.path.replace("{key}", LABELED if _APPLIED in route.path else KEY).replace(
                "{title:path}", "nurse"
            )
            path = path.replace("{number}", "1")
            for query in _QUERIES.get(name, ("",)):
                yield method, f"{path}{query}", _BODIES.get(name)


def prepare(folder: Path) -> None:
    """Put what the commands name into the folder that they run in."""
    (folder / "feed.json").write_bytes(body([*trade_elements(), *(element(number) for number in (31, 32))]))
    (folder / "labels.csv").write_text(labels_csv({"remoteok:18": "yes", "remoteok:11": "no"}))


@dataclass(frozen=True)
class Said:
    """How a command or a request ended: its status, what it said beside data, and the data."""

    status: int
    words: str
    out: str
    fault: str = ""


@cache
def _runner() -> CliRunner:
    return CliRunner()


def run(command: str, instance: Path) -> Said:
    """Run a command in this process, in the folder that it is in."""
    result = _runner().invoke(app, ["--instance", str(instance), *COMMANDS[command].split()])
    error = result.exception
    if isinstance(error, JobSearchError):
        return Said(error.exit_status, f"{result.stderr}{error}", result.stdout)
    if error is not None and not isinstance(error, SystemExit):
        return Said(1, result.stderr, result.stdout, f"{type(error).__name__}: {error}")
    return Said(result.exit_code, result.stderr, result.stdout)


def ask(method: str, path: str, given: Any, instance: Path) -> Said:
    """Send a request to a server in this process."""
    from jobsearch.server import create_app  # noqa: PLC0415 - heavy

    application = create_app(Settings(instance), Access())
    answer = asyncio.run(_answer(application, method, path, given))
    application.state.cache.clear()
    words = answer.text if answer.status_code >= 400 else ""
    fault = f"status {answer.status_code}: {words}" if answer.status_code == 500 else ""
    return Said(answer.status_code, words, answer.text, fault)


async def _answer(application: Any, method: str, path: str, given: Any) -> httpx.Response:
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.request(method, path, json=given)


def content(instance: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return what is no cache and must not be lost, as it stands in the store."""
    queries = {
        "job_posts": "SELECT id, hex(source), hex(external_id) FROM job_posts",
        "labels": "SELECT hex(source), hex(external_id), hex(label) FROM labels",
        "wishes": "SELECT hex(kind), hex(text) FROM wishes",
        "experiences": "SELECT id, hex(title), hex(text) FROM experiences",
        "applications": "SELECT hex(source), hex(external_id), hex(number), hex(stage), hex(note) "
        "FROM applications",
        "applied_posts": "SELECT hex(source), hex(external_id), hex(title), hex(text) FROM applied_posts",
        "sources": "SELECT hex(name), hex(board) FROM sources",
    }
    with closing(_opened(instance / "jobposts.db")) as connection:
        return {name: set(connection.execute(query)) for name, query in queries.items()}


def copied(instance: Path, folder: Path) -> Path:
    """Copy an instance into a folder of its own; nothing else has it open."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    prepare(folder)
    return Path(shutil.copytree(instance, folder / "instance"))


def loads(text: str) -> Any:
    """Return JSON that keeps to the standard: neither NaN nor Infinity."""
    return json.loads(text, parse_constant=lambda name: 1 / 0 if name else None)
