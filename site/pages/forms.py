"""The form in which a page is edited."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.coreutils import string_to_ascii


class PageForm(WagtailAdminPageForm):
    """Takes the end of the address from the title where nobody gave one.

    The editor's script does so while somebody types; who types before the script is there, or has none, would be told
    that a field on another tab is empty.
    """

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values, the end of the address among them."""
        if not self.cleaned_data.get("slug", True) and (title := self.cleaned_data.get("title")):
            self.cleaned_data["slug"] = self._free(slugify(string_to_ascii(title)) or "page")
        cleaned: dict[str, Any] = super().clean()
        # A page beside this one was said by Wagtail: then there is no slug any more.
        if (slug := cleaned.get("slug")) and not self._is_available(slug):
            self.add_error("slug", _("Podium shows something of its own at this address. Choose another end for it."))
        return cleaned

    def _free(self, wanted: str) -> str:
        """Return `wanted`, with a number where something has it already."""
        longest = self.fields["slug"].max_length - 5
        candidates = (
            f"{wanted[:longest]}-{number}" if number else wanted[:longest] for number in (0, *range(2, 10_000))
        )
        return next(one for one in candidates if self._is_available(one))

    def _is_available(self, slug: str) -> bool:
        known = self._meta.model._slug_is_available  # noqa: SLF001 -- as Wagtail's own form asks
        return bool(known(slug, self.parent_page, self.instance))
