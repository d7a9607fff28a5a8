"""`manage.py serve` brings the translations with it, or says that they are missing."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from podium import translations
from podium.management.commands.serve import Command

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Rooms"\nmsgstr "Комнаты"\n'


@pytest.fixture
def catalogue(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue that was never compiled, and a server that does not listen."""
    settings.ROOT, settings.LOCALE_PATHS = tmp_path, [tmp_path]
    path = translations.path_of(tmp_path, "ru", "django")
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(Command, "_serve", lambda *_args, **_more: None)
    return path


def test_stale_translations_are_compiled_before_anything_is_served(catalogue: Path, capsys: Any) -> None:
    call_command("serve")
    assert catalogue.with_suffix(".mo").exists()
    assert "Compiled ru/LC_MESSAGES/django.po" in capsys.readouterr().out
    call_command("serve")
    assert "Compiled" not in capsys.readouterr().out
    later = catalogue.stat().st_mtime + 100
    os.utime(catalogue, (later, later))
    call_command("serve")
    assert "Compiled" in capsys.readouterr().out


def test_translations_that_cannot_be_written_are_said_to_be_missing(
    catalogue: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied", str(catalogue))

    monkeypatch.setattr(translations, "compile_catalogue", refuse)
    call_command("serve")
    assert "Some words will be in English" in capsys.readouterr().err
