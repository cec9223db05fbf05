"""Stored facts are read again when the rules change, which somebody has to say."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from jobsearch.facts import RULES_VERSION

# The rules of each version: once one is released, a changed rule needs a new version beside its own digest.
DIGESTS = {4: "a6f1f71e05a0252b", 5: "012a6b678e60ea1c", 6: "43a226e02ced8787", 7: "3ddc89d355fac2ff"}


def digest() -> str:
    """Return the digest of all that the facts are read by."""
    rules = dict(_rules(files("jobsearch.facts"), ""))
    return sha256(repr(sorted(rules.items())).encode()).hexdigest()[:16]


def _rules(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _rules(one, f"{path}{one.name}/")
        elif one.name.endswith((".py", ".tsv", ".toml")):
            yield f"{path}{one.name}", one.read_bytes()


def test_other_rules_have_another_version() -> None:
    assert DIGESTS.get(RULES_VERSION) == digest(), (
        f"jobsearch/facts has changed, but stored posts keep what rules of version {RULES_VERSION} read. If "
        "another reading is possible and that version was released, raise RULES_VERSION in model.py. "
        f"Then write {digest()!r} beside the version here."
    )
