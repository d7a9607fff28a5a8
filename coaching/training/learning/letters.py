"""Letters to learners, each in the reader's own language, sent once what they tell of is kept."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from people.models import User


def send(*, template: str, to: str, language: str, context: Mapping[str, Any]) -> None:
    """Send the letter after the transaction has been committed; a mail server that fails loses nothing that was kept.

    The template's first line is the subject. `language` may be empty: then the language of this Podium.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        text = render_to_string(template, dict(context))
    subject, _line, body = text.strip().partition("\n")
    letter = EmailMessage(subject.strip(), body.strip() + "\n", to=[to])
    transaction.on_commit(letter.send, robust=True)


def language_of(user: User) -> str:
    """Return the language that letters to `user` are written in."""
    return user.language or settings.LANGUAGE_CODE


def absolute(path: str) -> str:
    """Return the full address of a path of this Podium, for letters and calendars."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
