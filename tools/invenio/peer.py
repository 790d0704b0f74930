"""Start a real InvenioRDM on loopback: PostgreSQL, Redis, a search stub, one user with a token. Stdlib only.

``python tools/invenio/peer.py FOLDER -- COMMAND…`` installs what is missing into FOLDER, starts everything there, runs
the command with TITELEI_INVENIO_URL, …_PORT and …_TOKEN set, and stops everything again. About a gigabyte, and
minutes the first time. Needs Python 3.12 (INVENIO_PYTHON), Debian's postgresql and redis-server. INVENIO_VERSION
chooses another release than 14.0; 13.1 was tried, too.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
VERSION = os.environ.get("INVENIO_VERSION", "14.0")
PACKAGES = (f"invenio-app-rdm[opensearch2]~={VERSION}",)
USER = "depositor@titelei.example.org"


class Peer:
    """The processes of one instance, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.ports = {name: free_port() for name in ("POSTGRES", "REDIS", "SEARCH", "HTTP", "PUBLIC")}
        self.running: list[subprocess.Popen[bytes]] = []
        self.bin = self.folder / f"venv-{VERSION}" / "bin"
        self.instance = self.folder / "instance"
        self.log: IO[bytes] = open(os.devnull, "wb")  # noqa: SIM115

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['HTTP']}"

    @property
    def public(self) -> str:
        """The address in InvenioRDM's own links; whoever runs the tests listens there and passes on to ``url``."""
        return f"http://127.0.0.1:{self.ports['PUBLIC']}"

    def start(self) -> str:
        """Install, start, set up; give the user's token."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = (self.folder / "log.txt").open("ab")
        self.install()
        self.start_postgres()
        redis = str(self.ports["REDIS"])
        self.spawn("redis-server", "--port", redis, "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder))
        self.spawn(sys.executable, str(HERE / "search_stub.py"), str(self.ports["SEARCH"]))
        for name in ("REDIS", "SEARCH"):
            wait_for(self.ports[name])
        self.configure()
        token = self.set_up()
        self.spawn(str(self.bin / "python"), str(HERE / "serve.py"), str(self.ports["HTTP"]), env=self.environment())
        wait_for(self.ports["HTTP"], seconds=180)
        return token

    def install(self) -> None:
        """Make the environment, unless it is there."""
        if (self.bin / "invenio").exists():
            return
        python = find_python()
        self.run(python, "-m", "venv", str(self.bin.parent))
        self.run(str(self.bin / "pip"), "install", "-q", *PACKAGES)

    def start_postgres(self) -> None:
        """Make a fresh cluster and start it; PostgreSQL does not run as root."""
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            raise SystemExit("PostgreSQL is not there: apt-get install postgresql")
        data = self.folder / "postgres"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        as_user: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(data, "postgres", "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        port = str(self.ports["POSTGRES"])
        self.run(*as_user, str(programs[-1] / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust")
        self.spawn(
            *as_user,
            str(programs[-1] / "postgres"),
            *("-D", str(data), "-p", port, "-k", str(data), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
        )
        wait_for(self.ports["POSTGRES"])
        time.sleep(1)
        self.run(str(programs[-1] / "createdb"), "-h", "127.0.0.1", "-p", port, "-U", "postgres", "invenio")

    def configure(self) -> None:
        shutil.rmtree(self.instance, ignore_errors=True)
        (self.instance / "data").mkdir(parents=True)
        (self.instance / "static").mkdir()
        text = (HERE / "invenio.cfg").read_text("utf-8")
        for name, port in self.ports.items():
            text = text.replace(f"PORT_{name}", str(port))
        (self.instance / "invenio.cfg").write_text(text.replace("FOLDER", str(self.folder)), "utf-8")

    def set_up(self) -> str:
        """Make tables, vocabularies, a place for files, a user; give the user's token."""
        self.invenio("db", "create")
        self.invenio("files", "location", "create", "--default", "default", str(self.instance / "data"))
        self.invenio("index", "init", "--force")
        self.run(str(self.bin / "python"), str(HERE / "vocabularies.py"), env=self.environment())
        self.invenio("users", "create", USER, "--password", "not-secret-123", "--active", "--confirm")
        made = self.invenio("tokens", "create", "-n", "titelei", "-u", USER)
        return made.strip().splitlines()[-1].strip()

    def invenio(self, *arguments: str) -> str:
        return self.run(str(self.bin / "invenio"), *arguments, env=self.environment())

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "INVENIO_INSTANCE_PATH": str(self.instance),
            "FLASK_DEBUG": "0",
            "PYTHONWARNINGS": "ignore",
        }

    def run(self, *command: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=self.log, env=env, cwd=self.folder, check=False)
        self.log.write(b"$ " + " ".join(command).encode() + b"\n" + done.stdout)
        self.log.flush()
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed; see {self.folder / 'log.txt'}.")
        return done.stdout.decode("utf-8", "replace")

    def spawn(self, *command: str, env: dict[str, str] | None = None) -> None:
        self.running.append(
            subprocess.Popen(
                command, stdout=self.log, stderr=self.log, env=env, cwd=self.folder, start_new_session=True
            )
        )

    def stop(self) -> None:
        """Stop what was started, the last first, each process by its own id."""
        for process in reversed(self.running):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def find_python() -> str:
    """Give a Python 3.12 that runs: a name on the PATH may be a shim that leads nowhere."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for name in (os.environ.get("INVENIO_PYTHON"), "python3.12", *map(str, pyenv.glob("3.12*/bin/python"))):
        found = shutil.which(name) if name else None
        if found is None:
            continue
        asked = subprocess.run([found, "-V"], capture_output=True, text=True, check=False)
        if asked.stdout.startswith("Python 3.12."):
            return found
    raise SystemExit("InvenioRDM needs Python 3.12. Set INVENIO_PYTHON to one.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, *, seconds: float = 60) -> None:
    """Wait until somebody listens at a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"Nobody listens at port {port} after {seconds:g} seconds; see log.txt.")


def answers(url: str) -> bool:
    """Tell whether the REST interface answers."""
    try:
        with urllib.request.urlopen(f"{url}/api/records", timeout=60) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main(arguments: Sequence[str]) -> int:
    if len(arguments) < 3 or arguments[1] != "--":
        raise SystemExit(__doc__)
    peer = Peer(Path(arguments[0]))
    # A killed run stops its servers, too.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    try:
        token = peer.start()
        if not answers(peer.url):
            raise SystemExit(f"{peer.url}/api/records does not answer; see {peer.folder / 'log.txt'}.")
        env = {**os.environ, "TITELEI_INVENIO_URL": peer.public, "TITELEI_INVENIO_TOKEN": token}
        env["TITELEI_INVENIO_PORT"] = str(peer.ports["HTTP"])
        return subprocess.run(arguments[2:], env=env, check=False).returncode
    finally:
        peer.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
