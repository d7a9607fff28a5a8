"""What every test may use: a real server on a database of its own, and people at real browsers."""

import gc
import os
import re
import secrets
import sqlite3
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import asking_once, indexing, masters, restoring
from tests.browser import people
from tests.browser import server as servers

# The shell without windows draws the same pages for a fifth less work.
BROWSERS = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
CHROMIUM = next((Path(name) for name in BROWSERS if name and Path(name).exists()), None)
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
# Chromium as root and without a screen, asking nothing of the world outside.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FAILURES = Path(__file__).resolve().parent.parent / "var" / "failures"

# The second run looks for what another database changes: the pure rules were tried in full by the first.
# Nothing here is timed: a slow machine is no fault.
hypothesis_settings.register_profile(
    "podium",
    deadline=None,
    max_examples=20 if masters.on_postgresql() else 100,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("podium")

# Tests make objects by the hundred thousand: looked through for rubbish as often as Python would, they take a sixth
# longer. Not on PostgreSQL, where connections of threads that have ended are rubbish too, and count until it is found.
if not masters.on_postgresql():
    gc.set_threshold(50_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    """Name this run, so that its processes share what they make and the last one clears it away."""
    os.environ.setdefault(masters.RUN, secrets.token_hex(4))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Drop the databases of the servers, in the process that the others were started by."""
    if not hasattr(config, "workerinput") and masters.on_postgresql():
        masters.drop_databases()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Mark what another database cannot change, and put the tests in their order.

    Pure tests come first, while the databases are made; then the files that start servers, which take longest.
    """
    for item in items:
        if not asking_once.says_something_new(item):
            item.add_marker("once")
    yield
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """Let the collector of rubbish look no more at what was imported: it stays as long as the tests run."""
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item) -> int:
    names: list[str] = getattr(item, "fixturenames", [])
    if "browser" not in names and not asking_once.uses_a_service(item):
        return 0
    return 1 if "server" in names else 2


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Hold tests that are run once to using neither the cache nor the channel layer."""
    if asking_once.uses_a_service(item):
        return (yield)
    with asking_once.no_services():
        return (yield)


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count in each process of the run what it leaves out, for the end of the run."""
    asking_once.count_left_out(items)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a process of the run has counted."""
    asking_once.take_count(node)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests were left out: nothing is dropped in silence."""
    if left_out := config.stash.get(asking_once.left_out, 0):
        terminalreporter.write_line(f"{left_out} tests left out by -m {config.option.markexpr!r}.")


@pytest.fixture(scope="session", autouse=True)
def _files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploads and whatever else tests write out of the project's own `var/`."""
    var = tmp_path_factory.mktemp("var")
    with override_settings(VAR=var, MEDIA_ROOT=var / "media"):
        yield


@pytest.fixture(autouse=True)
def _indexed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Write Wagtail's indexes for the tests that are about them."""
    if request.node.get_closest_marker("indexed") is None:
        yield
        return
    with indexing.done_at_once():
        yield


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin in English: a test's request leaves the language of its page behind."""
    translation.deactivate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember on the item whether its test failed, for the pictures of what stood on the screens."""
    report = yield
    if report.when == "call":
        item.stash[failed] = report.failed
    return report


failed = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def masters_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where every process of this run finds the databases that copies are made of.

    They are made anew for each run, unless PODIUM_TEST_MASTERS names a folder to keep them in (on SQLite), for
    somebody who runs one test again and again and changes no migration.
    """
    if kept := os.environ.get("PODIUM_TEST_MASTERS"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        return Path(kept)
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Migrate what is there: on SQLite in memory, where nothing outlives the run, it is a copy of the master."""
    return not masters.on_postgresql()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, masters_folder: Path
) -> Iterator[None]:
    """Begin each process's test database as a copy of the migrated one."""
    master = masters.migrated(masters_folder)
    if masters.on_postgresql():
        connection.settings_dict["TEST"]["TEMPLATE"] = master.name
        yield
        return
    # The database in memory stays as long as somebody is connected to it.
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # unknown to the stubs
    memory = sqlite3.connect(name, uri=True)
    master.copy_into(memory)
    yield
    memory.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let tests that commit put back what they changed, instead of emptying every table."""
    with django_db_blocker.unblock():
        restore = restoring.way_back()
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", side_effect=restore):
        yield
    if masters.on_postgresql():
        with django_db_blocker.unblock():
            _end_other_sessions()


def _end_other_sessions() -> None:
    """End what threads of the tests still hold of the database: PostgreSQL drops none that somebody is connected to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="module")
def server(masters_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """Podium on a free port with the demo in a database of this module's own."""
    var = tmp_path_factory.mktemp("server")
    url = masters.with_demo(masters_folder).copy(var, masters.database_name(secrets.token_hex(4)))
    env = servers.environment(url, var, PODIUM_REDIS_PREFIX=f"podium-{secrets.token_hex(4)}")
    running = servers.Server(env, var / "server.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Skipped where there is none, except in CI."""
    if CHROMIUM is None and not IN_CI:
        pytest.skip("no Chromium: apt-get install chromium-headless-shell")
    assert CHROMIUM, "No Chromium: apt-get install chromium-headless-shell"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> people.Complaints:
    """What the browsers of this test complain of; `complaints.forgive(pattern)` lets some of it pass."""
    return people.Complaints()


@pytest.fixture
def new_person(
    server: servers.Server, browser: Browser, complaints: people.Complaints, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Make people, each with a page in a browser context of its own: `new_person(viewport=people.PHONE)`.

    The test fails if a console shows an error, a script throws, or the server answers 500.
    """
    pages: list[Page] = []

    def arrive(**context: object) -> Page:
        pages.append(people.new_page(browser, server.url, complaints, **context))
        return pages[-1]

    yield arrive
    if request.node.stash.get(failed, False):
        _photograph(pages, request.node.name)
    for page in pages:
        page.context.close()
    assert not complaints.left(), "The browsers complained:\n" + "\n".join(complaints.left())


def _photograph(pages: list[Page], name: str) -> None:
    FAILURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages, start=1):
        page.screenshot(path=FAILURES / f"{re.sub(r'[^a-z0-9_]+', '-', name)}-{number}.png")
