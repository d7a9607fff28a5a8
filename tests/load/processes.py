"""The processes that a measurement needs: Podium, the raw library, and many browsers, each spoken to in lines."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import redis

from tests.browser.server import ROOT, free_port, manage

POSTGRESQL = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
DATABASE = "podium_bench"


class Process:
    """A process that answers one JSON line to one JSON line."""

    def __init__(self, module: str, *arguments: str, env: dict[str, str] | None = None) -> None:
        """Start the module and, if it serves, wait until it listens."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, do: str, **more: Any) -> None:
        """Ask for something whose answer is read later."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """Read the answer to what was asked for."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"{self._process.args!r} has ended."
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer

    def ask(self, do: str, **more: Any) -> Any:
        """Ask and read the answer."""
        self.begin(do, **more)
        return self.answer()

    def end(self) -> None:
        """End the process by closing its input, or else by force."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Server(Process):
    """A process that listens on a port."""

    def __init__(self, module: str, *arguments: str, env: dict[str, str] | None = None) -> None:
        """Start the module on a free port and wait until it listens."""
        self.port = free_port()
        super().__init__(module, str(self.port), *arguments, env=env)
        self.answer()


@dataclass
class Bench:
    """Where a measurement finds its processes; each is started when it is first needed and may be ended."""

    database: str
    folder: Path
    redis: str
    running: dict[str, Process] = field(default_factory=dict)

    @property
    def on_postgresql(self) -> bool:
        """Whether marks go to PostgreSQL."""
        return self.database.startswith("postgres")

    def environment(self, *, layer: bool) -> dict[str, str]:
        """Return what Podium is started with: with `layer` several processes reach one another over Redis."""
        without = {"REDIS_URL", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in without}
        more = {"DATABASE_URL": self.database, "PODIUM_VAR": str(self.folder)}
        if layer:
            more |= {"REDIS_URL": self.redis, "PODIUM_REDIS_PREFIX": f"podium-bench-{os.getpid()}"}
        return {**kept, **more}

    def podium(self, name: str = "podium", *, layer: bool = False) -> Server:
        """Return a running Podium."""
        if name not in self.running:
            self.running[name] = Server("tests.load.served", env=self.environment(layer=layer))
        found = self.running[name]
        assert isinstance(found, Server)
        return found

    def raw(self, name: str = "raw") -> Server:
        """Return the running raw library."""
        if name not in self.running:
            database = self.database if self.on_postgresql and name == "durable" else ""
            self.running[name] = Server("tests.load.raw", database)
        found = self.running[name]
        assert isinstance(found, Server)
        return found

    def screens(self) -> Process:
        """Return the process of the browsers."""
        if "screens" not in self.running:
            self.running["screens"] = Process("tests.load.screens")
        return self.running["screens"]

    def end(self, *names: str) -> None:
        """End these processes, or all."""
        for name in names or tuple(self.running):
            if name in self.running:
                self.running.pop(name).end()


@contextlib.contextmanager
def bench() -> Iterator[Bench]:
    """Yield a bench on PostgreSQL and Redis where they answer, otherwise on SQLite; end everything at last."""
    with tempfile.TemporaryDirectory(prefix="podium-bench-") as name:
        folder = Path(name)
        url = _postgresql() or f"sqlite:///{folder / 'podium.sqlite3'}"
        found = Bench(url, folder, _redis())
        manage("migrate", "--verbosity=0", env=found.environment(layer=False))
        try:
            yield found
        finally:
            found.end()


def _postgresql() -> str:
    """Return the address of the measurements' own database, made if need be; nothing without PostgreSQL."""
    try:
        with psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.OperationalError:
        return ""
    return urlsplit(POSTGRESQL)._replace(path=f"/{DATABASE}").geturl()


def _redis() -> str:
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return ""
    return REDIS
