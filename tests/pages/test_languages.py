"""Where a page leads in each language, and that a page translated in the editor stands complete in all three."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from pages.models import HomePage, StandardPage
from people.models import User
from tests.pages.growing import add, grow_home, signed_in, translate

pytestmark = pytest.mark.django_db


def alternates(client: Client, address: str) -> dict[str, str]:
    """Return hreflang and address of each alternate that the page at `address` names."""
    html = client.get(address).content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def menu(client: Client, address: str) -> dict[str, str]:
    """Return the addresses of the language menu on the page at `address`."""
    return {link["code"]: link["url"] for link in client.get(address).context["language_links"]}


def test_page_names_all_its_languages(client: Client) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="About", slug="about"))
    for language in ("ru", "kk"):
        translate(home, language)
        translate(page, language, {"About": f"About in {language}"})
    expected = {code: f"http://testserver/{code}/about/" for code in ("en", "ru", "kk")}
    for code in expected:
        assert alternates(client, f"/{code}/about/") == expected
    assert b"About in kk" in client.get("/kk/about/").content


def test_page_without_a_translation_leads_to_the_nearest_page_above_it(client: Client) -> None:
    home = grow_home()
    about = add(home, StandardPage(title="About", slug="about"))
    add(about, StandardPage(title="Rules", slug="rules"))
    translate(home, "ru")
    translate(home, "kk")
    translate(about, "ru")
    assert menu(client, "/en/about/rules/") == {"en": "/en/about/rules/", "ru": "/ru/about/", "kk": "/kk/"}
    assert set(alternates(client, "/en/about/rules/")) == {"en"}


def test_draft_of_a_translation_is_not_linked(client: Client) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="About", slug="about"))
    translate(home, "ru")
    translate(page, "ru").unpublish()
    assert menu(client, "/en/about/")["ru"] == "/ru/"


def test_plain_view_stands_under_every_language(client: Client) -> None:
    grow_home()
    assert alternates(client, "/en/rooms/join/") == {
        code: f"http://testserver/{code}/rooms/join/" for code in ("en", "ru", "kk")
    }


def test_author_submits_a_page_for_translation_and_publishes_it_in_russian_and_kazakh(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="About", slug="about", introduction="What this is.", body=json.dumps(STEPS)))
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    locales = Locale.objects.exclude(language_code="en")
    for source in (home, page):
        address = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
        with django_capture_on_commit_callbacks(execute=True):
            response = author.post(address, {"locales": [locale.pk for locale in locales]}, follow=True)
        assert response.status_code == 200
    for locale in locales:
        _publish_translation(page, locale, django_capture_on_commit_callbacks)
    html = client.get("/kk/about/").content.decode()
    for words in ("kk: About", "kk: What this is.", "kk: First", "kk: Do this.", "kk: Second"):
        assert words in html
    assert "ru: Second" in client.get("/ru/about/").content.decode()


STEPS = [
    {
        "type": "steps",
        "value": {
            "heading": "",
            "steps": [
                {
                    "type": "item",
                    "id": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
                    "value": {"title": "First", "text": "Do this."},
                },
                {
                    "type": "item",
                    "id": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
                    "value": {"title": "Second", "text": ""},
                },
            ],
        },
    }
]


def _publish_translation(page: Page, locale: Locale, capture: DjangoCaptureOnCommitCallbacks) -> None:
    source = TranslationSource.objects.get_for_instance(page)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.context.path != "slug":
            words = f"{locale.language_code}: {segment.string.data}"
            StringTranslation.from_text(segment.string, locale, segment.context, words)
    with capture(execute=True):
        source.translations.get(target_locale=locale).save_target(publish=True)


def test_texts_of_every_section_of_the_home_page_can_be_translated() -> None:
    home = grow_home(body=json.dumps(SECTIONS))
    translate(home, "kk", {"One": "Бір", "People": "Адамдар", "Sign in": "Кіру", "Latest": "Соңғы"})
    kazakh = HomePage.objects.get(locale__language_code="kk")
    three_steps, audiences, shelf, invitation = kazakh.body
    assert three_steps.value["steps"][0]["title"] == "Бір"
    assert audiences.value["audiences"][0]["title"] == "Адамдар"
    assert (shelf.value["heading"], shelf.value["shelf"], shelf.value["count"]) == ("Соңғы", "training", 2)
    assert invitation.value["first"]["label"] == "Кіру"
    assert invitation.value["first"]["address"] == "/accounts/login/"


def _item(identifier: int, value: dict[str, object]) -> dict[str, object]:
    return {"type": "item", "id": f"00000000-0000-4000-8000-{identifier:012d}", "value": value}


SECTIONS = [
    {
        "type": "three_steps",
        "value": {"heading": "Three", "steps": [_item(n, {"title": "One", "text": "Text"}) for n in range(3)]},
    },
    {
        "type": "audiences",
        "value": {
            "heading": "For whom",
            "audiences": [_item(n, {"icon": "users", "title": "People", "text": "Text"}) for n in range(2)],
        },
    },
    {"type": "shelf", "value": {"heading": "Latest", "shelf": "training", "count": 2}},
    {
        "type": "invitation",
        "value": {"heading": "Now", "first": {"label": "Sign in", "address": "/accounts/login/"}},
    },
]
