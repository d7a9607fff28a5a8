"""What the settings take from the environment."""

import runpy
from pathlib import Path

import pytest
from django.conf import settings


def test_an_address_that_is_empty_counts_as_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("DATABASE_URL", ""), ("REDIS_URL", ""), ("PODIUM_VAR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    read = runpy.run_path(str(settings.ROOT / "site" / "podium" / "settings.py"))
    assert read["DATABASES"]["default"]["NAME"] == str(tmp_path / "podium.sqlite3")
    assert read["CHANNEL_LAYERS"]["default"]["BACKEND"] == "channels.layers.InMemoryChannelLayer"
