r"""The verbs as JSON over HTTP; `serve` hands uvicorn the string "jobsearch.server:create_served_app".

    request -> Guard (who asks, from where, how much) -> route -> one service -> JSON
                                                              \-> JobSearchError -> problem details

FastAPI, Starlette and Pydantic live here only.
"""

from jobsearch.server.app import create_app, create_served_app

__all__ = ["create_app", "create_served_app"]
