r"""The verbs as pages and as JSON over HTTP.

`serve` hands uvicorn the string "jobsearch.server:create_served_app".

    request -> Guard (who asks, from where, how much) -> route -> one service -> JSON, or a page
                                                              \-> JobSearchError -> problem details, or a page

FastAPI, Starlette, Pydantic and nh3 live here only.
"""

from jobsearch.server.app import create_app, create_served_app
from jobsearch.server.careers_app import create_served_careers_app

__all__ = ["create_app", "create_served_app", "create_served_careers_app"]
