"""A field for words in several languages in the page editor: a line for each language in the place of their JSON."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings


class TitlesWidget(forms.Widget):
    """A line of text for each language; what is left empty is left out."""

    template_name = "events/admin/titles_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, longest: int = 200) -> None:
        """Let each line be at most `longest` letters."""
        super().__init__(attrs)
        self.longest = longest

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the lines with what stands in them."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        known = _titles(value)
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["lines"] = [
            {
                "code": code,
                "label": label,
                "name": f"{name}_{code}",
                "id": f"{base}_{code}",
                "value": known.get(code, ""),
            }
            for code, label in settings.LANGUAGES
        ]
        context["widget"]["longest"] = self.longest
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """Return the JSON of the lines that are filled; None where none was sent at all."""
        sent = {code: data.get(f"{name}_{code}") for code, _label in settings.LANGUAGES}
        if all(text is None for text in sent.values()):
            return None
        return json.dumps({code: text.strip() for code, text in sent.items() if text and text.strip()})

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether no line was sent."""
        return not any(f"{name}_{code}" in data for code, _label in settings.LANGUAGES)

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first line."""
        return f"{id_}_{settings.LANGUAGES[0][0]}" if id_ else id_


def _titles(value: Any) -> dict[str, str]:
    """Return the words by language of what a form holds: JSON, or nothing yet."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
