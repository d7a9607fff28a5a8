"""Whether a page is in the language of its tree: a reader who meets another one is told so."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation


@dataclass(frozen=True, slots=True)
class Fallback:
    """What a reader is told: the words, and the language that the page is really in (empty if only parts are)."""

    words: str
    language: str


def of_page(page: Page) -> Fallback | None:
    """Return what to tell about `page`, or None where all of it is in its language. At most four queries."""
    if page.alias_of_id is not None:
        language = _original_language(page)
        return Fallback(_whole(page.locale.language_code, language), language)
    translation = Translation.objects.filter(source__object=page.translation_key, target_locale=page.locale).first()
    if translation is None:
        return None
    total, translated = translation.get_progress()
    missing = int(total - translated)
    return (
        Fallback(_("Some of this page is not translated yet and stands in the original language."), "")
        if missing
        else None
    )


def _original_language(page: Page) -> str:
    """Return the language of the page that `page` stands in for, whatever that one stands in for itself."""
    original = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    locale = Locale.objects.filter(pk__in=original.values("locale")).first()
    return locale.language_code if locale else settings.LANGUAGE_CODE


def _whole(wanted: str, shown: str) -> str:
    names = dict(settings.LANGUAGES)
    return _("This page is not translated into %(wanted)s yet. You read it in %(shown)s.") % {
        "wanted": names.get(wanted, wanted),
        "shown": names.get(shown, shown),
    }
