"""The ASGI application with its routes, guard, and state."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from inspect import signature
from threading import Thread
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import Route

from jobsearch import __version__
from jobsearch.errors import JobSearchError
from jobsearch.server.api import applications, careers, posts, recommendations, stats, status, training, wish
from jobsearch.server.connections import allow_descriptors
from jobsearch.server.guard import Guard
from jobsearch.server.lanes import concurrency_limits
from jobsearch.server.pages import (
    added,
    board,
    configured,
    downloads,
    excluded,
    files,
    first_run,
    followed,
    given,
    health,
    judging,
    left_out,
    login,
    manual,
    taught,
    teach,
    today,
    tracked,
    wished,
    words,  # noqa: F401 - it has the filters of the templates
)
from jobsearch.server.pages import (
    careers as careers_page,
)
from jobsearch.server.pages.addresses import first_part
from jobsearch.server.pages.by_accept import ByAccept
from jobsearch.server.pages.steps import Steps
from jobsearch.server.parameters import writers
from jobsearch.server.problems import add_handlers, schemas
from jobsearch.server.sessions import Sessions
from jobsearch.server.teaching import Teaching
from jobsearch.services.cache import Cache
from jobsearch.services.careers import titles
from jobsearch.services.feed.background import Fetcher
from jobsearch.services.instance.background import Examiner
from jobsearch.services.recommend.prepare import Completer
from jobsearch.services.training.background import Trainer
from jobsearch.settings import Access, Settings, resolve, resolve_access

_ABOUT = """Posts, labels, recommendations and careers of one person's jobsearch.

Every error is problem details (RFC 9457) and says what to do. Posts are their boards': what shows them links
to their `url` and names their `source_name`."""
_ROUTERS = (
    careers.router,
    posts.router,
    recommendations.router,
    training.router,
    status.router,
    stats.router,
    wish.router,
    applications.router,
    today.router,
    downloads.router,
    excluded.router,
    judging.router,
    teach.router,
    given.router,
    left_out.router,
    first_run.router,
    wished.router,
    board.router,
    tracked.router,
    followed.router,
    added.router,
    health.router,
    manual.router,
    taught.router,
    careers_page.router,
    configured.router,
    login.router,
    files.router,
)

_OWN_CALENDAR = "/calendar/{secret}.ics"

# Requests are not reported anywhere, whatever OTEL_... and FASTAPI_OTEL_... say.
_NO_TELEMETRY: Mapping[str, Any] = (
    {"telemetry": {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}}
    if "telemetry" in signature(FastAPI).parameters
    else {}  # older versions of FastAPI have no telemetry
)
# FastAPI's own pages for the schema load scripts from other sites, so they are disabled.
HOW: Mapping[str, Any] = {"docs_url": None, "redoc_url": None, "redirect_slashes": False, **_NO_TELEMETRY}


def create_app(settings: Settings | None = None, access: Access | None = None) -> FastAPI:
    """Return the application for the given instance, or for the instance specified by the environment.

    The application starts regardless of the state of the instance; problems are reported in responses.
    """
    settings = settings or resolve()
    access = access or resolve_access()
    app = FastAPI(title="jobsearch", version=__version__, description=_ABOUT, lifespan=_running, **HOW)
    app.state.settings = settings
    app.state.access = access
    app.state.sessions = Sessions(str(settings.instance))
    app.state.steps = Steps()
    app.state.cache = Cache()
    app.state.trainer = Trainer(settings)
    app.state.fetcher = Fetcher(settings)
    app.state.examiner = Examiner(settings)
    app.state.teaching = Teaching()
    app.state.completer = Completer(settings, app.state.cache)
    app.state.concurrency_limits = concurrency_limits()
    app.state.writers = writers()
    app.state.routes = [route for router in _ROUTERS for route in router.routes]
    for router in _ROUTERS:
        app.include_router(router)
    add_handlers(app)
    app.add_middleware(Guard, access=access, sessions=app.state.sessions)
    app.add_middleware(ByAccept, known=_first_parts(app))
    app.openapi = lambda: described(  # type: ignore[method-assign] # FastAPI's own way
        app, access, ("/health", _OWN_CALENDAR), of_token=[_OWN_CALENDAR]
    )
    return app


def _first_parts(app: FastAPI) -> set[str]:
    routes = (*app.state.routes, *app.routes)
    return {first_part(one.path) for one in routes if isinstance(one, Route)}


def create_served_app() -> FastAPI:
    """Return the application for a dedicated server process, and raise the process's limit on open files."""
    allow_descriptors()
    return create_app()


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    args = (app.state.settings, app.state.cache, app.state.completer)
    Thread(target=_prepare, args=args, daemon=True).start()
    yield
    app.state.teaching.end()
    app.state.trainer.close()
    app.state.fetcher.close()
    app.state.examiner.close()
    app.state.cache.clear()


def _prepare(settings: Settings, cache: Cache, completer: Completer) -> None:
    """Load the career model and extract pending facts before requests need them."""
    with suppress(JobSearchError):
        titles(settings, cache)
    with suppress(JobSearchError, OSError):  # a list completes the rest
        completer.begin()


def described(
    app: FastAPI, access: Access, is_open: Iterable[str], of_token: Iterable[str] = ()
) -> dict[str, Any]:
    """Return an application's OpenAPI schema, which is created only once.

    If there is a token, all paths require it except those in `is_open`. Otherwise, the paths in `of_token`,
    which are for clients that cannot send a token, are omitted.
    """
    if app.openapi_schema is None:
        app.openapi_schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        app.openapi_schema["components"]["schemas"] |= schemas()
        if access.token:
            _ask_for_token(app.openapi_schema, is_open)
        else:
            for path in of_token:
                del app.openapi_schema["paths"][path]
    return app.openapi_schema


def _ask_for_token(schema: dict[str, Any], but_for: Iterable[str]) -> None:
    """Declare in a schema that requests require the token, except for the paths in `but_for`."""
    schemes: Mapping[str, Any] = {"token": {"type": "http", "scheme": "bearer"}}
    schema["components"]["securitySchemes"] = schemes
    schema["security"] = [{"token": []}]
    for path in but_for:
        schema["paths"][path]["get"]["security"] = []
