"""Whether the Python packages in use are those that pyproject.toml asks for."""

import tomllib
from importlib import metadata
from pathlib import Path

# The reference for version numbers and their bounds; the standard library reads neither.
from packaging.requirements import Requirement

_CHECKOUT = Path(__file__).resolve().parents[2]


def requirements() -> list[str]:
    """Return what this program needs: a clone's pyproject.toml may be newer than its installation."""
    project = _CHECKOUT / "pyproject.toml"
    if project.is_file() and (_CHECKOUT / "main.py").is_file():
        return list(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])
    return metadata.requires("jobsearch") or []


def unmet(lines: list[str]) -> list[str]:
    """Return which of some requirements (PEP 508) are missing or out of their bounds, without extras."""
    found = []
    for requirement in map(Requirement, lines):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            found.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{requirement.name} is {version}, not {requirement.specifier}")
    return found
