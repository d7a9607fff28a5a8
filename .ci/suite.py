"""Run the tests on SQLite with channels in memory, and again on PostgreSQL with Redis where those answer.

In CI (CI=true) both must answer; elsewhere the second run is left out with a word about it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping

import psycopg
import redis

POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/0"
NAMES = ("DATABASE_URL", "REDIS_URL")
# As many processes as the machine has cores; what takes longest is named at the end.
WAY = ("-n", "auto", "--maxprocesses", "8", "--dist", "loadgroup", "--durations", "12")
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


def run(title: str, addresses: Mapping[str, str], arguments: list[str]) -> int:
    """Run the tests with `addresses` as the only services and return pytest's exit status."""
    say(f"\n== Tests on {title}")
    begun = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name not in NAMES} | dict(addresses)
    command = [sys.executable, "-m", "pytest", *WAY, *arguments]
    status = subprocess.run(command, env=environment, check=False).returncode
    say(f"== Tests on {title}: exit status {status} after {time.monotonic() - begun:.0f} s")
    return status


def main(arguments: list[str]) -> int:
    """Run both suites with pytest's further `arguments`; return 0 if everything passed."""
    failed = run("SQLite, channels in memory", {}, arguments)
    addresses = services()
    if reason := why_not(addresses):
        say(f"\n== No second run on PostgreSQL and Redis: {reason}")
        return failed or int(IN_CI)
    return failed or run("PostgreSQL and Redis", addresses, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
