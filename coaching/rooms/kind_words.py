"""What each kind of room brings, in words, for every setting that the opening form may leave to it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from coaching.rooms.kinds import PRESETS, SETTINGS
from coaching.rooms.models import RoomKind

AS_KIND_HAS_IT: Final[Mapping[str, Callable[[], str]]] = {
    RoomKind.PRACTICE: lambda: _("As a practice has it: %(setting)s"),
    RoomKind.DRILL: lambda: _("As a drill has it: %(setting)s"),
    RoomKind.MOCK: lambda: _("As a mock championship has it: %(setting)s"),
    RoomKind.CALIBRATION: lambda: _("As a calibration of judges has it: %(setting)s"),
    RoomKind.EXAM: lambda: _("As a demonstration exam has it: %(setting)s"),
    RoomKind.CHAMPIONSHIP: lambda: _("As a championship has it: %(setting)s"),
}


def kind_words(field: forms.BoundField) -> list[tuple[str, str]]:
    """Return for each kind what it has for the setting of this field; nothing for a field that no kind decides."""
    if field.name not in SETTINGS:
        return []
    return [(str(kind), _of_kind(kind, field)) for kind in AS_KIND_HAS_IT]


def _of_kind(kind: str, field: forms.BoundField) -> str:
    words = setting_words(getattr(PRESETS[kind], field.name), field.field)
    return AS_KIND_HAS_IT[kind]() % {"setting": words}


def setting_words(value: Any, field: forms.Field) -> str:
    """Return the value of a setting as the field names it, to go on after a colon."""
    if value is None:
        return _("no limit")
    if isinstance(value, bool):
        value = "yes" if value else "no"
    names = {str(key): str(name) for key, name in getattr(field, "choices", ())}
    name = names.get(str(value), str(value))
    return (name[:1].lower() + name[1:]).replace(": ", " – ")
