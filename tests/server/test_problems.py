"""Every failure is a problem that says what to do over HTTP, with the headers of every answer."""

import asyncio
import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import httpx
import pytest
from support.serving import Server, in_thread

from jobsearch import errors
from jobsearch.errors import JobSearchError
from jobsearch.server import create_app
from jobsearch.server.problems import TOLD, told
from jobsearch.settings import Access, Settings

OF_THE_COMMAND_LINE = {  # errors that end a command before it asks a service, or that only commands can have
    "AddressUnavailable",
    "AgentToolsNotInstalled",
    "BackupExists",
    "ClusterNotInstalled",
    "ClusterUnreachable",
    "ColumnsUnknown",
    "CorpusChanged",
    "CorpusEmpty",
    "CorpusUnreadable",
    "LibraryMissing",
    "NoTimers",
    "NotifyNotInstalled",
    "PackageMissing",
    "PageOfSeveralPosts",
    "QuestionsNeedTerminal",
    "PageWithoutPost",
    "ResumeMissing",
    "ServerNotInstalled",
    "TimerNeedsYes",
    "TokenMissing",
    "TokenUnfit",
    "WorkersDie",
}
OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
ALL = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type)
    and issubclass(kind, JobSearchError)
    and kind.__name__ not in OF_THE_COMMAND_LINE
]


@pytest.mark.parametrize("kind", ALL)
def test_no_error_names_an_option_of_the_command_line(kind: type[JobSearchError]) -> None:
    templates = (kind.__doc__ or "", TOLD.get(kind, ""))
    fields = {name for one in templates for _text, name, *_rest in Formatter().parse(one) if name}
    try:
        error = kind(**dict.fromkeys(fields, "x"))
    except TypeError:
        pytest.skip("it is made otherwise")
    assert not OPTION.search(told(error)), told(error)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an empty instance."""
    with in_thread(tmp_path_factory.mktemp("empty") / "instance") as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/recommendations?can_work_from=Atlantis",
        "/recommendations?language=Klingon",
        "/recommendations?search=%3F",
        "/recommendations?search=a%20OR%20b",
        "/recommendations?exclude=-",
        "/recommendations?since=yesterday",
        "/recommendations?min_salary=60",
        "/recommendations?limit=0",
        "/recommendations?unknown=1",
        "/recommendations?like=work&min_score=0.5",
        "/recommendations",
        "/posts/nothing",
        "/posts/remoteok:404",
        "/labels/next?order=worst",
        "/model/titles",
        "/model/skills/nobody",
        "/posts?after=remoteok:404",
    ],
)
def test_no_answer_names_an_option_of_the_command_line(empty: Server, path: str) -> None:
    answered = empty.get(path)
    assert answered.status >= 400
    assert not OPTION.search(answered.json["detail"]), answered.json["detail"]
    assert not OPTION.search(str(answered.json.get("errors", ""))), answered.json


def test_a_host_that_is_refused_is_not_told_an_option(empty: Server) -> None:
    assert not OPTION.search(empty.ask("GET", "/posts", Host="evil.example").json["detail"])


FAILURES = (
    ValueError("x"),
    KeyError("x"),
    MemoryError(),
    OSError(24, "Too many open files"),
    RecursionError(),
)


async def asked(app: Any, method: str) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.request(method, "/broken")


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_mistake_of_ours_has_the_headers_of_every_answer(
    settings: Settings, failure: Exception, method: str
) -> None:
    app = create_app(settings, Access())

    def fail() -> None:
        raise failure

    app.add_api_route("/broken", fail, methods=["GET", "POST"])
    answered = asyncio.run(asked(app, method))
    assert answered.status_code == 500
    assert answered.headers["content-type"] == "application/problem+json"
    assert answered.headers["cache-control"] == "no-store"
    assert answered.headers["cross-origin-resource-policy"] == "same-origin"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert (answered.text == "") is (method == "HEAD")
    if method != "HEAD":
        assert "No partial changes were written" in answered.json()["detail"]


@pytest.mark.parametrize("value", ["true", "1"])
def test_what_is_asked_is_reported_to_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    runtime = pytest.importorskip("fastapi.telemetry._runtime")
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", value)
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "otlp")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    configured: list[Any] = []
    monkeypatch.setattr(runtime, "_configure_from_environment", configured.append)
    with in_thread(settings.instance) as server:
        assert server.get("/nowhere").status == 404
    assert [config["auto_configure"] for config in configured] == [False]
    assert not any(configured[0][signal] for signal in ("tracing", "metrics", "logs"))
