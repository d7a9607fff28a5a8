"""Run the tests: `suite.py sqlite` with channels in memory, `suite.py services` on PostgreSQL with Redis.

In CI (CI=true) the services must answer; elsewhere their run is left out with a word about it. It leaves out the tests
that another database cannot change, and says how many they are.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/0"
ROOT = Path(__file__).resolve().parent.parent
NAMES = ("DATABASE_URL", "REDIS_URL")
# A process more than the machine has cores, because a journey waits for its browser. A file stays in one of them, so
# that its server is started once, and files are handed out in the order that tests/conftest.py gives them. What takes
# longest is named at the end.
PROCESSES = str(min((os.cpu_count() or 1) + 1, 8))
WAY = ("-n", PROCESSES, "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "12")
SECOND = ("-m", "not pictures and not sitemap and not once")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def say(text: str) -> None:
    """Print `text` at once, so that it stands before what the next program prints."""
    print(text, flush=True)


def services() -> dict[str, str]:
    """Return the addresses of PostgreSQL and Redis: the environment's, or those of a usual local installation."""
    return {"DATABASE_URL": os.environ.get("DATABASE_URL", POSTGRESQL), "REDIS_URL": os.environ.get("REDIS_URL", REDIS)}


def why_not(addresses: Mapping[str, str]) -> str:
    """Return why PostgreSQL or Redis cannot be used at `addresses`, or nothing if both answer."""
    if not addresses["DATABASE_URL"].startswith("postgres"):
        return "DATABASE_URL names no PostgreSQL database"
    try:
        psycopg.connect(addresses["DATABASE_URL"], connect_timeout=3).close()
        redis.Redis.from_url(addresses["REDIS_URL"], socket_connect_timeout=3).ping()
    except (psycopg.OperationalError, redis.RedisError) as error:
        return " ".join(str(error).split())
    return ""


def environment(addresses: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the environment of a run with `addresses` as the only services and its databases copied from `folder`.

    Where Python is forbidden to write down what it has compiled, it is let: a run starts some hundred processes, and
    each would compile all of Podium and of its tests anew, a third of its start.
    """
    others = {name: value for name, value in os.environ.items() if name not in {*NAMES, "PYTHONDONTWRITEBYTECODE"}}
    return {**others, **addresses, "PODIUM_TEST_MASTERS": str(folder), "PODIUM_TEST_RUN": folder.name}


@contextmanager
def prepared(addresses: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield a run's environment while its databases are made in the background; whoever needs one waits for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / secrets.token_hex(4)
        folder.mkdir()
        env = environment(addresses, folder)
        command = [sys.executable, "-m", "tests.masters", str(folder)]
        with subprocess.Popen(command, cwd=ROOT, env=env) as making:
            try:
                yield env
            finally:
                making.wait()
                subprocess.run([*command, "--drop"], cwd=ROOT, env=env, check=False)


def run(title: str, env: Mapping[str, str], arguments: list[str]) -> int:
    """Run the tests in the environment `env` and return pytest's exit status."""
    say(f"\n== Tests on {title}")
    begun = time.monotonic()
    command = [sys.executable, "-m", "pytest", *WAY, *arguments]
    status = subprocess.run(command, env=env, check=False).returncode
    say(f"== Tests on {title}: exit status {status} after {time.monotonic() - begun:.0f} s")
    return status


def on_sqlite(arguments: list[str]) -> int:
    """Run every test on SQLite with channels in memory."""
    with prepared({}) as env:
        return run("SQLite, channels in memory", env, arguments)


def on_services(arguments: list[str]) -> int:
    """Run on PostgreSQL with Redis what another database can change; where they do not answer, say so and fail in CI."""
    addresses = services()
    if reason := why_not(addresses):
        say(f"\n== No tests on PostgreSQL and Redis: {reason}")
        return int(IN_CI)
    with prepared(addresses) as env:
        return run("PostgreSQL and Redis", env, [*SECOND, *arguments])


RUNS = {"sqlite": on_sqlite, "services": on_services}


def main(arguments: list[str]) -> int:
    """Run the tests on what the first of `arguments` names, with pytest's further arguments; return 0 if all passed."""
    return RUNS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
