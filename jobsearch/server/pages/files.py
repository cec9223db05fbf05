"""Static files: styles, scripts, icons, and the files for installing the pages as an app."""

import gzip
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from starlette.exceptions import HTTPException

from jobsearch.server.pages.addresses import STATIC
from jobsearch.server.pages.render import ON_EVERY_PAGE, static_file

router = APIRouter(include_in_schema=False)
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_OF_A_KIND = {".html": ON_EVERY_PAGE}
_OF_A_FILE = {
    "worker.js": {
        "Service-Worker-Allowed": "/",  # for all pages, although the file is in a subfolder
        "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
    }
}
_FOR_A_YEAR = "private, max-age=31536000, immutable"  # addresses with a version never change


@router.get(STATIC + "{name}")
async def static(
    name: str,
    version: Annotated[str, Query(alias="v")] = "",
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Return a static file, compressed if the client supports it."""
    found = static_file(name)
    suffix = name[name.rfind(".") :]
    if found is None or suffix not in _MEDIA_TYPES:
        raise HTTPException(404)
    headers = {
        **_OF_A_KIND.get(suffix, {}),
        **_OF_A_FILE.get(name, {}),
        "Cache-Control": _FOR_A_YEAR if version == found.version else "no-cache",
        "ETag": f'"{found.version}"',
        "Vary": "Accept-Encoding",
    }
    if headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    if "gzip" in accept_encoding:
        headers["Content-Encoding"] = "gzip"
        return Response(_compressed(name), headers=headers, media_type=_MEDIA_TYPES[suffix])
    return Response(found.content, headers=headers, media_type=_MEDIA_TYPES[suffix])


@cache
def _compressed(name: str) -> bytes:
    found = static_file(name)
    assert found is not None  # noqa: S101 - asked before
    return gzip.compress(found.content, mtime=0)
