"""The register of search: each wing answers itself for what is public of its own.

Pages stand below championships and coaching and may not import them, so each app registers its source itself, from
`ready()` of its configuration. What a source finds is asked for anew at every search: nothing that is taken back stays
behind in an index of somebody else's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from pages.search.words import asked_words

LONGEST_QUERY = 200
Name = str | Promise


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for: her words as she typed them, the same folded, and the language she reads in."""

    query: str
    words: Sequence[str]
    language: str

    @classmethod
    def of(cls, query: str, language: str) -> "Asked":
        """Return what `query` asks for; what is longer than anybody types is cut off."""
        plain = " ".join(query.replace("\x00", "")[:LONGEST_QUERY].split())
        return cls(plain, asked_words(plain), language)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `language` is empty where it is the reader's own; `text` is for an excerpt.

    `key` is for the source alone, which may know more about it.
    """

    title: str
    url: str
    text: str = ""
    eyebrow: str = ""
    facts: Sequence[str] = ()
    language: str = ""
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How much there is, and the part of it that was asked for."""

    total: int
    hits: Sequence[Hit]


NOTHING = Found(0, ())


@dataclass(frozen=True)
class Source:
    """Who answers for a kind of thing. `find` takes the words, the first place and how many, and asks a constant number of queries."""

    name: str
    label: Name
    order: int
    find: Callable[[Asked, int, int], Found] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """What one source has found."""

    name: str
    label: Name
    found: Found


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Let `source` answer from now on; one with the same name takes the place of the earlier one."""
    _sources[source.name] = source


def sources() -> list[Source]:
    """Return the sources in the order in which readers meet them."""
    return sorted(_sources.values(), key=lambda source: source.order)


def find_everywhere(asked: Asked, count: int) -> list[Group]:
    """Return the groups that have something, each with at most `count` of it. Without words nothing is found."""
    if not asked.words:
        return []
    groups = [Group(source.name, source.label, source.find(asked, 0, count)) for source in sources()]
    return [group for group in groups if group.found.total]
