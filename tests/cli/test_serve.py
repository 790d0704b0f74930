"""``titelei serve`` and ``titelei oai check``, as processes."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from cli.calls import Titelei

TITELEI = [sys.executable, "-m", "titelei.cli.main"]


@contextmanager
def serve(project: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """Run the command; give it, the port it listens on, and what it said."""
    server = subprocess.Popen(
        [*TITELEI, "serve", "--port", "0", *options], cwd=project, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    said: list[str] = []
    try:
        while not any("listening on" in line for line in said):
            line = server.stderr.readline()
            assert line, "".join(said)
            said.append(line)
        port = re.search(r"listening on \S*:(\d+)", said[-1])
        assert port
        yield server, port[1], said
    finally:
        if server.poll() is None:
            server.kill()
        server.wait(20)
        server.stderr.close()


@pytest.fixture
def deposited(titelei: Titelei, project: Path) -> Path:
    assert titelei("run", "-q").code == 0
    return project


def test_serve_answers_on_loopback_under_the_address_asked_for_and_ends_cleanly(deposited: Path) -> None:
    with serve(deposited) as (server, port, _):
        for host in ("127.0.0.1", "localhost"):
            answer = httpx.get(f"http://{host}:{port}/oai?verb=Identify", timeout=30)
            assert f"<baseURL>http://{host}:{port}/oai</baseURL>" in answer.text
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, 130)
        assert server.stderr is not None
        rest = server.stderr.read()
    assert "It answers under the address it is asked at" in rest
    assert "Traceback" not in rest


def test_oai_check_passes_on_it_from_the_command_line(titelei: Titelei, deposited: Path) -> None:
    with serve(deposited) as (_, port, _):
        address = f"http://127.0.0.1:{port}/oai"
        done = titelei("oai", "check", address, "--json")
    assert done.code == 0, done.out
    told = done.json
    assert told["findings"] == []
    assert len(told["checks"]) >= 40
    assert {c["outcome"] for c in told["checks"]} <= {"passed", "skipped"}


def test_on_another_host_the_address_has_to_be_set(titelei: Titelei, deposited: Path) -> None:
    called = titelei("serve", "--host", "0.0.0.0", "--port", "0")
    assert called.code == 2
    assert "Set it in titelei.toml, or give --base-url." in called.err
    with serve(deposited, "--host", "0.0.0.0", "--base-url", "https://repository.university.edu") as (_, port, _):
        answer = httpx.get(f"http://127.0.0.1:{port}/oai?verb=Identify", timeout=30)
        assert "<baseURL>https://repository.university.edu/oai</baseURL>" in answer.text


def test_what_cannot_be_served_says_why(titelei: Titelei, project: Path) -> None:
    assert "There is no repository" in titelei("serve", "--port", "0").err
    assert titelei("run", "-q").code == 0
    assert "no address" in titelei("serve", "--base-url", "nonsense").err
    assert "Correct --host" in titelei("serve", "--host", "no-such-host.invalid", "--base-url", "http://x.edu/").err
    with serve(project) as (_, port, _):
        taken = titelei("serve", "--port", port)
    assert taken.code == 2
    assert "Choose another with --port" in taken.err


def test_a_read_only_repository_is_served(deposited: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("root may write anywhere, so nothing is read-only for it")
    folder = deposited / "repository"
    folder.chmod(0o555)
    try:
        with serve(deposited) as (_, port, _):
            assert httpx.get(f"http://127.0.0.1:{port}/oai?verb=Identify", timeout=30).status_code == 200
    finally:
        folder.chmod(0o755)


def test_the_server_sees_what_is_deposited_while_it_runs(titelei: Titelei, deposited: Path) -> None:
    with serve(deposited) as (_, port, _):
        address = f"http://127.0.0.1:{port}/oai?verb=ListRecords&metadataPrefix=oai_dc"
        assert 'status="deleted"' not in httpx.get(address, timeout=30).text
        assert titelei("repository", "withdraw", "ambartsumyan-2021", "--reason", "x").code == 0
        begun = time.monotonic()
        assert 'status="deleted"' in httpx.get(address, timeout=30).text
        assert time.monotonic() - begun < 5
