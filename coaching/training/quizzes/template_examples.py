"""One example of each kind of question for the template, in the reader's language."""

from django.utils.translation import gettext as _

NO = ""


def examples() -> list[list[str]]:
    """Return rows in the order of the template's headings: kind, question, six answers, right, points and so on."""
    return [
        _row("choice", _("Which tool measures 0.01 mm?"), [_("ruler"), _("micrometer"), _("tape measure")], "2"),
        _row(
            "several", _("What belongs to personal protection?"), [_("goggles"), _("gloves"), _("headphones")], "1, 2"
        ),
        _row("true_false", _("A moving chuck may be braked by hand."), [], _("false")),
        _row("number", _("How much is 25.4 mm in inches?"), ["1"], NO, tolerance="0.01", unit="in"),
        _row(
            "text",
            _("What is the resistance to electric current called?"),
            [_("resistance"), _("ohmic resistance")],
            NO,
        ),
        _row("ordering", _("Put the steps in order."), [_("switch off"), _("lock"), _("check for voltage")], NO),
        _row(
            "matching",
            _("What is measured in what?"),
            [_("length = metre"), _("mass = kilogram"), _("time = second")],
            NO,
        ),
        _row(
            "judge", _("Judge the weld in the picture."), [_("holes"), _("uneven"), _("even"), _("even and clean")], "2"
        ),
    ]


def _row(kind: str, text: str, answers: list[str], right: str, *, tolerance: str = NO, unit: str = NO) -> list[str]:
    filled = [*answers, *[NO] * (6 - len(answers))]
    return [kind, text, *filled, right, "1", tolerance, unit, NO, NO, NO]
