"""What a page says of itself holds nothing that a terminal obeys."""

import pytest

from jobsearch.text.main_text import headline, stated


@pytest.mark.parametrize("odd", ["&#27;[31m", "&#27;]0;pwned&#7;", "&#x202e;", "&#x9b;2J", "&#10;"])
def test_a_heading_and_a_name_are_one_printable_line(odd: str) -> None:
    head = f'<head><meta property="og:site_name" content="Acme {odd}Ltd"></head>'
    page = f"<html>{head}<body><h1>Baker {odd}now</h1></body></html>"
    for text in (headline(page), stated(page, "og:site_name")):
        assert text.isprintable()
        assert text.startswith(("Acme", "Baker"))
