"""Learning in Wagtail: the gate where pages and documents are served, and the rules in the page editor."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from coaching.training.learning import addressing, rules_admin, serving
from people.models import User


@hooks.register("before_serve_page")
def ask_the_gate_for_a_page(page: Page, request: HttpRequest, _args: Any, _kwargs: Any) -> HttpResponse | None:
    """Send nothing of a page that is closed to its reader."""
    return serving.refuse_closed_page(page, request)


@hooks.register("before_serve_document")
def ask_the_gate_for_a_document(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Send nothing of a document whose lessons are closed to its reader."""
    return serving.refuse_closed_document(document, request)


@hooks.register("register_admin_urls")
def rules_address() -> list[URLPattern]:
    """Give the rules of a page an address in the editor."""
    return [path("learning/rules/<int:page_id>/", rules_admin.edit_rules, name="learning_rules")]


@hooks.register("register_page_header_buttons")
def rules_in_the_header(page: Page, user: User, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Put the rules into the menu above a programme, module or lesson."""
    if addressing.is_learnt(page) and page.permissions_for_user(user).can_edit():
        yield Button(_("Rules"), reverse("learning_rules", args=[page.pk]), icon_name="tasks", priority=35)


@hooks.register("register_page_listing_more_buttons")
def rules_in_lists(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Put the rules into the menu of a page in lists."""
    yield from rules_in_the_header(page, user)
