"""A programme as a learner goes through it: its parts with their rules, titles and addresses.

Built from the page tree in a number of queries that does not depend on how many programmes, modules and lessons there
are. The order and the rules are those of the tree that was written first; titles and addresses are the reader's, and
the original's where her language has none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

from coaching.training.learning import addressing, contents, ruling
from coaching.training.learning.contents import Content
from coaching.training.learning.models import Level
from coaching.training.learning.parts import Part, Path, paths
from coaching.training.models import LessonPage, ProgrammePage, TrainingModulePage

LEVELS: Mapping[type[Page], Level] = {
    ProgrammePage: Level.PROGRAMME,
    TrainingModulePage: Level.MODULE,
    LessonPage: Level.LESSON,
}
FIELDS = (
    "title", "path", "depth", "url_path", "translation_key", "locale_id", "content_type_id", "live_revision_id", "alias_of_id"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """How a part is shown to the reader: its title and address in her language, its revision, and how long it takes."""

    page_id: int
    title: str
    url: str
    revision_id: int | None
    minutes: int | None = None
    is_translated: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """One programme, or one module that stands in none; `hours` are academic hours, 0 for a module."""

    part: Part
    shown: Mapping[UUID, Shown]
    contents: Mapping[UUID, tuple[Content, ...]]
    hours: int = 0
    ways: Mapping[UUID, Path] = field(default_factory=dict)

    @property
    def key(self) -> UUID:
        """Return the key of the programme."""
        return self.part.key

    @property
    def title(self) -> str:
        """Return the title of the programme."""
        return self.shown[self.part.key].title

    def parts_in_order(self) -> Iterator[Part]:
        """Yield the programme and every part of it, each once, in the order of the pages."""
        yield from (path[-1] for path in self.ways.values())

    def title_of(self, kind: str, key: UUID) -> str:
        """Return how something is called that was reached: a part, or what stands in one."""
        if key in self.shown:
            return self.shown[key].title
        every = (content for held in self.contents.values() for content in held)
        return next((content.title for content in every if (content.kind, content.key) == (kind, key)), "")

    def holders_of(self, kind: str, key: UUID) -> list[UUID]:
        """Return the keys of the parts that hold a quiz, an assignment or a calibration."""
        return [
            part for part, held in self.contents.items() if any((each.kind, each.key) == (kind, key) for each in held)
        ]


def outline_of(key: UUID) -> Outline | None:
    """Return the outline of the programme with this key, or None where none is published."""
    return outlines([key]).get(key)


def outlines(keys: Iterable[UUID]) -> dict[UUID, Outline]:
    """Return the outlines of the published programmes among `keys`, by key."""
    tops = _first_written(keys)
    if not tops:
        return {}
    below = _below(tops.values())
    every = [*tops.values(), *below]
    rules = ruling.rules_for({page.kept_as for page in every})
    held = contents.held_by({page.pk: page.kept_as for page in every})
    shown = _shown(every)
    trees = {key: _tree(top, _descendants(top, below), rules, held) for key, top in tops.items()}
    hours = dict(ProgrammePage.objects.filter(pk__in=[top.pk for top in tops.values()]).values_list("pk", "hours"))
    return {key: _outline(tree, shown, held, hours.get(tops[key].pk, 0)) for key, tree in trees.items()}


def _outline(tree: Part, shown: Mapping[UUID, Shown], held: Mapping[UUID, tuple[Content, ...]], hours: int) -> Outline:
    ways: dict[UUID, Path] = {}
    for path in paths(tree):
        ways.setdefault(path[-1].key, path)
    return Outline(
        part=tree,
        shown={key: shown[key] for key in ways},
        contents={key: held[key] for key in ways if key in held},
        hours=hours,
        ways=ways,
    )


def level_of(page: Page) -> Level:
    """Return what `page` is: a programme, a module or a lesson."""
    return next(level for model, level in LEVELS.items() if issubclass(page.specific_class, model))


def _first_written(keys: Iterable[UUID]) -> dict[UUID, Page]:
    """Return for each key the live page that was made first."""
    found = _pages().filter(translation_key__in=list(keys)).order_by("-pk")
    return {page.translation_key: page for page in found if addressing.is_learnt(page)}


def _below(tops: Iterable[Page]) -> list[Page]:
    inside = Q(pk__in=[])
    for top in tops:
        inside |= Q(path__startswith=top.path, depth__gt=top.depth)
    return [page for page in _pages().filter(inside).order_by("path") if addressing.is_learnt(page)]


def _pages() -> "Page.objects":
    return addressing.with_keys(Page.objects.live()).select_related("locale").only(*FIELDS, "locale__language_code")


def _descendants(top: Page, pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.path.startswith(top.path)]


def _tree(page: Page, below: list[Page], rules: ruling.Rules, held: Mapping[UUID, tuple[Content, ...]]) -> Part:
    """Return the part that `page` is, with those below it; a page below one that is not published is not there."""
    children = [child for child in below if child.depth == page.depth + 1]
    inner = (_tree(child, _descendants(child, below), rules, held) for child in children)
    parts = {part.key: part for part in inner}
    level = level_of(page)
    return Part(
        key=page.kept_as,
        level=level,
        requirements=rules.requirements(page.kept_as, level, held.get(page.kept_as, ()), is_leaf=not parts),
        parts=tuple(parts.values()),
        availability=rules.availability(page.kept_as),
    )


def _shown(pages: list[Page]) -> dict[UUID, Shown]:
    """Return how each part is shown, in the reader's language where there is a translation."""
    language = get_language() or "en"
    translated = {page.translation_key: page for page in _in_language(pages, language)}
    minutes = dict(LessonPage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "minutes"))
    shown: dict[UUID, Shown] = {}
    for page in pages:
        mine = translated.get(page.translation_key, page)
        shown[page.kept_as] = Shown(
            page_id=mine.pk,
            title=mine.title,
            url=mine.get_url() or "",
            revision_id=mine.live_revision_id,
            minutes=minutes.get(page.pk),
            is_translated=mine.locale.language_code == language,
        )
    return shown


def _in_language(pages: list[Page], language: str) -> Iterable[Page]:
    keys = {page.translation_key for page in pages}
    return _pages().filter(translation_key__in=keys, locale__language_code=language)
