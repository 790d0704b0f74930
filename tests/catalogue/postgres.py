"""A PostgreSQL of the tests' own: a new cluster on a socket in a folder of its own, stopped by its process number."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Give the folder of PostgreSQL's programs; None where it is not installed."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Run a cluster; give the folder of its socket."""
    with tempfile.TemporaryDirectory(prefix="titelei-pg-") as folder:
        as_other: list[str] = []
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root.
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            as_other = ["runuser", "-u", "postgres", "--"]
        data = f"{folder}/data"
        initdb = [
            str(programs / "initdb"),
            "-D",
            data,
            "-U",
            "titelei",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        subprocess.run([*as_other, *initdb], check=True, capture_output=True, cwd="/")
        options = ["-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=40"]
        server = subprocess.Popen(
            [*as_other, str(programs / "postgres"), "-D", data, *options],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            ready = [str(programs / "pg_isready"), "-q", "-h", folder]
            end = time.monotonic() + 30
            while subprocess.run(ready, check=False).returncode != 0:
                assert server.poll() is None, "PostgreSQL ended"
                assert time.monotonic() < end, "PostgreSQL does not answer"
                time.sleep(0.05)
            yield folder
        finally:
            stop = [str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"]
            subprocess.run([*as_other, *stop], check=False, capture_output=True, cwd="/")
            server.wait(20)


def new_database(socket: str, name: str) -> str:
    """Make room for an empty catalogue; give its URL. A schema of its own is made much faster than a database."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(host=socket, user="titelei", dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    return f"postgresql://titelei@/postgres?host={socket}&options=-csearch_path%3D{name}"
