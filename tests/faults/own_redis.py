"""A Redis of one's own, so that it may be killed."""

import shutil
import subprocess
import time
from pathlib import Path

import redis

from tests.browser.server import free_port

BINARY = shutil.which("redis-server")
SECONDS = 30


class OwnRedis:
    """A redis-server on a free port that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        """Take a port and a folder; `start` starts it."""
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers, unless it runs."""
        if self._process is not None:
            return
        assert BINARY is not None
        where = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        keeps_nothing = ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([BINARY, *where, *keeps_nothing], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + SECONDS
        while not self._answers():
            assert self._process.poll() is None, "Redis ended by itself."
            assert time.monotonic() < deadline, "Redis did not start."
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return bool(self._client().ping())
        except redis.RedisError:
            return False

    def _client(self) -> redis.Redis:
        return redis.Redis(port=self.port, socket_timeout=SECONDS)

    def listeners(self, groups: list[str]) -> list[int]:
        """Return how many processes listen to each of these groups of the channel layer."""
        with self._client() as client:
            return [number for _, number in client.pubsub_numsub(*groups)]

    def kill(self) -> None:
        """End it at once: SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
