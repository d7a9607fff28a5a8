"""The form of a new room says in words what each kind brings, for every setting that may be left to it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coaching.rooms.kind_words import AS_KIND_HAS_IT, kind_words
from coaching.rooms.kinds import PRESETS, SETTINGS
from coaching.rooms.models import RoomKind
from coaching.rooms.opening_forms import RoomForm
from tests.coaching.rooms.building import make_host, make_version

pytestmark = pytest.mark.django_db


def test_every_kind_says_every_setting() -> None:
    host = make_host()
    form = RoomForm(version=make_version(host), host=host)
    assert set(AS_KIND_HAS_IT) == set(PRESETS) == set(RoomKind.values)
    for name in SETTINGS:
        words = dict(kind_words(form[name]))
        assert set(words) == set(RoomKind.values)
        assert all(text.partition(": ")[2] for text in words.values())
    assert kind_words(form["title"]) == []
    said = {name: dict(kind_words(form[name])) for name in SETTINGS}
    assert said["board"]["mock"] == "As a mock championship has it: when the host releases a module"
    assert said["board"]["practice"] == "As a practice has it: live – every mark at once"
    assert said["panel_size"]["drill"] == "As a drill has it: 1"
    assert said["coordinator"]["exam"] == "As a demonstration exam has it: yes"
    assert said["late_join"]["championship"] == "As a championship has it: no"
    assert said["dispute_minutes"]["calibration"] == "As a calibration of judges has it: no limit"


def test_the_page_holds_the_words_of_all_kinds_without_any_script(client: Client) -> None:
    host = make_host()
    client.force_login(host)
    address = f"{reverse('rooms:new')}?scheme={make_version(host).pk}&kind=mock"
    text = client.get(address).content.decode()
    for kind in RoomKind.values:
        assert len(re.findall(f'data-kind-has="{kind}"', text)) == len(SETTINGS)
