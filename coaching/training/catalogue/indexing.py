"""Writing the catalogue: an entry when a page is published, none when it is withdrawn."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import strip_tags
from wagtail.models import Page

from championships.schemes.folding import alike
from championships.schemes.linking import propose_skill
from championships.schemes.models import Skill
from coaching.training.models import (
    CatalogueEntry,
    CatalogueFacet,
    CatalogueWord,
    LessonPage,
    ProgrammePage,
    TrainingModulePage,
)
from coaching.training.sections import number_and_name
from pages.search.words import weighed_words

Kind = CatalogueEntry.Kind
Facets = dict[tuple[str, str], str]  # (kind, key) -> label
CATALOGUED = (ProgrammePage, TrainingModulePage, LessonPage)
# How much a word counts where it stands; the best place of a word counts.
IN_TITLE, IN_SKILL, IN_INTRODUCTION, IN_BODY = 8, 5, 3, 1
MINUTES_IN_HOUR = 60


@transaction.atomic
def enter(page: Page) -> None:
    """Write the entry of a page that has just been published, and of those that show what they have from it.

    A page that stands in for a missing translation has no entry: the page that it copies has one.
    """
    leave([page.pk])
    if page.live and page.alias_of_id is None:
        _write(page)
    for other in _depending(page):
        leave([other.pk])
        _write(other)


@transaction.atomic
def enter_all(pages: Iterable[int]) -> None:
    """Write the entries of `pages`, by their keys, and of those that show what they have from them, each once."""
    named = list(Page.objects.filter(pk__in=list(pages)).specific())
    wanted = {page.pk: page for page in [*named, *(other for page in named for other in _depending(page))]}
    leave(wanted)
    for page in wanted.values():
        if page.live and page.alias_of_id is None:
            _write(page)


@transaction.atomic
def leave(pages: Iterable[int]) -> None:
    """Take the entries of `pages`, by their keys, out of the catalogue."""
    CatalogueEntry.objects.filter(pk__in=list(pages)).delete()


@transaction.atomic
def rebuild() -> int:
    """Write the whole catalogue anew and return how many entries it has."""
    CatalogueEntry.objects.all().delete()
    count = 0
    for model in CATALOGUED:
        for page in model.objects.live().filter(alias_of=None).select_related("locale").iterator():
            _write(page)
            count += 1
    return count


def _depending(page: Page) -> list[Page]:
    """Return the live pages whose entries say something of `page`: of a module all languages, lessons and programmes."""
    if not isinstance(page, TrainingModulePage):
        return []
    others = [module for module in _in_all_languages(page) if module.pk != page.pk]
    found: list[Page] = [*others]
    for module in [page, *others]:
        found += LessonPage.objects.child_of(module).live().filter(alias_of=None).select_related("locale")
        found += ProgrammePage.objects.parent_of(module).live().filter(alias_of=None).select_related("locale")
    return found


def _in_all_languages(module: TrainingModulePage) -> list[TrainingModulePage]:
    """Return the published pages of a module, in the order of the site's languages. One query."""
    same = TrainingModulePage.objects.live().filter(translation_key=module.translation_key, alias_of=None)
    order = [code for code, _name in settings.LANGUAGES]
    return sorted(same.select_related("locale", "of_skill"), key=lambda each: order.index(each.locale.language_code))


def _write(page: Page) -> None:
    fields, facets = DESCRIBED[type(page)](page)
    language = page.locale.language_code
    entry = CatalogueEntry.objects.create(
        page_id=page.pk,
        key=page.translation_key,
        language=language,
        introduction=page.introduction,
        published_at=page.first_published_at,
        **fields,
    )
    rows = [CatalogueFacet(entry=entry, kind=kind, key=key, label=label) for (kind, key), label in facets.items()]
    CatalogueFacet.objects.bulk_create(rows)
    found = _weighed_words(page, [*facets.values(), fields["eyebrow"]], language)
    words = [CatalogueWord(entry=entry, word=word, weight=weight) for word, weight in found.items()]
    CatalogueWord.objects.bulk_create(words, batch_size=500)


def _programme(page: ProgrammePage) -> tuple[dict[str, Any], Facets]:
    modules = TrainingModulePage.objects.child_of(page).live().select_related("of_skill")
    facets = {key: label for module in modules.defer("body") for key, label in facets_of(module).items()}
    described = {"level": page.level, "audience": page.audience, "hours": Decimal(page.hours), "eyebrow": ""}
    return {"kind": Kind.PROGRAMME, **described}, facets


def _module(page: TrainingModulePage) -> tuple[dict[str, Any], Facets]:
    described = {"level": page.level, "audience": page.audience, "hours": page.hours, "eyebrow": page.skill}
    return {"kind": Kind.MODULE, **described}, facets_of(page)


def _lesson(page: LessonPage) -> tuple[dict[str, Any], Facets]:
    module = page.get_parent().specific
    hours = (Decimal(page.minutes) / MINUTES_IN_HOUR).quantize(Decimal("0.01"))
    described = {"level": module.level, "audience": module.audience, "hours": hours, "eyebrow": module.title}
    return {"kind": Kind.LESSON, **described}, facets_of(module)


DESCRIBED: Mapping[type[Page], Callable[[Any], tuple[dict[str, Any], Facets]]] = {
    ProgrammePage: _programme,
    TrainingModulePage: _module,
    LessonPage: _lesson,
}


def facets_of(module: TrainingModulePage) -> Facets:
    """Return the skill and the sections that `module` trains, under keys that all languages share where they can.

    Words of a skill that is in no list have the key that the first of the module's languages gives them, so that
    they are one choice in every language, and one with the same words of other modules.
    """
    skill = module.of_skill or propose_skill(*number_and_name(module.skill))
    first = module if skill else next(iter(_in_all_languages(module)), module)
    skill = skill or first.of_skill or propose_skill(*number_and_name(first.skill))
    key = skill_key(skill) if skill else alike(first.skill)[:40]
    facets: Facets = {(CatalogueFacet.Kind.SKILL, key): module.skill}
    for line in module.standards_lines:
        section, words = number_and_name(line)
        facets[CatalogueFacet.Kind.SECTION, f"{key}:{section or alike(words)}"[:160]] = line[:255]
    return facets


def skill_key(skill: Skill) -> str:
    """Return what a skill of the list is filtered by: the same in every language."""
    return str(skill.translation_key)


def _weighed_words(page: Page, about: Iterable[str], language: str) -> dict[str, int]:
    places = (
        (IN_BODY, _text_of(page.body)),
        (IN_INTRODUCTION, f"{page.introduction} {getattr(page, 'outcomes', '')}"),
        (IN_SKILL, " ".join(about)),
        (IN_TITLE, page.title),
    )
    return weighed_words(places, language)


def _text_of(body: Any) -> str:
    return strip_tags(" ".join(body.stream_block.get_searchable_content(body)))
