"""Send a request directly or through a proxy, and only to allowed IP addresses.

A failure is attributed to its cause: the proxy, a certificate, the host name, or the host.
"""

import ssl
from types import TracebackType
from typing import Any, Self

import httpx

from jobsearch.boards.http import certificates, proxies
from jobsearch.boards.http.addresses import ENCODE, check_literal, public_addresses
from jobsearch.boards.http.causes import in_words
from jobsearch.boards.http.proxies import SOCKS, Proxy
from jobsearch.errors import FeedError, ProxyMalformed, ProxyRefused, ProxyUnreachable
from jobsearch.text.characters import one_line

JUDGED = "jobsearch.judged"  # request extension that requires a public IP address
_LONGEST_CAUSE = 200
_ONE_AT_A_TIME = httpx.Limits(max_connections=1, max_keepalive_connections=0)
_PORTS = {"http": 80, "https": 443}
_LOGIN = 407
_PASSING = frozenset({408, 429, 500, 502, 503, 504})


class Failed(Exception):
    """Raised for a failed request, with the error and whether a retry may help."""

    def __init__(self, error: FeedError, *, again: bool) -> None:
        """Store the error and whether to retry."""
        super().__init__(str(error))
        self.error = error
        self.again = again


def described(error: Exception) -> str:
    """Return why a request failed, in plain words if the network is to blame."""
    return ", ".join((in_words(error) or _said(error), *getattr(error, "__notes__", ())))


def _said(error: Exception) -> str:
    """Return an error's message, truncated if it quotes a long response from the server."""
    said = one_line(str(error)).rstrip(".") or type(error).__name__
    return said if len(said) <= _LONGEST_CAUSE else f"{said[:_LONGEST_CAUSE]}..."


