"""Choose the trusted certificate authorities, and explain how to fix a rejected certificate.

SSL_CERT_FILE, SSL_CERT_DIR   only these, as in OpenSSL
otherwise                     the system's authorities, where companies install their own; certifi's, for
                              images that have none; and REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE if readable
"""

import os
import ssl
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import certifi

# truststore also uses the system's store on macOS and Windows, which OpenSSL does not read. It is what pip
# uses: pure Python, no dependencies, imported in 2 ms.
import truststore

from jobsearch.errors import CertificateRefused, CertificatesUnreadable

_EXTRA = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_MOST_FILES = 1_000
_ENDINGS = frozenset({".pem", ".crt", ".cer"})
_CLOCK = "If this machine's clock is right, wait until the certificate is renewed"
_ANOTHER = (
    "Another host, such as a network's login page, answers instead: open the address in a browser to check"
)
_REMEDIES = {  # X509_V_ERR_* of OpenSSL's x509_vfy.h
    9: _CLOCK,
    10: _CLOCK,
    18: "",
    19: "",
    20: "",
    21: "",
    62: _ANOTHER,
    64: _ANOTHER,
}
_AUTHORITY = (
    "A company or virus scanner that inspects encrypted connections uses its own authority. Save its "
    "certificate as a PEM file, and set SSL_CERT_FILE to that file"
)


def context() -> ssl.SSLContext:
    """Return the TLS context for connections. Raises CertificatesUnreadable."""
    return _context(*(os.environ.get(name, "") for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", *_EXTRA)))


def refusal(error: BaseException, host: str) -> CertificateRefused | None:
    """Return the certificate error for `host` that caused an exception; None if there is no such error."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return None
    said = getattr(cause, "verify_message", "") or cause.reason or "it cannot be verified"
    remedy = _REMEDIES.get(getattr(cause, "verify_code", 0)) or _AUTHORITY
    return CertificateRefused(host=host, cause=said, remedy=remedy)


@lru_cache(maxsize=4)
def _context(file: str, folders: str, *extra: str) -> ssl.SSLContext:
    if file or folders:
        return _only(file, folders)
    system = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    system.load_verify_locations(certifi.where())
    for path in filter(None, extra):
        # These variables belong to other programs, so a broken path must not stop a fetch.
        with suppress(OSError):
            system.load_verify_locations(**{"capath" if Path(path).is_dir() else "cafile": path})
    return system


def _only(file: str, folders: str) -> ssl.SSLContext:
    only = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if file:
        _load_file(only, file)
    for folder in filter(None, folders.split(os.pathsep)):
        _load_folder(only, folder)
    return only


def _load_file(context: ssl.SSLContext, file: str) -> None:
    try:
        context.load_verify_locations(cafile=file)
    except ssl.SSLError as error:
        raise _unreadable("SSL_CERT_FILE", file, "holds no certificate as PEM") from error
    except OSError as error:
        raise _unreadable("SSL_CERT_FILE", file, f"cannot be read ({error.strerror})") from error


def _load_folder(context: ssl.SSLContext, folder: str) -> None:
    """Load the certificates in a folder, including files not named by OpenSSL's hashes."""
    try:
        files = sorted(Path(folder).iterdir())[:_MOST_FILES]
        context.load_verify_locations(capath=folder)
    except OSError as error:
        raise _unreadable("SSL_CERT_DIR", folder, f"cannot be read ({error.strerror})") from error
    for file in files:
        if file.suffix.lower() in _ENDINGS:
            with suppress(OSError):  # includes ssl.SSLError
                context.load_verify_locations(cafile=file)


def _unreadable(variable: str, path: str, cause: str) -> CertificatesUnreadable:
    return CertificatesUnreadable(variable=variable, path=path, cause=cause)
