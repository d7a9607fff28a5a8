"""The demo's footer: written in English, translated like a page, and left alone once it is here."""

from django.db import transaction
from wagtail.models import Locale

from pages.models import Footer, FooterLink, HomePage
from people.models import User
from podium.showcase import texts, translating

SOURCE = texts.LANGUAGES[0]


@transaction.atomic
def load_footer(home: HomePage, author: User) -> None:
    """Make the footer in all languages if none is here."""
    locale = Locale.objects.get(language_code=SOURCE)
    if Footer.objects.filter(locale=locale).exists():
        return
    content = texts.load("footer")
    words = texts.in_language(content, SOURCE)
    footer = Footer(note=words["note"], locale=locale)
    footer.links = [_link(entry, home, locale, order) for order, entry in enumerate(words["links"])]
    footer.save()
    translating.translate(footer, content, {}, author)


def _link(entry: dict[str, str], home: HomePage, locale: Locale, order: int) -> FooterLink:
    page = home.get_children().get(slug=entry["page"]) if "page" in entry else None
    return FooterLink(
        label=entry["label"], page=page, address=entry.get("address", ""), locale=locale, sort_order=order
    )