class Transport(httpx.AsyncBaseTransport):
    """A transport that uses the environment's proxies and blocks private IPs for requests marked JUDGED."""

    def __init__(self) -> None:
        """Read the environment without opening a connection."""
        self._proxies = proxies.from_environment()
        self._ways: dict[tuple[str, Proxy | None], httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response.

        Raises Failed for a proxy or certificate error, NotPublic, and httpx's errors.
        """
        url, phases = request.url, _Phases()
        port = url.port or _PORTS.get(url.scheme, 0)
        proxy = self._proxies.of(url.scheme, url.host, port)
        addresses = await self._addresses(request, proxy, port)
        way = self._way(url.scheme, proxy)
        try:
            response = await _send(way, request, addresses, phases)
        except httpx.TransportError as error:
            if blamed := _blamed(error, url, proxy, phases):
                raise blamed from error
            if proxy is not None:
                error.add_note(f"through the proxy {proxy}")
            raise
        if proxy is not None and response.status_code == _LOGIN:
            await response.aclose()
            raise Failed(_refusal(proxy, f"{_LOGIN} {response.reason_phrase}", url.host), again=False)
        return response

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        """Close all open connections."""
        for way in self._ways.values():
            await way.aclose()

    async def __aenter__(self) -> Self:
        """Return the transport without opening a connection."""
        return self

    async def _addresses(self, request: httpx.Request, proxy: Proxy | None, port: int) -> list[str]:
        """Return the IP addresses that may be connected to; empty if any address is allowed."""
        if not request.extensions.get(JUDGED):
            return []
        host = request.url.host
        check_literal(host)
        try:
            addresses = await public_addresses(host, port)
        except OSError:
            # Behind a proxy, only the proxy, which makes the connection, has to resolve the name.
            if proxy is None:
                raise
            addresses = []
        return [] if proxy else addresses

    def _way(self, scheme: str, proxy: Proxy | None) -> httpx.AsyncHTTPTransport:
        way = self._ways.get((scheme, proxy))
        if way is None:
            way = self._ways[scheme, proxy] = _opened(scheme, proxy)
        return way


class _Phases:
    """The last phase of a connection, as reported by httpcore's trace extension (see "Extensions")."""

    last = ""

    async def __call__(self, name: str, _info: dict[str, Any]) -> None:
        if name.endswith(".started"):
            self.last = name


def _opened(scheme: str, proxy: Proxy | None) -> httpx.AsyncHTTPTransport:
    encrypted = "https" in {scheme, proxy.scheme if proxy else ""}
    # Skip loading the certificates, which takes 30 ms, for unencrypted connections.
    context = certificates.context() if encrypted else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return httpx.AsyncHTTPTransport(
            verify=context,
            trust_env=False,
            limits=_ONE_AT_A_TIME,
            proxy=httpx.Proxy(proxy.url, ssl_context=context if proxy.scheme == "https" else None)
            if proxy
            else None,
        )
    except ImportError as error:
        cause = "SOCKS needs another package: pip install 'httpx[socks]', or name an http:// proxy"
        raise ProxyMalformed(variable=proxy.variable if proxy else "", cause=cause) from error


async def _send(
    way: httpx.AsyncHTTPTransport, request: httpx.Request, addresses: list[str], phases: _Phases
) -> httpx.Response:
    """Send a request to the first reachable address in `addresses`, or to the host by name if it is empty."""
    request.extensions = {**request.extensions, "trace": phases}
    for address in addresses[:-1]:
        try:
            return await way.handle_async_request(_at(request, address))
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if not phases.last.endswith("connect_tcp.started"):
                raise
    return await way.handle_async_request(_at(request, addresses[-1]) if addresses else request)


def _at(request: httpx.Request, address: str) -> httpx.Request:
    """Return the request for one IP address, keeping the Host header and the certificate's host name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )


def _blamed(
    error: httpx.TransportError, url: httpx.URL, proxy: Proxy | None, phases: _Phases
) -> Failed | None:
    """Return the failure if the proxy or a certificate is to blame; None if the host caused the error."""
    at_proxy = proxy is not None and phases.last.startswith("connection.connect_tcp")
    at_proxy = at_proxy or (proxy is not None and phases.last == "connection.start_tls.started")
    host = str(proxy) if at_proxy else url.host
    if refused := certificates.refusal(error, host):
        return Failed(refused, again=False)
    if proxy is None:
        return None
    if isinstance(error, httpx.ProxyError):
        return _refused_by(proxy, error, url.host)
    if at_proxy or (proxy.scheme in SOCKS and "SOCKS" in str(error)):
        return Failed(_unreachable(proxy, error, url.host), again=True)
    return None


def _unreachable(proxy: Proxy, error: Exception, host: str) -> ProxyUnreachable:
    said, cause = _said(error), described(error)
    if "WRONG_VERSION_NUMBER" in said or "RECORD_LAYER" in said:
        cause = "it does not speak TLS: write http:// instead of https://"
    return ProxyUnreachable(proxy=proxy, variable=proxy.variable, cause=cause, host=host)


def _refused_by(proxy: Proxy, error: httpx.ProxyError, host: str) -> Failed:
    refusal = _refusal(proxy, _said(error), host)
    return Failed(refusal, again=_status(refusal.details["said"]) in _PASSING)


def _refusal(proxy: Proxy, said: str, host: str) -> ProxyRefused:
    """Return the error for a response that came from the proxy rather than from the host."""
    match _status(said):
        case 407 if proxy.has_login:
            remedy = (
                f"It did not accept the user name and password in {proxy.variable}, so check them. A proxy "
                "that asks for NTLM or Kerberos needs a helper such as px or cntlm"
            )
        case 407:
            remedy = (
                f"It asks for a login. In {proxy.variable}, put the user name, a colon, the password and an "
                f"@ before its host, where {ENCODE}"
            )
        case status if status in _PASSING:
            remedy = f"It could not reach {host}. Try again later, or add {host} to NO_PROXY to bypass it"
        case _:
            remedy = f"It blocks {host}. Ask its administrator, or add {host} to NO_PROXY"
    return ProxyRefused(proxy=proxy, variable=proxy.variable, said=said, remedy=remedy)


def _status(said: object) -> int:
    digits = str(said)[:3]
    return int(digits) if digits.isdigit() else 0
