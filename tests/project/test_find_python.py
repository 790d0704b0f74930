"""tools/find-python.sh runs each candidate, takes the first that fits, and says what the rest answered."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
SHIM = "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n"
# Answers the question as a Python of that version does: it runs the very same check with another sys.version_info.
OTHER_VERSION = """#!/bin/sh
[ "$1" = -E ] && [ "$2" = -c ] || exit 9
exec "{python}" -E -c "import sys
sys.version_info = {version}
$3"
"""
WITHOUT_MODULE = """#!/bin/sh
exec "{python}" -E -c "import sys
sys.modules['{module}'] = None
$3"
"""


def find(
    tmp_path: Path, programs: dict[str, str], python: str = "", places: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the finder with a PATH that holds these programs alone, and nowhere else to look."""
    folder = tmp_path / "bin"
    for name, text in programs.items():
        (tmp_path / name if "/" in name else folder / name).parent.mkdir(parents=True, exist_ok=True)
        program = tmp_path / name if "/" in name else folder / name
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    root = Path(__file__).resolve().parents[2]
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run(
        [shell, str(root / "tools" / "find-python.sh"), str(tmp_path / (places or "nowhere"))],
        env={"PATH": str(folder), "HOME": str(tmp_path), "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


def is_same_python(answer: str) -> bool:
    base = getattr(sys, "_base_executable", sys.executable)
    return Path(answer.strip()).samefile(base)


def test_a_shim_that_exits_127_is_passed_over(tmp_path: Path) -> None:
    found = find(tmp_path, {"python3.13": SHIM, "python3": GOOD})
    assert found.returncode == 0
    assert is_same_python(found.stdout)


def test_a_good_python_behind_a_shim_of_the_same_name_is_found(tmp_path: Path) -> None:
    found = find(tmp_path, {"python3.13": SHIM, "later/python3.13": GOOD}, places="later")
    assert found.returncode == 0
    assert is_same_python(found.stdout)


def test_the_python_named_by_the_user_comes_first(tmp_path: Path) -> None:
    found = find(tmp_path, {"python3.13": SHIM, "own/python": GOOD}, python=str(tmp_path / "own" / "python"))
    assert found.returncode == 0
    assert found.stderr == ""


def test_a_named_python_that_does_not_fit_is_said_to_be_passed_over(tmp_path: Path) -> None:
    found = find(tmp_path, {"mine": SHIM, "python3": GOOD}, python="mine")
    assert found.returncode == 0
    assert "PYTHON=mine is not used: exit 127: pyenv: python3.13: command not found" in found.stderr


@pytest.mark.parametrize(
    ("program", "answer"),
    [
        (SHIM, "exit 127: pyenv: python3.13: command not found"),
        (OTHER_VERSION.format(python=sys.executable, version=(3, 11, 2)), "3.11.2 is too old: 3.12, 3.13 or 3.14"),
        (OTHER_VERSION.format(python=sys.executable, version=(2, 7, 18)), "2.7.18 is too old: 3.12, 3.13 or 3.14"),
        (OTHER_VERSION.format(python=sys.executable, version=(3, 15, 0)), "3.15.0 is newer than the lock files know"),
        (WITHOUT_MODULE.format(python=sys.executable, module="ensurepip"), "-venv)"),
        (WITHOUT_MODULE.format(python=sys.executable, module="sqlite3"), "without a module that is needed"),
        ("#!/bin/sh\nexit 0\n", "exit 0"),
    ],
)
def test_what_each_candidate_answered_is_said_when_none_fits(tmp_path: Path, program: str, answer: str) -> None:
    found = find(tmp_path, {"python3": program})
    assert found.returncode == 1
    assert found.stdout == ""
    assert str(tmp_path / "bin" / "python3") in found.stderr
    assert answer in found.stderr
    assert "apt install python3 python3-venv" in found.stderr


def test_no_candidate_at_all_is_said(tmp_path: Path) -> None:
    found = find(tmp_path, {"unrelated": SHIM})
    assert found.returncode == 1
    assert "There is no python3 on the PATH" in found.stderr


def test_a_folder_in_the_path_with_a_space_is_searched(tmp_path: Path) -> None:
    folder = tmp_path / "my own"
    found = find(folder, {"python3": GOOD})
    assert found.returncode == 0
    assert is_same_python(found.stdout)


def test_the_found_python_makes_an_environment(tmp_path: Path) -> None:
    found = find(tmp_path, {"python3": GOOD})
    target = tmp_path / "environment"
    subprocess.run([found.stdout.strip(), "-m", "venv", "--without-pip", str(target)], check=True, env={**os.environ})
    assert (target / "bin" / "python").exists()
