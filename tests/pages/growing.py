"""Small page trees for the tests of everything that stands on pages."""

from typing import Any, TypeVar

from django.test import Client
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from pages.models import HomePage
from people.models import User

LANGUAGES = ("en", "ru", "kk")
AnyPage = TypeVar("AnyPage", bound=Page)


def grow_home(**fields: Any) -> HomePage:
    """Return the English home page of a fresh site in three languages."""
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    home = HomePage(**{"title": "Podium", "slug": "start", "headline": "Train.", "lead": "A lead.", **fields})
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home


def add(parent: Page, page: AnyPage) -> AnyPage:
    """Add a live page below `parent` and return it."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translate(page: Page, language: str, words: dict[str, str] | None = None) -> Page:
    """Translate `page` through wagtail-localize and return the translation, as an author would have it."""
    locale = Locale.objects.get(language_code=language)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if words and segment.string.data in words:
            StringTranslation.from_text(segment.string, locale, segment.context, words[segment.string.data])
    translate_object(page, [locale])
    translation = page.get_translation(locale).specific
    # Publishing waits for the end of the transaction, which a test never reaches.
    translation.get_latest_revision().publish()
    return page.get_translation(locale).specific


def signed_in(user: User) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
