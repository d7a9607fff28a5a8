"""What training has for a skill, on the page of the skill: its modules, and the programmes that they belong to."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from championships.events.skill_pages import Shelf, register_shelf_of_skill
from coaching.training.described import programme
from coaching.training.models import ProgrammePage, TrainingModulePage
from coaching.training.public_shelf import item_of
from pages.shelves import ShelfItem
from pages.unlisted import listed


def put_up() -> None:
    """Put both shelves up; called once, when the app is ready."""
    register_shelf_of_skill(modules_of)
    register_shelf_of_skill(programmes_of)


def modules_of(key: UUID, _request: HttpRequest) -> Shelf:
    """Return the modules in the reader's language that train the skill. One query."""
    modules = _modules(key).defer("body").select_related("locale").order_by("title", "pk")
    return Shelf(gettext_lazy("Training modules"), [item_of(module) for module in modules])


def programmes_of(key: UUID, request: HttpRequest) -> Shelf:
    """Return the programmes that one of these modules stands in. Two queries."""
    paths = {path[: -Page.steplen] for path in _modules(key).values_list("path", flat=True)}
    pages = list(listed(ProgrammePage.objects.filter(path__in=paths)).defer("body").select_related("locale"))
    things = [{**programme(page, request), "url": request.build_absolute_uri(page.url)} for page in pages]
    return Shelf(gettext_lazy("Programmes"), [_item(page) for page in pages], things)


def _modules(key: UUID) -> PageQuerySet:
    language = get_language() or "en"
    pages = TrainingModulePage.objects.filter(of_skill__translation_key=key, locale__language_code=language)
    return listed(pages.filter(alias_of=None))


def _item(page: ProgrammePage) -> ShelfItem:
    hours = ngettext("%(count)s academic hour", "%(count)s academic hours", page.hours) % {"count": page.hours}
    return ShelfItem(
        title=page.title,
        url=page.get_url() or "",
        eyebrow=_("Programme"),
        text=page.introduction,
        facts=[hours, str(page.get_audience_display())],
    )
