"""An author finds her way: help on every field of every page, and first steps."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

# Wagtail's own panel for the schedule says above its two fields what they are for.
OF_WAGTAIL = {"go_live_at", "expire_at"}

pytestmark = pytest.mark.django_db

OURS = ("pages", "training", "events")
OUR_PAGES = [model for model in apps.get_models() if issubclass(model, Page) and model._meta.app_label in OURS]


def panels_below(panel: Panel) -> Iterator[Panel]:
    """Yield a panel and all panels inside it."""
    yield panel
    for child in getattr(panel, "children", []):
        yield from panels_below(child)


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_every_field_of_the_editor_has_help(model: type[Page]) -> None:
    handler = model.get_edit_handler()
    form = handler.get_form_class()
    without = []
    for panel in panels_below(handler):
        name = getattr(panel, "field_name", "")
        if (
            isinstance(panel, FieldPanel)
            and name in form.base_fields.keys() - OF_WAGTAIL
            and not str(panel.help_text or form.base_fields[name].help_text)
        ):
            without.append(name)
    assert without == []


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_every_kind_of_page_says_what_it_is_for(model: type[Page]) -> None:
    assert str(model.get_page_description())
