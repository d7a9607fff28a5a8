"""What every answer says of itself, and which uploads anyone may read."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from podium import security


@pytest.mark.django_db
def test_public_pages_allow_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    policy = client.get("/media/none").headers[security.HEADER]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy


def test_only_the_admins_may_write_scripts_into_their_pages() -> None:
    assert "'unsafe-inline'" in security.policy_for("/admin/pages/2/")
    assert "unsafe" not in security.policy_for("/en/admin/")


def test_frames_of_named_services_are_allowed(settings: Settings) -> None:
    settings.FRAME_SOURCES = ["https://video.example"]
    assert "frame-src 'self' https://video.example" in security.policy_for("/en/")


def _upload(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(b"0123456789")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["documents/a.pdf", "images/../documents/a.pdf", "images/%2e%2e/documents/a.pdf", "a.xlsx"]
)
def test_uploads_outside_the_public_folders_are_not_served(
    client: Client, settings: Settings, tmp_path: Path, address: str
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    for name in ("documents/a.pdf", "images/a.png", "a.xlsx"):
        _upload(tmp_path, name)
    assert client.get(f"/media/{address}").status_code == 404


def test_pictures_are_served_and_cannot_run_as_pages(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    _upload(tmp_path, "images/a.svg")
    answer = client.get("/media/images/a.svg")
    assert b"".join(answer) == b"0123456789"
    assert "sandbox" in answer.headers[security.HEADER]
