r"""The operations of jobsearch as web pages and as a JSON API over HTTP.

`serve` passes the string "jobsearch.server:create_served_app" to uvicorn.

  request -> Guard (origin, authorization, size) -> route -> one service -> JSON, or a page
                               \-> JobSearchError -> problem details, or a page

This is the only package that uses FastAPI, Starlette, and nh3; only it and `agent` use Pydantic.
"""

from jobsearch.server.app import create_app, create_served_app
from jobsearch.server.careers_app import create_served_careers_app

__all__ = ["create_app", "create_served_app", "create_served_careers_app"]
