"""The field for standards sections: lines to type, and the sections of the chosen skill's standard to tick."""

from typing import Any, ClassVar

from django.urls import reverse_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput


class SectionsWidget(AdminAutoHeightTextInput):
    """A text area; the browser adds the sections of the chosen skill below it (`sections.js`)."""

    class Media:
        js: ClassVar[list[str]] = ["training/js/sections.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, **(attrs or {})})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add where the sections are asked for, and by which field of the form."""
        found = {"data-sections": reverse_lazy("training_sections"), "data-sections-skill": "of_skill"}
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, **found}
