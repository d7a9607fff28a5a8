"""Settings for the tests: fast password hashing, and a database and channels of this process's own."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from podium.settings import *  # noqa: F403 -- the tests run on the product's own settings
from podium.settings import CACHES, DATABASES, REDIS_URL

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEBUG = False
# Tests change what is there without a commit, and begin again with the same keys.
KEPT_ANSWERS = False
# Wagtail's indexes are written where a test is about them: tests/indexing.py.
TASKS = {"default": {"BACKEND": "tests.indexing.LeftUndone"}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: sockets write from other threads, each with its own connection.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"podium-test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["TEST"] = {"NAME": f"podium_test_{os.getpid()}"}
    # Nobody cuts the power under the tests' own connections; the servers that tests start and kill wait for the disk.
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "options": "-c synchronous_commit=off",
    }

if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [{"address": REDIS_URL, "socket_timeout": None}],
                "prefix": f"podium-test-{os.getpid()}",
            },
        },
    }
    # A database of the cache for each process, because tests may empty theirs.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = CACHES["answers"]["LOCATION"] = (
        urlsplit(REDIS_URL)._replace(path=f"/{1 + worker % 14}").geturl()
    )
