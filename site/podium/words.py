"""The words of Podium's own scripts, as one script for each language."""

import gettext
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, to_locale
from django.views.i18n import JavaScriptCatalog


class WordsOfScripts(JavaScriptCatalog):
    """Podium's words alone: those of the editor's scripts, which Django would add, are no use to a reader."""

    def get_catalog(self) -> dict[str, Any]:
        """Return the translations of our messages into the language of the request."""
        ours = _messages_of_ours(get_language() or settings.LANGUAGE_CODE)
        return {message: words for message, words in super().get_catalog().items() if message in ours}


def _messages_of_ours(language: str) -> set[str]:
    catalogue = gettext.translation("djangojs", settings.LOCALE_PATHS[0], [to_locale(language)], fallback=True)
    keys = getattr(catalogue, "_catalog", {})  # the only list of a catalogue's messages: Django reads it too
    return {key if isinstance(key, str) else key[0] for key in keys}
