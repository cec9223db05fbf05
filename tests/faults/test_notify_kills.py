"""Whatever kills `notify send`, each post reaches a receiver once: python -m pytest -m slow for 200 kills."""

import random
import re
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest
from support.feeds import body, tasteful
from support.process import Program
from support.receivers import Webhook, webhook

from jobsearch.services import wish
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.notify.receivers import add
from jobsearch.settings import Settings
from jobsearch.store.sqlite.lock import exclusive

pytest.importorskip("apprise")
KEYS = re.compile(r"remoteok:\d+")
LONGEST_RUN = 0.5


@pytest.mark.parametrize(
    "kills", [2, pytest.param(200, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])]
)
def test_each_post_reaches_each_receiver_once_whatever_is_killed(
    settings: Settings, program: Program, kills: int
) -> None:
    chance = random.Random(kills)
    posts = tasteful(4 * (kills + 2))[0]
    is_flaky, refuses = True, cycle([True, False, False])
    with webhook() as healthy, webhook(lambda: is_flaky and next(refuses)) as flaky:
        _store(settings, posts[:8])
        wish.keep(settings, "python engineer")
        add(settings, healthy.url, "healthy")
        add(settings, flaky.url, "flaky")
        for number in range(kills):
            _store(settings, posts[4 * number + 8 : 4 * number + 12])
            sending = program.start("notify", "send")
            time.sleep(chance.uniform(0.0, LONGEST_RUN))
            sending.kill()
            sending.finish()
            _wait_for_the_sender(settings)
        program.run("notify", "send")  # which nobody kills
        is_flaky = False
        for _last in range(2):
            assert program.run("notify", "send").status == 0
        assert _counts(healthy) == _counts(flaky)
        assert set(_counts(healthy).values()) == {1}
        assert len(_counts(healthy)) > kills
        assert flaky.refused > 0


def _store(settings: Settings, posts: list[dict[str, object]]) -> None:
    file: Path = settings.instance.with_name("more.json")
    file.write_bytes(body(posts))
    fetch_new(settings, [file])


def _wait_for_the_sender(settings: Settings) -> None:
    """Wait until a sender that outlived its command is done, or begins no more."""
    time.sleep(0.3)
    with exclusive(settings.instance / "notify.lock", 60.0):
        pass


def _counts(receiver: Webhook) -> Counter[str]:
    return Counter(KEYS.findall(receiver.texts()))
