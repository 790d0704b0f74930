"""An edition of one's own: from the wheel, in an empty folder, by the commands of README, to a harvested article."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sickle import Sickle

pytestmark = [pytest.mark.long]

PAGE = "tests/encode/pages/jstor-voss-1998.txt"
SECTION = "## An edition of your own"


@pytest.fixture(scope="module")
def program(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment; what it depends on is taken from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (site,) = environment.glob("lib/python3*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return environment / "bin" / "titelei"


def told(root: Path) -> list[list[str]]:
    """Give the commands that README tells, up to the one that serves, as words."""
    section = (root / "README.md").read_text("utf-8").partition(SECTION)[2]
    block = re.search(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert block
    lines = re.sub(r"\\\n\s*", "", block[1]).splitlines()
    import shlex

    return [shlex.split(line, comments=True) for line in lines if line.startswith(("titelei", "cd"))]


def call(folder: Path, command: list[str]) -> str:
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def journal(program: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Walk the way of README in an empty folder; give the edition's folder and all that was said."""
    folder = tmp_path_factory.mktemp("walk")
    shutil.copy(root / PAGE, folder / "page.txt")
    said, commands = [], 0
    for words in told(root):
        if words[0] == "cd":
            folder = folder / words[1]
            continue
        commands += 1
        if words[1] != "serve":
            said.append(call(folder, [str(program), *words[1:]]))
    assert commands <= 5
    return folder, "".join(said)


@pytest.fixture(scope="module")
def address(program: Path, journal: tuple[Path, str]) -> Iterator[str]:
    """Serve the edition as README says, on any free port; give its address."""
    command = [str(program), "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=journal[0], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout
        try:
            found = None
            end = time.monotonic() + 60
            while found is None and time.monotonic() < end:
                found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert found, "the server did not say where it is"
            yield found[0]
        finally:
            server.terminate()
            server.wait(30)


def test_readme_shows_what_the_commands_say(root: Path, journal: tuple[Path, str]) -> None:
    section = (root / "README.md").read_text("utf-8").partition(SECTION)[2].partition("\n## ")[0]
    shown = re.search(r"^```console\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert shown
    for line in filter(None, map(str.strip, shown[1].splitlines())):
        assert line in journal[1]


def test_the_article_is_harvested(address: str) -> None:
    records = list(Sickle(f"{address}oai").ListRecords(metadataPrefix="oai_dc"))
    assert [record.header.identifier for record in records] == ["oai:samples.example.org:voss-1998"]
    assert records[0].metadata["title"][0]


def test_the_page_is_read_and_names_titelei_only_as_the_program(address: str, journal: tuple[Path, str]) -> None:
    with urllib.request.urlopen(f"{address}articles/voss-1998", timeout=60) as answer:
        page = answer.read().decode()
    assert "Sample Press" in page
    named = [text.strip() for text in re.findall(r">([^<>]*titelei[^<>]*)<", page)]
    assert named
    assert [text for text in named if not text.startswith("titelei encode (draft: ")] == []
    text = (journal[0] / "tei" / "articles" / "voss-1998.xml").read_text("utf-8")
    assert '<revisionDesc status="published">' in text


def test_the_checkout_is_not_asked_for_anything(program: Path, journal: tuple[Path, str]) -> None:
    python = program.with_name("python")
    code = "import titelei; print(titelei.__file__)"
    assert str(program.parent.parent) in call(journal[0], [str(python), "-c", code])
