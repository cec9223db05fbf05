"""The manifests for Kubernetes: by its published schemas, and by what this program needs of them."""

from pathlib import Path
from typing import Any

import pytest
import typer.main
from support.process import ROOT

from jobsearch.cli.app import app

yaml = pytest.importorskip("yaml")
FILES = sorted((ROOT / ".docker").glob("careers-*.yaml"))
SCHEMAS = ("1.29", "1.34")


def manifests(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = list(yaml.safe_load_all(file.read_text(encoding="utf-8")))
    return found


def pods(file: Path) -> list[dict[str, Any]]:
    return [one["spec"]["template"]["spec"] for one in manifests(file) if "template" in one["spec"]]


ALL_PODS = [pod for file in FILES for pod in pods(file)]


def test_there_are_a_job_and_deployments() -> None:
    kinds = {file.name: [one["kind"] for one in manifests(file)] for file in FILES}
    assert "Job" in kinds["careers-train.yaml"]
    assert "Deployment" in kinds["careers-serve.yaml"]


@pytest.mark.parametrize("version", SCHEMAS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_they_follow_the_published_schemas(file: Path, version: str) -> None:
    validating = pytest.importorskip("kubernetes_validate", reason="pip install kubernetes-validate")
    for one in manifests(file):
        validating.validate(one, version, strict=True)
    broken = manifests(file)[-1]
    broken["spec"]["template"]["spec"]["containers"][0]["imagePullPolicy"] = 7
    with pytest.raises(validating.ValidationError):
        validating.validate(broken, version, strict=True)


@pytest.mark.parametrize("pod", ALL_PODS)
def test_every_pod_is_bounded_and_may_do_nothing_but_its_work(pod: dict[str, Any]) -> None:
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    for container in pod["containers"]:
        assert {"cpu", "memory"} <= container["resources"]["limits"].keys()
        context = container["securityContext"]
        assert (context["readOnlyRootFilesystem"], context["allowPrivilegeEscalation"]) == (True, False)
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert {one["name"] for one in container["volumeMounts"]} == {one["name"] for one in pod["volumes"]}


def test_the_service_reads_the_model_only_and_is_probed() -> None:
    (pod,) = pods(ROOT / ".docker" / "careers-serve.yaml")
    (container,) = pod["containers"]
    (mount,) = (one for one in container["volumeMounts"] if one["name"] == "careers")
    assert mount["readOnly"] is True
    probes = {
        name: container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "readiness", "liveness")
    }
    assert probes == {"startup": "/live", "readiness": "/health", "liveness": "/live"}


@pytest.mark.parametrize("pod", [pod for pod in ALL_PODS if "args" in pod["containers"][0]])
def test_what_they_run_are_commands_of_this_program(pod: dict[str, Any]) -> None:
    command: Any = typer.main.get_command(app)
    words = list(pod["containers"][0]["args"])
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
