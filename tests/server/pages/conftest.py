"""Servers of pages, and who reads them."""

from collections.abc import Iterator

import pytest
from support.process import Program
from support.reader import Reader
from support.serving import Server, in_thread


@pytest.fixture(scope="module")
def reader(server: Server) -> Reader:
    """Who reads and changes nothing."""
    return Reader(server)


@pytest.fixture
def own_reader(own: Program) -> Iterator[Reader]:
    """Who may change all."""
    with in_thread(own.instance) as running:
        yield Reader(running)
