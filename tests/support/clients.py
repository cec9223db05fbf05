"""Programs that send a large body to a server, and the status that each of them sees."""

import contextlib
import http.client
import json
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

SECONDS = 60
_CHUNK = 64 * 1024
Headers = Mapping[str, str]

_FETCH = """
const [url, file, headers] = process.argv.slice(1)
const body = require("fs").readFileSync(file)
fetch(url, {method: "POST", body, headers: JSON.parse(headers)})
  .then(async answer => { await answer.text(); return answer.status }, error => error.cause)
  .then(console.log)
"""
_NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log stderr error;
events {{}}
http {{
  access_log off; client_max_body_size 0;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port}; proxy_http_version 1.1; proxy_set_header Connection "";
    proxy_set_header Host $http_host; proxy_request_buffering {buffering};
    location / {{ proxy_pass {server}; }}
  }}
}}
"""


def with_urllib(url: str, file: Path, headers: Headers) -> str:
    """Ask by the standard library."""
    request = urllib.request.Request(url, file.read_bytes(), dict(headers), method="POST")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return str(error.code)


def with_http_client(url: str, file: Path, headers: Headers) -> str:
    """Ask by what urllib is made of."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS)
    with contextlib.closing(connection):
        connection.request("POST", _target(url), file.read_bytes(), dict(headers))
        return str(connection.getresponse().status)


def _target(url: str) -> str:
    path, _, query = url.partition("://")[2].partition("/")[2].partition("?")
    return f"/{path}?{query}" if query else f"/{path}"


def with_requests(url: str, file: Path, headers: Headers) -> str:
    """Ask by requests, which sends a file piece by piece."""
    import requests  # noqa: PLC0415 - only this needs it

    with requests.Session() as session, file.open("rb") as body:
        session.trust_env = False
        return str(session.post(url, data=body, headers=headers, timeout=SECONDS).status_code)


def with_httpx(url: str, file: Path, headers: Headers) -> str:
    """Ask by httpx."""
    with httpx.Client(trust_env=False, timeout=SECONDS) as client:
        return str(client.post(url, content=file.read_bytes(), headers=dict(headers)).status_code)


def in_chunks(url: str, file: Path, headers: Headers) -> str:
    """Ask by http.client without saying beforehand how long the body is."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS)
    with contextlib.closing(connection), file.open("rb") as body:
        pieces = iter(lambda: body.read(_CHUNK), b"")
        connection.request("POST", _target(url), pieces, dict(headers), encode_chunked=True)
        return str(connection.getresponse().status)


def with_curl(*options: str) -> Callable[[str, Path, Headers], str]:
    """Return what asks by curl with these options."""

    def ask(url: str, file: Path, headers: Headers) -> str:
        given = [option for name, value in headers.items() for option in ("-H", f"{name}: {value}")]
        command = ["curl", "-sS", "--noproxy", "*", "-m", str(SECONDS), "-o", "/dev/null"]
        command += ["-w", "%{http_code}", *given, *options, "--data-binary", f"@{file}", url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else f"{done.stdout} {done.stderr.strip()}"

    return ask


def with_fetch(url: str, file: Path, headers: Headers) -> str:
    """Ask by Node's fetch, which says Host itself."""
    command = ["node", "-e", _FETCH, url, str(file), json.dumps(dict(headers))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout.strip() or done.stderr


CLIENTS: Mapping[str, Callable[[str, Path, Headers], str]] = {
    "urllib": with_urllib,
    "http.client": with_http_client,
    "http.client, chunked": in_chunks,
    "requests": with_requests,
    "httpx": with_httpx,
    "curl": with_curl(),
    "curl with Expect": with_curl("-H", "Expect: 100-continue"),
    "curl without Expect": with_curl("-H", "Expect:"),
    "curl, chunked": with_curl("-H", "Transfer-Encoding: chunked"),
    "Node fetch": with_fetch,
}
PROGRAMS = {"curl": "curl", "Node": "node", "nginx": "nginx"}


def lacks(client: str) -> bool:
    """Tell whether the program is not installed that a client is."""
    program = next((program for name, program in PROGRAMS.items() if client.startswith(name)), None)
    return program is not None and shutil.which(program) is None


@contextmanager
def nginx(folder: Path, server: str, *, buffering: bool) -> Iterator[str]:
    """Run nginx before a server for as long as the block; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(
        _NGINX.format(folder=folder, port=port, server=server, buffering="on" if buffering else "off")
    )
    log = folder / "nginx.log"
    command = ["nginx", "-p", str(folder), "-c", str(file)]
    with log.open("wb") as errors, subprocess.Popen(command, stderr=errors) as process:
        try:
            deadline = time.monotonic() + SECONDS
            while not _listens(port):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def status(told: str) -> int:
    """Return the status that a client saw, 0 for none."""
    return int(told) if re.fullmatch(r"[1-5]\d\d", told.strip()) else 0
