"""People for the tests of people: the demo's accounts, signed in at a client."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils.translation import trans_real

from people.demo import DemoPeople, load_people
from people.models import User


@pytest.fixture
def people(db: None) -> DemoPeople:
    """The accounts and the colleges of the demo."""
    return load_people()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Return a client in which a user is signed in; further arguments are the client's headers."""

    def enter(user: User, **headers: Any) -> Client:
        client = Client(**headers)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture(autouse=True)
def _no_attempts_before() -> Iterator[None]:
    """Forget what the rate limits counted in other tests."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def kazakh_of_libraries(tmp_path: Path) -> Iterator[None]:
    """Compile the Kazakh of the libraries for this test, wherever the compiled files of the project stand."""
    source = Path(settings.ROOT) / "site" / "podium" / "locale_of_libraries"
    copy = Path(shutil.copytree(source, tmp_path / "locale"))
    folder = copy / "kk" / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as po, (folder / "django.mo").open("wb") as mo:
        write_mo(mo, read_po(po, locale="kk"))
    before = settings.LOCALE_PATHS
    settings.LOCALE_PATHS = [copy]
    _forget_catalogues()
    yield
    settings.LOCALE_PATHS = before
    _forget_catalogues()


def _forget_catalogues() -> None:
    trans_real._translations = {}  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]
