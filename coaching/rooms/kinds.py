"""The kinds of rooms: each is a set of settings, shown to the host and free to change, and nothing else hangs on it.

Calibration alone is more: its "competitors" are recorded works that the host adds by name, so nobody joins by code.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final, TypedDict

from coaching.rooms.models import BoardNames, BoardPolicy, MarksShown, ObserversSee, RoomKind, SignOff
from coaching.rooms.refusals import CommandRefused

LARGEST_PANEL: Final = 5
MOST_OBSERVERS: Final = 20
LONGEST_DISCUSSION_SECONDS: Final = 30 * 60
LONGEST_DISPUTE_MINUTES: Final = 7 * 24 * 60


class SettingWishes(TypedDict, total=False):
    """What a host chooses for a room; what is left out follows from its kind.

    `discussion_seconds` is for talking about a spread, `dispute_minutes` for complaints (None: no limit), `coordinator`
    asks for that one seat and `observers` for so many of theirs.
    """

    panel_size: int
    board: str
    board_names: str
    marks_shown: str
    observers_see: str
    late_join: bool
    sign_off: str
    compatriots_apart: bool
    discussion_seconds: int
    dispute_minutes: int | None
    coordinator: bool
    observers: int


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """All settings of a room that is being opened; these defaults are a practice room's."""

    panel_size: int = 3
    board: str = BoardPolicy.LIVE
    board_names: str = BoardNames.NAME
    marks_shown: str = MarksShown.LIVE
    observers_see: str = ObserversSee.PROGRESS
    late_join: bool = True
    sign_off: str = SignOff.NONE
    compatriots_apart: bool = False
    discussion_seconds: int = 120
    dispute_minutes: int | None = None
    coordinator: bool = False
    observers: int = 0

    def of_row(self) -> dict[str, Any]:
        """Return what the row of the room keeps: seats are rows of their own."""
        kept = asdict(self)
        return {name: value for name, value in kept.items() if name not in ("coordinator", "observers")}


_MOCK: Final = RoomSettings(
    board=BoardPolicy.MODULE,
    marks_shown=MarksShown.MODULE,
    late_join=False,
    sign_off=SignOff.FULL,
    compatriots_apart=True,
    coordinator=True,
)

PRESETS: Final[Mapping[str, RoomSettings]] = {
    RoomKind.PRACTICE: RoomSettings(),
    RoomKind.DRILL: RoomSettings(panel_size=1),
    RoomKind.MOCK: _MOCK,
    RoomKind.CALIBRATION: RoomSettings(board=BoardPolicy.NEVER, marks_shown=MarksShown.END),
    RoomKind.EXAM: replace(_MOCK, board=BoardPolicy.NEVER, marks_shown=MarksShown.END),
    RoomKind.CHAMPIONSHIP: replace(_MOCK, board_names=BoardNames.INITIALS),
}
"""The settings that each kind begins with."""

_CHOICES: Final[Mapping[str, list[str]]] = {
    "board": BoardPolicy.values,
    "board_names": BoardNames.values,
    "marks_shown": MarksShown.values,
    "observers_see": ObserversSee.values,
    "sign_off": SignOff.values,
}
_RANGES: Final = {
    "panel_size": (1, LARGEST_PANEL, "panel_out_of_range"),
    "observers": (0, MOST_OBSERVERS, "observers_out_of_range"),
    "discussion_seconds": (0, LONGEST_DISCUSSION_SECONDS, "discussion_out_of_range"),
    "dispute_minutes": (1, LONGEST_DISPUTE_MINUTES, "dispute_out_of_range"),
}
SETTINGS: Final = tuple(field.name for field in fields(RoomSettings))


def settings_for(kind: str, wishes: SettingWishes) -> RoomSettings:
    """Return the settings of a room of `kind`: what is wished, and the rest as the kind has it.

    Where forms are checked by a coordinator and nobody said whether there is one, there is.

    Raises:
        CommandRefused: `unknown_choice`, or what is out of its range, at the field that is wrong.
    """
    if kind not in RoomKind.values:
        raise CommandRefused("unknown_choice", field="kind")
    wished = replace(PRESETS[kind], **wishes)
    if "coordinator" not in wishes and wished.sign_off == SignOff.FULL:
        wished = replace(wished, coordinator=True)
    _refuse_wrong(wished)
    return wished


def takes_newcomers(kind: str) -> bool:
    """Return whether competitors join a room of this kind by its code."""
    return kind != RoomKind.CALIBRATION


def _refuse_wrong(settings: RoomSettings) -> None:
    for name, choices in _CHOICES.items():
        if getattr(settings, name) not in choices:
            raise CommandRefused("unknown_choice", field=name)
    for name, (lowest, highest, code) in _RANGES.items():
        value = getattr(settings, name)
        if value is not None and not lowest <= value <= highest:
            raise CommandRefused(code, field=name)
    if settings.sign_off == SignOff.FULL and not settings.coordinator:
        raise CommandRefused("coordinator_needed", field="coordinator")
