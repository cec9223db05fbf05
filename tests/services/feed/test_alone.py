"""Two fetches never ask the boards at once."""

import pytest
from support.feeds import body, element
from support.server import FeedServer, Reply

from jobsearch.errors import FetchRuns
from jobsearch.services.feed import alone as module
from jobsearch.services.feed.alone import a_fetch_runs, alone
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings


def test_a_second_fetch_asks_nobody(
    settings: Settings, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.0)
    settings.instance.mkdir()
    own = Settings(instance=settings.instance, remoteok_url=server.url)
    server.answer(Reply(body([element(1)])))
    with alone(own):
        assert a_fetch_runs(own)
        with pytest.raises(FetchRuns):
            fetch_new(own)
    assert server.asked == []
    assert not a_fetch_runs(own)
    assert fetch_new(own).new == 1


def test_saved_responses_are_read_while_another_fetch_asks(settings: Settings) -> None:
    settings.instance.mkdir()
    file = settings.instance.with_name("feed.json")
    file.write_bytes(body([element(1)]))
    with alone(settings):
        assert fetch_new(settings, [file]).new == 1
