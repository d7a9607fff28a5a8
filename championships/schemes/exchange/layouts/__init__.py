"""The layouts that are known, each in a module of its own. Of two that are equally sure the first one counts."""

from championships.schemes.exchange.layouts import (
    cis_9,
    cis_11,
    cis_2018,
    demonstration_exam_2020,
    exam_kit,
    exam_options,
    matrix,
    professionals,
    qualifier_7,
    text_marks,
)
from championships.schemes.exchange.layouts.layout import Layout, Match

LAYOUTS: tuple[Layout, ...] = (
    cis_11.LAYOUT,
    cis_9.LAYOUT,
    qualifier_7.LAYOUT,
    cis_2018.LAYOUT,
    demonstration_exam_2020.LAYOUT,
    professionals.OF_2023,
    professionals.OF_2025,
    exam_kit.LAYOUT,
    exam_options.LAYOUT,
    text_marks.LAYOUT,
    matrix.LAYOUT,
)

__all__ = ["LAYOUTS", "Layout", "Match"]
