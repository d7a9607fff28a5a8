"""A real Podium for a test: Daphne in a process of its own, on a database of its own that holds the demo."""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
# Long, because a machine of two cores may run two suites: a server that is ready is noticed at once.
SECONDS_TO_START = 90
SECONDS_TO_STOP = 20
RUN = "PODIUM_TEST_RUN"


def on_postgresql() -> bool:
    """Say whether the tests run on PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def database_name(part: str) -> str:
    """Return the name of a PostgreSQL database that belongs to this run of the tests."""
    return f"podium_browser_{os.environ[RUN]}_{part}"


def database_url(name: str) -> str:
    """Return DATABASE_URL with another database's name."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def free_port() -> int:
    """Return a port of this machine that nothing listens on.

    It lies below the ports that systems give to outgoing connections, so that none of those takes it while a server
    is down between two starts; by chance, so that processes that ask at the same time get different ones.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@contextlib.contextmanager
def postgresql() -> Iterator[psycopg.Connection]:
    """Yield a connection that may make and drop databases."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def drop_databases() -> None:
    """Drop every PostgreSQL database of this run of the tests."""
    with postgresql() as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [database_name("")]
        )
        for (name,) in found.fetchall():
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def environment(url: str, var: Path, **more: str) -> dict[str, str]:
    """Return the environment of a Podium whose database is at `url` and whose files are in `var`."""
    without = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PODIUM_VAR"}
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return {**kept, "DATABASE_URL": url, "PODIUM_VAR": str(var), "PYTHONUNBUFFERED": "1", **more}


def manage(*arguments: str, env: dict[str, str]) -> None:
    """Run a command of manage.py; what it prints is shown if it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"


class Template:
    """The database with the demo, made once for a run of the tests and copied for each server."""

    def __init__(self, folder: Path) -> None:
        """Make the template in `folder`, which every process of the run shares, unless another has made it."""
        self.var = folder / "podium-template"
        self.var.mkdir(exist_ok=True)
        self.file = self.var / "podium.sqlite3"
        self.url = database_url(database_name("template")) if on_postgresql() else f"sqlite:///{self.file}"
        with (folder / "podium-template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.var / "made").exists():
                self._make()
                (self.var / "made").touch()

    def _make(self) -> None:
        if on_postgresql():
            with postgresql() as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database_name("template"))))
        env = environment(self.url, self.var)
        manage("migrate", "--verbosity=0", env=env)
        manage("load_demo", env=env)

    def copy(self, var: Path, name: str) -> str:
        """Copy the demo's files into `var` and its database under `name`; return the copy's DATABASE_URL."""
        if (self.var / "media").exists():
            shutil.copytree(self.var / "media", var / "media")
        if on_postgresql():
            return self._copy_on_postgresql(database_name(name))
        with sqlite3.connect(self.file) as source, sqlite3.connect(var / "podium.sqlite3") as target:
            source.backup(target)
        return f"sqlite:///{var / 'podium.sqlite3'}"

    def _copy_on_postgresql(self, name: str) -> str:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        names = sql.Identifier(name), sql.Identifier(database_name("template"))
        # PostgreSQL copies only a database that nobody is connected to: one copy at a time.
        with (self.var / "copy.lock").open("w") as lock, postgresql() as connection:
            fcntl.flock(lock, fcntl.LOCK_EX)
            connection.execute(make.format(*names))
        return database_url(name)


class Server:
    """One Daphne process that serves Podium on this machine."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        """Take a free port; `start` begins to serve with the environment `env`, writing to `log`."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.env = {**env, "PODIUM_ADDRESS": self.url}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert self._process.poll() is None, f"The server ended by itself:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"The server did not start:\n{self.log.read_text()}"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/healthz", timeout=10).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End the process at once, as a power cut would: SIGKILL."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the process to end, as a deployment does: SIGTERM."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Start again on the same port and the same database, after `kill` or `stop`."""
        assert self._process is None, "The server still runs."
        self.start()

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            try:
                self._process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
