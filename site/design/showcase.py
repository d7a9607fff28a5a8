"""What the style guide shows: tokens in their groups, and one example file for each component."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from design.forms import SampleForm
from design.tokens import Token, read_tokens

EXAMPLES = Path(__file__).resolve().parent / "templates" / "design" / "examples"


@dataclass(frozen=True)
class Swatches:
    """Colours that do one job."""

    title: str | Promise
    names: tuple[str, ...]

    @property
    def tokens(self) -> list[Token]:
        """The colours of the group, as the style sheet states them."""
        tokens = read_tokens()
        return [tokens[f"colour-{name}"] for name in self.names]


@dataclass(frozen=True)
class Example:
    """One example: the template that is shown both as it looks and as it is written."""

    name: str

    @property
    def template(self) -> str:
        """Where the template loader finds it."""
        return f"design/examples/{self.name}.html"

    @property
    def source(self) -> str:
        """How it is written, without the tags that load libraries."""
        return _source_of(self.name)


@dataclass(frozen=True)
class Chapter:
    """Examples that belong together."""

    slug: str
    title: str | Promise
    examples: tuple[Example, ...]


@lru_cache(maxsize=64)
def _source_of(name: str) -> str:
    lines = (EXAMPLES / f"{name}.html").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("{% load"))


def _chapter(slug: str, title: str | Promise, *names: str) -> Chapter:
    return Chapter(slug, title, tuple(Example(name) for name in names))


COLOURS = (
    Swatches(
        _("Ink on paper"),
        ("ground", "surface", "surface-raised", "sunken", "ink", "ink-soft", "line", "line-strong"),
    ),
    Swatches(_("Action"), ("action", "action-strong", "action-ink", "action-soft", "focus")),
    Swatches(_("Live and time alone"), ("live", "live-bright", "live-soft", "live-ink")),
    Swatches(
        _("State, never without a word or an icon"),
        ("good", "good-soft", "warning", "warning-soft", "bad", "bad-soft"),
    ),
    Swatches(_("Medals alone"), ("gold", "silver", "bronze", "medal-ink")),
    Swatches(_("The podium, drawn large"), ("stage", "stage-ink", "stage-1", "stage-2", "stage-3")),
    Swatches(_("Charts"), ("chart-1", "chart-2", "chart-3", "chart-4")),
)

CHAPTERS = (
    _chapter("steps", _("The three steps"), "logo", "steps", "podium"),
    _chapter("numbers", _("Marks and time"), "timer", "score", "progress", "medal", "badge"),
    _chapter("actions", _("Actions"), "button", "button-sizes", "button-states", "dialog", "toast"),
    _chapter("forms", _("Forms"), "field", "form-errors"),
    _chapter("content", _("Content"), "page-head", "card", "table", "table-dense", "tabs", "alert", "empty", "icon"),
    _chapter("wayfinding", _("Finding the way"), "breadcrumbs", "pagination"),
)


def context(now: datetime) -> dict[str, Any]:
    """Return what the page of the style guide needs; `now` sets the clocks that run on it."""
    with_errors = SampleForm({"email": "aigerim", "mark": "2.5"})
    with_errors.is_valid()
    return {
        "colours": COLOURS,
        "chapters": CHAPTERS,
        "form": SampleForm(auto_id="sample_%s"),
        "form_with_errors": with_errors,
        "crumbs": [(_("Training"), "#"), (_("Module A"), "#"), (_("Practice room"), "")],
        "page_obj": Paginator(range(240), 10).page(7),
        "ends_at": (now + timedelta(minutes=42, seconds=30)).isoformat(),
        "ends_soon": (now + timedelta(seconds=55)).isoformat(),
    }
