"""What editors keep around the pages: the footer in each language, and the ways from old addresses to new ones."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Site

from pages.models import Footer, FooterLink, HomePage, StandardPage
from people.models import User
from tests.pages.growing import add, grow_home, signed_in, translate

pytestmark = pytest.mark.django_db


def footer_of(home: HomePage, *links: FooterLink, note: str = "") -> Footer:
    """Return an English footer with `links`."""
    locale = Locale.objects.get(language_code="en")
    footer = Footer(note=note, locale=locale)
    for order, link in enumerate(links):
        link.locale, link.sort_order = locale, order
    footer.links = list(links)
    footer.save()
    return footer


def foot(client: Client, address: str) -> list[tuple[str, str]]:
    """Return address and words of each link in the footer of a page."""
    html = client.get(address).content.decode()
    part = html[html.index('<footer class="site-footer">') :]
    found = re.findall(r'<a\s[^>]*?href="([^"]+)"[^>]*>([^<]+)</a>', part)
    return [(url, words.strip()) for url, words in found]


def test_footer_leads_where_editors_say_in_the_reader_s_language(client: Client) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="Privacy", slug="privacy"))
    for each in (home, page):
        translate(each, "kk", {"Privacy": "Құпиялық"})
    footer = footer_of(
        home, FooterLink(page=page), FooterLink(label="Skills", address="/schemes/skills/"), note="Call us."
    )
    translate_footer(footer)
    assert ("/en/privacy/", "Privacy") in foot(client, "/en/")
    assert ("/en/schemes/skills/", "Skills") in foot(client, "/en/")
    assert "Call us." in client.get("/en/").content.decode()
    assert ("/kk/privacy/", "Құпиялық") in foot(client, "/kk/")
    assert ("/kk/schemes/skills/", "Құзыреттер") in foot(client, "/kk/")


def translate_footer(footer: Footer) -> None:
    """Translate a footer into Kazakh as an editor does."""
    from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource  # noqa: PLC0415
    from wagtail_localize.operations import translate_object  # noqa: PLC0415

    kazakh = Locale.objects.get(language_code="kk")
    source, _created = TranslationSource.update_or_create_from_instance(footer)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        words = {"Skills": "Құзыреттер", "Call us.": "Хабарласыңыз."}.get(segment.string.data, segment.string.data)
        StringTranslation.from_text(segment.string, kazakh, segment.context, words)
    translate_object(footer, [kazakh])


def test_page_that_is_withdrawn_leaves_the_footer(client: Client) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="Privacy", slug="privacy"))
    footer_of(home, FooterLink(page=page))
    page.unpublish()
    assert "/en/privacy/" not in dict(foot(client, "/en/"))


def test_every_footer_leads_to_search_and_to_what_a_browser_keeps(client: Client) -> None:
    grow_home()
    assert {"/kk/search/", "/kk/kept-in-your-browser/"} <= dict(foot(client, "/kk/rooms/join/")).keys()


@pytest.mark.parametrize("fields", [{}, {"address": "/x/"}, {"label": "X", "address": "javascript:alert(1)"}])
def test_link_without_a_goal_without_words_or_with_a_program_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        FooterLink(**fields).clean()


def test_footer_costs_the_same_for_one_link_and_for_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = grow_home()
    pages = [add(home, StandardPage(title=f"P{number}", slug=f"p{number}")) for number in range(6)]
    footer = footer_of(home, FooterLink(page=pages[0]))
    client.get("/en/rooms/join/")
    with django_assert_max_num_queries(20) as for_one:
        client.get("/en/rooms/join/")
    footer.delete()
    footer_of(home, *(FooterLink(page=page) for page in pages))
    with django_assert_max_num_queries(len(for_one)):
        assert {f"/en/p{number}/" for number in range(6)} <= dict(foot(client, "/en/rooms/join/")).keys()


def test_administrator_finds_the_footer_and_the_redirects_in_the_editor() -> None:
    home = grow_home()
    footer = footer_of(home, FooterLink(label="Skills", address="/schemes/skills/"))
    admin = signed_in(User.objects.create_superuser("admin@podium.example"))
    menu = admin.get(reverse("wagtailadmin_home")).content.decode()
    for address in (reverse("wagtailsnippets_pages_footer:list"), reverse("wagtailredirects:index")):
        assert address in menu
        assert admin.get(address).status_code == 200
    assert admin.get(reverse("wagtailsnippets_pages_footer:edit", args=[footer.pk])).status_code == 200


def test_old_address_leads_on_when_a_page_is_renamed_or_moved(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    home = grow_home()
    about = add(home, StandardPage(title="About", slug="about"))
    rules = add(about, StandardPage(title="Rules", slug="rules"))
    about.slug = "about-us"
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()
    for old, new in (("/en/about/", "/en/about-us/"), ("/en/about/rules/", "/en/about-us/rules/")):
        answer = client.get(old)
        assert answer.status_code == 301
        assert answer.headers["Location"].endswith(new)
    rules.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        rules.move(home, pos="last-child")
    assert client.get("/en/about-us/rules/").headers["Location"].endswith("/en/rules/")


def test_redirect_holds_on_its_own_site_alone(client: Client) -> None:
    home = grow_home()
    target = add(home, StandardPage(title="New", slug="new"))
    other = Site.objects.create(hostname="other.example", root_page=home)
    Redirect.objects.create(old_path="/en/old", site=other, redirect_page=target)
    assert client.get("/en/old/").status_code == 404
    Redirect.objects.create(old_path="/en/everywhere", redirect_page=target)
    assert client.get("/en/everywhere/").headers["Location"].endswith("/en/new/")
