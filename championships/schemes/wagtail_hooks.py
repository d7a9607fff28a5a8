"""Schemes in the page editor: the way to their own pages, and the skills and standards that editors keep."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from championships.schemes.snippets import StandardsGroup
from people.permissions import may_keep_schemes


class SchemesItem(MenuItem):
    """Leads to the schemes; for those who keep them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the reader keeps schemes."""
        return may_keep_schemes(request.user)


@hooks.register("register_admin_menu_item")
def add_schemes_to_the_menu() -> MenuItem:
    """Put the schemes into the menu of the page editor."""
    return SchemesItem(_("Marking schemes"), reverse_lazy("schemes:list"), icon_name="list-ul", order=210)


register_snippet(StandardsGroup)
