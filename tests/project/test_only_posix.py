"""What only POSIX systems have is called in few places, each of which asks first whether it is there.

Nobody has run titelei on Windows; this holds at least that no import and no start of a command needs POSIX.
"""

import ast
from pathlib import Path

import pytest

MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"}
"""Modules of the standard library that Windows has not."""

NAMES = {
    "os": {
        *(
            "fork",
            "forkpty",
            "getuid",
            "geteuid",
            "getgid",
            "getegid",
            "chown",
            "lchown",
            "fchown",
            "fchmod",
            "getpgid",
        ),
        *("getpgid", "setsid", "killpg", "statvfs", "uname", "mkfifo", "sync", "nice", "getloadavg", "wait", "waitid"),
        *("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK"),
    },
    "signal": {
        "pthread_sigmask",
        "SIGKILL",
        "SIGHUP",
        "SIGQUIT",
        "SIGALRM",
        "SIG_BLOCK",
        "SIG_SETMASK",
        "alarm",
        "pause",
    },
    "socket": {"AF_UNIX"},
}
"""Names that Windows lacks in modules that it has."""

GUARDS = ("hasattr", "os.name", "sys.platform")
"""What a function asks by before it uses such a name."""


def uses(tree: ast.Module) -> list[tuple[str, ast.AST]]:
    """Give each use of such a name with the function that it is in, the module where it is in none."""
    found: list[tuple[str, ast.AST]] = []

    def walk(node: ast.AST, around: ast.AST) -> None:
        inner = node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else around
        match node:
            case ast.Import(names=names):
                found.extend((name.name, around) for name in names if name.name in MODULES)
            case ast.ImportFrom(module=str(module), names=names):
                found.extend((module, around) for _ in names if module in MODULES)
                found.extend((f"{module}.{n.name}", around) for n in names if n.name in NAMES.get(module, ()))
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in NAMES.get(module, ()):
                found.append((f"{module}.{name}", around))
        for child in ast.iter_child_nodes(node):
            walk(child, inner)

    walk(tree, tree)
    return found


def is_guarded(around: ast.AST) -> bool:
    return isinstance(around, ast.FunctionDef | ast.AsyncFunctionDef) and any(g in ast.unparse(around) for g in GUARDS)


def test_what_only_posix_has_is_asked_for_before_it_is_used(root: Path) -> None:
    files = sorted((root / "src").rglob("*.py"))
    assert len(files) > 250
    bare = [
        f"{path.relative_to(root)}: {name}"
        for path in files
        for name, around in uses(ast.parse(path.read_text("utf-8")))
        if not is_guarded(around)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("source", "is_fine"),
    [
        ("import fcntl", False),
        ("import os\ndef f():\n    return os.getuid()", False),
        ("from signal import pthread_sigmask", False),
        ("import os\ndef f():\n    return os.getuid() if hasattr(os, 'getuid') else 0", True),
        ("import os\nos.getpid()", True),
    ],
)
def test_a_use_that_is_not_guarded_is_found(source: str, is_fine: bool) -> None:
    assert all(is_guarded(around) for _, around in uses(ast.parse(source))) is is_fine
