"""The career service as a separate application without a store, which can run in several processes."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from jobsearch import __version__
from jobsearch.server.api import careers_file
from jobsearch.server.app import HOW, described
from jobsearch.server.connections import allow_descriptors
from jobsearch.server.guard import Guard
from jobsearch.server.problems import add_handlers
from jobsearch.services.careers_file import CareersFile
from jobsearch.settings import Access, resolve_access

VARIABLE = "JOBSEARCH_CAREERS_FILE"
_ABOUT = "Titles for an experience and skills for a title, from a model in a file. It keeps nothing."
_OPEN = ("/health", "/live")


def create_careers_app(path: Path, access: Access | None = None) -> FastAPI:
    """Return the application for the model in a file, which may be created or replaced later."""
    access = access or resolve_access()
    app = FastAPI(
        title="jobsearch careers",
        version=__version__,
        description=_ABOUT,
        lifespan=_running,
        **HOW,
    )
    app.state.careers = CareersFile(path)
    app.state.routes = careers_file.router.routes
    app.include_router(careers_file.router)
    add_handlers(app)
    app.add_middleware(Guard, access=access, sessions=None)
    app.openapi = lambda: described(app, access, _OPEN)  # type: ignore[method-assign] # FastAPI's own way
    return app


def create_served_careers_app() -> FastAPI:
    """Return the application for a dedicated server process, with the file specified by the environment."""
    allow_descriptors()
    return create_careers_app(Path(os.environ[VARIABLE]))


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    app.state.careers.watch()
    yield
    app.state.careers.close()
