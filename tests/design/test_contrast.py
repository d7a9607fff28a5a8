"""Every pair of colours that carries words or bounds a control can be told apart, in both schemes."""

import math
import re

import pytest

from design.tokens import read_tokens

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("ground", "surface", "surface-raised", "sunken")
STATES = ("good", "warning", "bad", "action", "live")

PAIRS = [
    *[(ink, ground, TEXT) for ground in GROUNDS for ink in ("ink", "ink-soft", "action", "action-strong", "bad")],
    *[(state, ground, TEXT) for ground in ("ground", "surface", "surface-raised") for state in STATES],
    *[(state, f"{state}-soft", TEXT) for state in STATES],
    *[("ink", f"{state}-soft", TEXT) for state in STATES],
    ("action-strong", "action-soft", TEXT),
    ("action-ink", "action", TEXT),
    ("action-ink", "action-strong", TEXT),
    ("live-ink", "live", TEXT),
    ("ground", "ink", TEXT),
    ("stage-ink", "stage", TEXT),
    *[("medal-ink", medal, TEXT) for medal in ("gold", "silver", "bronze")],
    *[(shape, ground, SHAPE) for ground in GROUNDS for shape in ("line-strong", "focus")],
    *[("live-bright", ground, SHAPE) for ground in ("ground", "surface", "surface-raised")],
    *[(f"chart-{number}", "surface", SHAPE) for number in range(1, 5)],
]


def luminance(colour: str) -> float:
    """Return the relative luminance (0..1) of an opaque oklch() colour, cut to what a screen can show."""
    light, chroma, hue = (float(part) for part in re.findall(r"[\d.]+", colour))
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    # Björn Ottosson's matrices, as CSS Color 4 gives them.
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_the_largest_there_is() -> None:
    assert contrast("oklch(0 0 0)", "oklch(1 0 0)") == pytest.approx(21, abs=0.01)


def test_luminance_agrees_with_a_colour_whose_value_is_known() -> None:
    # #0000ff, whose luminance WCAG's own formula gives as 0.0722.
    assert luminance("oklch(0.452014 0.313214 264.052)") == pytest.approx(0.0722, abs=0.001)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "needed"), PAIRS)
def test_colours_that_stand_on_each_other_can_be_told_apart(scheme: str, front: str, back: str, needed: float) -> None:
    tokens = read_tokens()
    pair = [getattr(tokens[f"colour-{name}"], scheme) for name in (front, back)]
    assert contrast(*pair) >= needed


def test_tokens_name_every_colour_of_the_contract() -> None:
    promised = "ground surface surface-raised ink ink-soft line line-strong action action-ink action-soft live live-soft live-ink"
    promised += " good good-soft warning warning-soft bad bad-soft gold silver bronze focus"
    assert {f"colour-{name}" for name in promised.split()} <= read_tokens().keys()
