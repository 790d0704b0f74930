"""Write requirements.lock and requirements-dev.lock from the ranges in pyproject.toml: names, versions, hashes.

pip resolves the whole tree once for each Python given, and says which archive it would take; the hashes of those
archives are what is pinned. No address is written: the reader's own package index serves the files, and the
hashes hold whichever it is. The first Python is the one whose resolution binds; the others must agree with it.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

# Beside what the interpreters here resolve, the same versions' wheels for other machines are pinned where they exist.
TARGETS = tuple((python, machine) for python in ("3.12", "3.13", "3.14") for machine in ("x86_64", "aarch64"))
GLIBC = range(5, 40)

HEAD = """\
# {what}
# Written by “make lock” from pyproject.toml; do not edit by hand.
"""


@dataclass(slots=True)
class Pin:
    """One package of the tree: its version, the hashes of its archives, the machines and Pythons that want it."""

    name: str
    version: str
    marker: Marker | None = None
    hashes: set[str] = field(default_factory=set)
    pythons: set[str] = field(default_factory=set)
    has_wheel: bool = True


def main() -> int:
    """Resolve and write both files; give 1 where the Pythons disagree or pip fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", metavar="PYTHON", help="an interpreter to resolve for (repeat)")
    pythons = parser.parse_args().python or [sys.executable]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    dev = [*runtime, *project["dependency-groups"]["dev"]]
    try:
        everything = resolve(dev, pythons)
        mark(everything, dev)
        add_other_machines(everything)
        pins = [f"{pin.name}=={pin.version}" for pin in everything.values()]
        needed = resolve(runtime, pythons, constraints=pins)
    except LockError as error:
        print(f"lock: {error}", file=sys.stderr)
        return 1
    shared = {key: everything[key] for key in needed}
    write("requirements.lock", "What titelei needs to run, and what installs it", shared, len(pythons))
    write("requirements-dev.lock", "The same, and what its tests and checks need", everything, len(pythons))
    return 0


class LockError(Exception):
    """The tree cannot be pinned; the text says why."""


def resolve(requirements: list[str], pythons: list[str], constraints: list[str] | None = None) -> dict[str, Pin]:
    """Ask pip under each Python what it would install."""
    pins: dict[str, Pin] = {}
    for python in pythons:
        for item in report(python, requirements, constraints or [f"{p.name}=={p.version}" for p in pins.values()]):
            metadata, archive = item["metadata"], item["download_info"]
            key = canonical(metadata["name"])
            pin = pins.setdefault(key, Pin(key, metadata["version"]))
            if pin.version != metadata["version"]:
                raise LockError(f"{key} is {pin.version} for one Python and {metadata['version']} for {python}.")
            pin.hashes.add(archive["archive_info"]["hashes"]["sha256"])
            pin.pythons.add(python)
            pin.has_wheel = archive["url"].endswith(".whl")
    return pins


def mark(pins: dict[str, Pin], requirements: list[str]) -> None:
    """Note of each requirement that pyproject.toml wants on some machines only, on which."""
    for requirement in map(Requirement, requirements):
        if requirement.marker and canonical(requirement.name) in pins:
            pins[canonical(requirement.name)].marker = requirement.marker


def add_other_machines(pins: dict[str, Pin]) -> None:
    """Add the hashes of the same versions' wheels for the machines of ``TARGETS``; say where one has none."""
    for python, machine in TARGETS:
        target = {"python_version": python, "platform_machine": machine}
        here = [p for p in pins.values() if p.has_wheel and (p.marker is None or p.marker.evaluate(target))]
        wanted = [f"{pin.name}=={pin.version}" for pin in here]
        platforms = [f"manylinux_2_{minor}_{machine}" for minor in GLIBC] + [f"manylinux2014_{machine}"]
        options = ["--no-deps", "--only-binary=:all:", "--python-version", python, "--target", "unused"]
        options += [option for platform in platforms for option in ("--platform", platform)]
        try:
            items = report(sys.executable, wanted, [], options)
        except LockError as error:
            print(f"lock: not pinned for Python {python} on {machine}: {error}", file=sys.stderr)
            continue
        for item in items:
            pin = pins[canonical(item["metadata"]["name"])]
            pin.hashes.add(item["download_info"]["archive_info"]["hashes"]["sha256"])


def report(
    python: str, requirements: list[str], constraints: list[str], options: list[str] | None = None
) -> list[dict[str, Any]]:
    """Give the packages that ``pip install`` under ``python`` would take.

    Raises:
        LockError: pip cannot satisfy the requirements; the text holds its last line.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted, limits, answer = (Path(folder, name) for name in ("wanted.txt", "limits.txt", "report.json"))
        wanted.write_text("\n".join(requirements), encoding="utf-8")
        limits.write_text("\n".join(constraints), encoding="utf-8")
        command = [python, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--quiet"]
        command += ["--report", str(answer), "--requirement", str(wanted), "--constraint", str(limits)]
        done = subprocess.run([*command, *(options or [])], env=environment(), capture_output=True, text=True)
        if done.returncode != 0:
            raise LockError((done.stderr.strip().splitlines() or ["pip failed"])[-1])
        install: list[dict[str, Any]] = json.loads(answer.read_text(encoding="utf-8"))["install"]
        return install


def environment() -> dict[str, str]:
    """Leave the machine's own additional indexes and folders of wheels out, so that only the main index is pinned."""
    drop = {"PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in drop}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def canonical(name: str) -> str:
    """Give a package's name in the one spelling that indexes compare by (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def write(name: str, what: str, pins: dict[str, Pin], pythons: int) -> None:
    """Write the pins sorted, one package a block, with the marker of those that not every Python wants."""
    lines = [HEAD.format(what=what)]
    for key in sorted(pins):
        pin = pins[key]
        markers = [str(pin.marker)] if pin.marker else []
        markers += [] if len(pin.pythons) == pythons else [versions(pin.pythons)]
        marker = f" ; {' and '.join(markers)}" if markers else ""
        hashes = " \\\n".join(f"    --hash=sha256:{digest}" for digest in sorted(pin.hashes))
        lines.append(f"{pin.name}=={pin.version}{marker} \\\n{hashes}\n")
    (ROOT / name).write_text("".join(lines), encoding="utf-8")
    print(f"lock: {name} pins {len(pins)} packages", file=sys.stderr)


def versions(pythons: set[str]) -> str:
    """Write a marker that holds for exactly these Pythons, to stand alone or beside another."""
    asked: set[str] = set()
    for python in sorted(pythons):
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        asked.add(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    either = " or ".join(f'python_version == "{version}"' for version in sorted(asked))
    return f"({either})" if len(asked) > 1 else either


if __name__ == "__main__":
    sys.exit(main())
