"""A real Podium for a test: Daphne in a process of its own, on a database of its own that holds the demo."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Long, because a machine of two cores may run two suites: a server that is ready is noticed at once.
SECONDS_TO_START = 90
SECONDS_TO_STOP = 20


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
