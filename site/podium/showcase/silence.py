"""Sending no letters while the demo is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


@contextmanager
def without_letters() -> Iterator[None]:
    """Send no letters in this process meanwhile: what the demo tells of is past, and its addresses are nobody's."""
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = NOWHERE
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend
