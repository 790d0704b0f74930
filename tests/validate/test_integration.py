"""The documented hook, workflows and editor task are read by their own programs, and do what they say."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from report.samples import damaged, project, validate

BIN = Path(sys.executable).parent


def _run(*command: str | Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _program(name: str) -> Path:
    found = BIN / name
    if not found.is_file():
        pytest.skip(f"the Python package {name} is not installed")
    return found


def _yaml(path: Path) -> Any:
    return pytest.importorskip("yaml", reason="the Python package pyyaml is not installed").safe_load(
        path.read_text("utf-8")
    )


def test_the_hooks_are_understood_by_pre_commit(root: Path) -> None:
    result = _run(_program("pre-commit"), "validate-manifest", root / ".pre-commit-hooks.yaml", folder=root)
    assert result.returncode == 0, result.stdout
    result = _run(
        _program("pre-commit"), "validate-config", root / "docs" / "examples" / "pre-commit-config.yaml", folder=root
    )
    assert result.returncode == 0, result.stdout
    offered = {hook["id"] for hook in _yaml(root / ".pre-commit-hooks.yaml")}
    (asked,) = _yaml(root / "docs" / "examples" / "pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in asked["hooks"]} == offered


@pytest.mark.long
def test_the_hook_stops_a_commit_with_a_fault_and_lets_a_repaired_one_pass(tmp_path: Path, root: Path) -> None:
    pre_commit = _program("pre-commit")
    article = project(tmp_path)
    hooks = [h for h in _yaml(root / ".pre-commit-hooks.yaml") if h["id"] == "titelei-validate"]
    local = [{**hook, "language": "system"} for hook in hooks]  # the same hook, but what is installed here
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config), "utf-8")
    for command in (
        ("git", "init", "-q"),
        ("git", "config", "user.name", "Editor"),
        ("git", "config", "user.email", "editor@example.org"),
        ("git", "add", "tei", "titelei.toml", ".pre-commit-config.yaml"),
        (pre_commit, "install"),
    ):
        result = _run(*command, folder=tmp_path)
        assert result.returncode == 0, result.stderr
    stopped = _run("git", "commit", "-q", "-m", "Faulty", folder=tmp_path)
    assert stopped.returncode != 0
    assert "[pointer-resolves]" in stopped.stdout + stopped.stderr
    shutil.copy(root / "tei" / "articles" / article.name, article)
    _run("git", "add", "tei", folder=tmp_path)
    passed = _run("git", "commit", "-q", "-m", "Repaired", folder=tmp_path)
    assert passed.returncode == 0, passed.stdout + passed.stderr


@pytest.mark.parametrize(
    ("file", "schema"), [("github-workflow.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_a_workflow_is_valid_by_the_schema_of_its_host(file: str, schema: str, root: Path) -> None:
    path = root / "docs" / "examples" / file
    result = _run(_program("check-jsonschema"), "--builtin-schema", schema, path, folder=root)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("is_faulty", [True, pytest.param(False, marks=pytest.mark.long)])
def test_the_steps_of_the_workflow_run(is_faulty: bool, tmp_path: Path, root: Path) -> None:
    steps = _yaml(root / "docs" / "examples" / "github-workflow.yml")["jobs"]["validate"]["steps"]
    whole = (root / "tei" / "articles" / "ambartsumyan-2021.xml").read_text("utf-8")
    project(tmp_path, damaged() if is_faulty else whole)
    codes = [
        _run("bash", "-e", "-c", step["run"], folder=tmp_path).returncode
        for step in steps
        if step.get("run", "").startswith("titelei")
    ]
    assert codes == [1 if is_faulty else 0, 0]
    results = json.loads((tmp_path / "findings.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert bool(results) == is_faulty
    assert (tmp_path / "findings.html").is_file()


def test_the_editors_task_understands_every_finding(tmp_path: Path, root: Path) -> None:
    project(tmp_path)
    (task,) = json.loads((root / "docs" / "examples" / "vscode-tasks.json").read_text("utf-8"))["tasks"]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    arguments = task["command"].split()[2:]
    lines = validate(tmp_path, *arguments).stdout.splitlines()
    found = [m for line in lines if (m := pattern.match(line))]
    findings = [f for f in json.loads(validate(tmp_path, "--json").stdout) if not f["excused"]]
    assert [(m[1], int(m[2]), int(m[3]), m[4], m[6]) for m in found] == [
        (f["file"], f["line"], f["column"], f["severity"], f["rule"]) for f in findings
    ]


def test_each_file_of_the_edition_names_its_schemas_for_editors(root: Path) -> None:
    documented = re.findall(r"^<\?xml-model .*\?>$", (root / "docs" / "validation.md").read_text("utf-8"), re.M)
    for file in (root / "tei" / "articles").glob("*.xml"):
        head = file.read_text("utf-8").split("<TEI", 1)[0]
        assert re.findall(r"^<\?xml-model .*\?>$", head, re.M) == documented
        for href in re.findall(r'href="([^"]+)"', head):
            assert (file.parent / href).is_file()
