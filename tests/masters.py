"""Databases that are made once for a run of the tests and copied for whoever needs one: migrated, and with the demo.

Migrating takes longer than most tests together; every process of the run shares what one of them has made.
`python -m tests.masters FOLDER` makes them ahead of the run that PODIUM_TEST_RUN names, while other things are done;
with `--drop` it drops them.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.browser.server import environment, manage

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


class Master:
    """One database, with its files, that copies are made of."""

    def __init__(self, folder: Path, name: str) -> None:
        """Name a master that is kept in `folder`, which every process of the run shares; `make` makes it."""
        self.var = folder / f"podium-{name}"
        self.var.mkdir(exist_ok=True)
        self.name = database_name(name) if on_postgresql() else ""
        self.file = self.var / "podium.sqlite3"
        self.url = database_url(self.name) if on_postgresql() else f"sqlite:///{self.file}"

    def make(self, of: "Master | None", fill: Callable[[dict[str, str]], None]) -> None:
        """Make it as a copy of another master, or of nothing, and `fill` it, unless another process has done so."""
        with self.alone():
            if not (self.var / "made").exists():
                if of:
                    of.copy(self.var, self.name)
                elif on_postgresql():
                    with postgresql() as connection:
                        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))
                # Nobody cuts the power under these: on PostgreSQL they need not wait for the disk.
                fill(environment(self.url, self.var, PGOPTIONS="-c synchronous_commit=off"))
                (self.var / "made").touch()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from making or copying it meanwhile: PostgreSQL copies what nobody is connected to."""
        with (self.var / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def copy(self, var: Path, name: str) -> str:
        """Copy its files into `var` and its database under the full `name`; return the copy's DATABASE_URL."""
        if (self.var / "media").exists():
            shutil.copytree(self.var / "media", var / "media")
        if on_postgresql():
            return self._copy_on_postgresql(name)
        with sqlite3.connect(var / "podium.sqlite3") as target:
            self.copy_into(target)
        return f"sqlite:///{var / 'podium.sqlite3'}"

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Copy the tables and what is in them into another SQLite database."""
        with sqlite3.connect(self.file) as source:
            source.backup(target)

    def _copy_on_postgresql(self, name: str) -> str:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        with self.alone(), postgresql() as connection:
            connection.execute(make.format(sql.Identifier(name), sql.Identifier(self.name)))
        return database_url(name)


def migrated(folder: Path) -> Master:
    """Return the master with every migration applied and nothing else."""
    master = Master(folder, "migrated")
    master.make(None, lambda env: manage("migrate", "--verbosity=0", env=env))
    return master


def with_demo(folder: Path) -> Master:
    """Return the master that holds the demo."""
    master = Master(folder, "demo")
    master.make(migrated(folder), lambda env: manage("load_demo", env=env))
    return master


if __name__ == "__main__":
    if "--drop" not in sys.argv:
        with_demo(Path(sys.argv[1]))
    elif on_postgresql():
        drop_databases()
