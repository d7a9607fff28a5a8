"""What search finds of training: programmes, modules and lessons, by the catalogue's own words."""

from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Site

from coaching.training.catalogue.listing import Item, Items, each_once
from coaching.training.catalogue.searching import Asked as AskedOfCatalogue
from coaching.training.catalogue.searching import find, published
from coaching.training.models import CatalogueEntry, LessonPage, ProgrammePage, TrainingModulePage
from pages.search.page_index import leave_out
from pages.search.register import NOTHING, Asked, Found, Hit, Source, register_source

TRAINING = 40
KINDS = {
    CatalogueEntry.Kind.PROGRAMME: gettext_lazy("Programme"),
    CatalogueEntry.Kind.MODULE: gettext_lazy("Module"),
    CatalogueEntry.Kind.LESSON: gettext_lazy("Lesson"),
}


def connect() -> None:
    """Answer searches from now on; called once, when the app is ready."""
    leave_out(ProgrammePage, TrainingModulePage, LessonPage)
    register_source(Source("training", gettext_lazy("Training"), TRAINING, find_training))


def find_training(asked: Asked, first: int, count: int) -> Found:
    """Find what everybody may read of training now. A constant number of queries."""
    locale = Locale.objects.filter(language_code=asked.language).first()
    found = find(AskedOfCatalogue(query=asked.query), published()) if locale else []
    if locale is None or not found:
        return NOTHING
    chosen, languages = each_once(found, asked.language)
    items = Items(chosen, languages, locale, Site.objects.filter(is_default_site=True).first())
    return Found(len(chosen), [_hit(item) for item in items[first : first + count]])


def _hit(item: Item) -> Hit:
    return Hit(
        title=item.title,
        url=item.url,
        text=item.introduction,
        eyebrow=str(KINDS[CatalogueEntry.Kind(item.kind)]),
        facts=[item.eyebrow] if item.eyebrow else [],
        language=item.language,
    )
