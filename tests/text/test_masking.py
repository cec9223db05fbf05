"""What is secret in an address is not shown, however the address was mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.masking import shown, without_login, without_secrets

FORMS = [
    ("http://ann:hunter2#x@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hunter2/x@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hunter2?x@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:/hunter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:12/hunter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:12#hunter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:@hunter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hun@ter2/x@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann@corp.example:hunter2/x@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hun://ter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hun\\ter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hun[ter2@127.0.0.1:9/api", "http://127.0.0.1:9/api"),
    ("http://ann:hunter2@[::1]:9/api", "http://[::1]:9/api"),
    ("http://hunter2/x@127.0.0.1/api", "http://127.0.0.1/api"),
    ("http://hunter2@127.0.0.1/api", "http://127.0.0.1/api"),
    ("HTTPS://ann:hunter2@board.example", "HTTPS://board.example"),
    ("socks5h://ann:hunter2#@board.example:1080", "socks5h://board.example:1080"),
    ("http://ann:hunter2%40board.example/api", "http://ann:***/api"),
    ("http://ann:hunter2", "http://ann:***"),
    ("http://\u00e4nn:hunter2\u00df@board.example/api", "http://board.example/api"),
]
WITHOUT_A_SCHEME = [
    ("ann:hunter2@127.0.0.1:9/api", "127.0.0.1:9/api"),
    ("ann:hun/ter2@board.example", "board.example"),
    ("ann:hunter2#@board.example:80", "board.example:80"),
]
ODD_AS_A_WHOLE = [
    ("http://ann:hunter2 x@127.0.0.1/api", "http://127.0.0.1/api"),
    ("http://ann smith:hunter2@127.0.0.1/api", "http://127.0.0.1/api"),
    ("http://ann:hun\nter2@127.0.0.1/api", "http://127.0.0.1/api"),
    ("http:/ann:hunter2@127.0.0.1/api", "127.0.0.1/api"),
    ("http:\\\\ann:hunter2@127.0.0.1/api", "127.0.0.1/api"),
    ("//ann:hunter2@127.0.0.1/api", "127.0.0.1/api"),
    ("ann:hun://ter2@127.0.0.1/api", "127.0.0.1/api"),
    ("ann smith:hunter2@127.0.0.1/api", "127.0.0.1/api"),
]
NOTHING_SECRET = [
    "https://remoteok.com/api",
    "https://remoteok.com/api?tags=python,rust",
    "http://127.0.0.1:18099/api",
    "http://[fe80::1]:8080/api",
    "https://medium.com/feed/@acme",
    "https://social.example/@acme.rss?a=b@c",
    "https://example.org:8080/api#top",
    "http://localhost/@acme",
    "https://b\u00fccher.example/@acme",
]


@pytest.mark.parametrize(("address", "expected"), [*FORMS, *WITHOUT_A_SCHEME, *ODD_AS_A_WHOLE])
def test_shows_an_address_without_its_password(address: str, expected: str) -> None:
    assert shown(address) == expected


@pytest.mark.parametrize(("address", "expected"), [*FORMS, *WITHOUT_A_SCHEME])
def test_a_text_loses_the_passwords_of_its_addresses(address: str, expected: str) -> None:
    text = "{} could not be reached (see {}). Nothing was lost"
    assert without_login(text.format(address, address)) == text.format(expected, expected)


@pytest.mark.parametrize("address", NOTHING_SECRET)
def test_leaves_an_address_without_a_secret_alone(address: str) -> None:
    assert shown(address) == without_secrets(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "Write to mailto:jobs@acme.example or jobs@acme.example.",
        "a key is remoteok:1059249, at 10:20 me@example.org",
        "C:\\jobs\\me@work.json cannot be read",
        "file /home/ann/a@b.json",
        "",
    ],
)
def test_leaves_a_text_without_an_address_alone(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize(
    "name",
    [
        *(
            "api_key",
            "apikey",
            "API-KEY",
            "apiKey",
            "key",
            "access_token",
            "token",
            "auth",
            "password",
            "pwd",
        ),
        *(
            "client_secret",
            "X-Amz-Signature",
            "sig",
            "session",
            "sid",
            "jwt",
            "subscription-key",
            "api%5Fkey",
        ),
        *("clientKey", "x-functions-key", "accesskey", "user[password]", "authToken"),
    ],
)
@pytest.mark.parametrize("form", ["https://a.example/api?{}=s3cret&x=1", "https://a.example/?x=1&{}=s3cret"])
def test_hides_the_value_of_a_parameter_that_is_a_key(name: str, form: str) -> None:
    hidden = form.format(name).replace("s3cret", "***")
    assert shown(form.format(name)) == hidden
    assert without_secrets(f"GET {form.format(name)} failed") == f"GET {hidden} failed"


@pytest.mark.parametrize(
    "name", ["tags", "q", "page", "keyword", "keywords", "job_key", "company", "hash", "author"]
)
def test_shows_the_value_of_an_ordinary_parameter(name: str) -> None:
    address = f"https://a.example/api?{name}=python"
    assert shown(address) == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "http://ann:hunter2#x@127.0.0.1:9/api is not a web address (Invalid port: 'hunter2'): check it.",
            "http://127.0.0.1:9/api is not a web address (Invalid port): check it.",
        ),
        (
            "remoteok could not be reached (Invalid port: 's3cr').",
            "remoteok could not be reached (Invalid port).",
        ),
        (
            "Port could not be cast to integer value as 'hunter2'",
            "Port could not be cast to integer value as",
        ),
        ("netloc 'ann:hunter2' contains invalid characters", "netloc contains invalid characters"),
        ("(Invalid IDNA hostname: 'ann:x')", "(Invalid IDNA hostname)"),
    ],
)
def test_what_a_library_quoted_of_an_address_is_hidden(text: str, expected: str) -> None:
    assert without_secrets(text) == expected


SIGNS = st.characters(min_codepoint=33, max_codepoint=126)


@given(st.text(SIGNS, max_size=20), st.text(SIGNS, max_size=20))
def test_no_password_of_any_signs_is_shown(before: str, after: str) -> None:
    address = f"http://ann:{before}S3CRET{after}@board.example/api"
    assert shown(address) == "http://board.example/api"
    assert without_secrets(f"see {address} now") == "see http://board.example/api now"
