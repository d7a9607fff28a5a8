"""Why something of a calibration is refused, in the reader's language."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied


class CalibrationRefused(PermissionDenied):
    """Something may not be done now; the text says why, and `way_on` leads on, if anything does."""

    def __init__(self, text: str, *, way_on: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.way_on = way_on


class MarksRefused(ValueError):
    """Some of the marks cannot be kept; `problems` says what is wrong, by the code of the aspect. Nothing was kept."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{code}: {problem}" for code, problem in problems.items()))
        self.problems = dict(problems)
