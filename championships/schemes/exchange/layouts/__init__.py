"""The layouts that are known, each in a module of its own. Of two that are equally sure the first one counts."""

from championships.schemes.exchange.layouts import cis_9, cis_11, cis_2018, qualifier_7
from championships.schemes.exchange.layouts.layout import Layout, Match

LAYOUTS: tuple[Layout, ...] = (cis_11.LAYOUT, cis_9.LAYOUT, qualifier_7.LAYOUT, cis_2018.LAYOUT)

__all__ = ["LAYOUTS", "Layout", "Match"]
