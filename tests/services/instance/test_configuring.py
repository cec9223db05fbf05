"""Changes of config.toml: two at once are both kept, and neither waits for what is no file."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from starlette.testclient import TestClient

from jobsearch.config import read_config
from jobsearch.errors import ConfigChanged, ConfigMalformed, StoreBusy
from jobsearch.server.app import create_app
from jobsearch.services.instance import configuring
from jobsearch.services.instance.configuring import configure, set_value, version
from jobsearch.settings import Access, Settings
from jobsearch.store.sqlite.lock import exclusive


@pytest.mark.parametrize("trial", range(5))
def test_of_two_changes_at_once_none_is_lost(settings: Settings, trial: int) -> None:
    set_value(settings, "me", "lives_in", "PT")
    begin, before = Barrier(2), version(settings.config_path)

    def by_page() -> bool:
        begin.wait()
        try:
            return configure(settings, {("recommend", "exclude"): f"sales {trial}"}, before) == ["exclude"]
        except ConfigChanged:  # which the page says, so that the person looks again
            return False

    def by_terminal() -> None:
        begin.wait()
        set_value(settings, "recommend", "language", ("en",))

    with ThreadPoolExecutor() as pool:
        saved, ended = pool.submit(by_page), pool.submit(by_terminal)
        ended.result()
        is_saved = saved.result()
    found = read_config(settings.config_path).sections["recommend"]
    assert found == {"language": ("en",)} | ({"exclude": (f"sales {trial}",)} if is_saved else {})


def test_who_waits_too_long_is_told_and_nothing_is_written(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuring, "_LOCK_SECONDS", 0.0)
    set_value(settings, "me", "lives_in", "PT")
    before = settings.config_path.read_bytes()
    with exclusive(settings.config_path.with_suffix(".lock"), 0.0):
        with pytest.raises(StoreBusy):
            set_value(settings, "me", "lives_in", "DE")
        with pytest.raises(StoreBusy):
            configure(settings, {("me", "lives_in"): "DE"}, version(settings.config_path))
    assert settings.config_path.read_bytes() == before


def test_what_is_refused_creates_nothing(settings: Settings) -> None:
    with pytest.raises(ConfigMalformed):
        configure(settings, {("recommend", "number"): "many"}, "")
    with pytest.raises(ConfigMalformed):
        set_value(settings, "recommend", "number", "many")
    assert configure(settings, {("recommend", "number"): ""}, "") == []
    assert not settings.instance.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_its_place_keeps_nobody_waiting(settings: Settings) -> None:
    settings.instance.mkdir()
    os.mkfifo(settings.config_path)
    assert version(settings.config_path) == ""
    with pytest.raises(ConfigMalformed):
        set_value(settings, "me", "lives_in", "PT")
    browser = TestClient(create_app(settings, Access()), base_url="http://127.0.0.1:8000")
    assert "is not a file" in browser.get("/settings", headers={"Accept": "text/html"}).text
