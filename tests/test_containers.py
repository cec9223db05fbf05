"""The image and its compose file say what the guide says of them."""

import os
import re
import subprocess
import sys
from pathlib import Path

from support.process import ROOT
from support.serving import in_thread

DOCKERFILE = (ROOT / ".docker" / "Dockerfile").read_text()
COMPOSE = (ROOT / ".docker" / "compose.yaml").read_text()
IGNORED = (ROOT / ".docker" / "Dockerfile.dockerignore").read_text().split()


def test_the_image_installs_what_the_lock_names_by_hash() -> None:
    assert "--require-hashes" in DOCKERFILE
    copied = [
        name
        for names in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
        for name in names.split()
    ]
    assert "poetry.lock" in copied
    assert sorted(f"!{name}" for name in copied) == sorted(line for line in IGNORED if line.startswith("!"))
    assert IGNORED[0] == "*"
    for name in copied:
        assert (ROOT / name).exists(), name


def test_the_health_check_goes_past_proxies(tmp_path: Path) -> None:
    found = re.search(r'CMD \["python", "-c", "(.*)"\]', DOCKERFILE)
    assert found is not None
    with in_thread(tmp_path / "instance") as server:
        assert [health(found[1], server.port, proxy) for proxy in ("http_proxy", "ALL_PROXY")] == [0, 0]
    assert health(found[1], server.port, "http_proxy") != 0


def health(code: str, port: int, proxy: str) -> int:
    command = [sys.executable, "-c", code.replace("8000", str(port))]
    environment = os.environ | {proxy: "http://127.0.0.1:9"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def test_the_containers_are_bounded_and_the_token_is_a_secret() -> None:
    for line in ("mem_limit:", "memswap_limit:", "pids_limit:", "read_only: true", "cap_drop: [ALL]"):
        assert line in COMPOSE
    assert '"--token-file", "/run/secrets/token"' in COMPOSE
    assert not re.search(r"^ +JOBSEARCH_TOKEN:", COMPOSE, re.MULTILINE)
    assert "environment: JOBSEARCH_TOKEN" not in COMPOSE  # with read_only, compose cannot copy that
    assert re.search(r"^secrets:\n  token:\n(?:    #.*\n)*    file: ", COMPOSE, re.MULTILINE)
