"""Feeds of news and results, for one championship or for all. Other parts register what else is news.

No name stands in a feed: readers' programs keep what they once read, and a name can be taken back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ContestedSkill, ResultState
from championships.events.open_data.gathering import Announced, announced, public_championships
from championships.events.skill_names import names_of

MOST_ITEMS = 50
FIRST_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FeedItem:
    """One piece of news. `key` never changes, `path` is where it is read, `at` is when it became public."""

    key: str
    title: str
    path: str
    at: datetime
    summary: str = ""


MakeItems = Callable[[str, Championship | None, int], Iterable[FeedItem]]
"""Returns at most so many pieces of news in a language, of one championship or (None) of all; the newest first."""

_makers: list[MakeItems] = []


def register_items(make: MakeItems) -> None:
    """Put what `make` returns, in a constant number of queries, into the feeds; registering again changes nothing."""
    if make not in _makers:
        _makers.append(make)


def items_of(language: str, championship: Championship | None) -> list[FeedItem]:
    """Return the newest pieces of news of all makers."""
    found = [item for make in _makers for item in make(language, championship, MOST_ITEMS)]
    return sorted(found, key=lambda item: (item.at, item.key), reverse=True)[:MOST_ITEMS]


def result_items(language: str, championship: Championship | None, count: int) -> list[FeedItem]:
    """Return what became public of results last. Four queries at most."""
    within = [championship] if championship else public_championships()
    shown = ContestedSkill.objects.filter(championship__in=within, public_result__isnull=False)
    newest = shown.exclude(public_since=None).order_by("-public_since", "-pk")
    skills = list(newest.select_related("championship", "skill", "public_result")[:count])
    titles = names_of(skills, language)
    pages = {each.championship.pk: each for each in announced({s.championship for s in skills}, language)}
    return [
        _result_item(skill, titles[skill.pk], pages[skill.championship_id])
        for skill in skills
        if skill.championship_id in pages
    ]


def _result_item(skill: ContestedSkill, title: str, each: Announced) -> FeedItem:
    result, since = skill.public_result, skill.public_since
    assert result is not None and since is not None  # noqa: S101, PT018 -- the query asked for those that have them
    return FeedItem(
        key=f"result:{result.pk}:{skill.public_state}",
        title=_("Results: %(skill)s") % {"skill": title},
        path=sections.url_of(each.page, "skills", skill.pk),
        at=since,
        summary=", ".join((each.title, _state_words(ResultState(skill.public_state), result.version))),
    )


def _state_words(state: ResultState, version: int) -> str:
    words = str(capfirst(state.label))
    if version == 1:
        return words
    return ". ".join((words, _("Corrected, version %(number)s.") % {"number": version}))


# Writing ---------------------------------------------------------------------------------------------------------


class _Atom(Atom1Feed):
    """Atom whose moment is that of its newest item, and never now: the same news gives the same bytes."""

    def latest_post_date(self) -> datetime:
        """Return the moment of the newest item, else the one that the feed began at."""
        return _latest(self)


class _Rss(Rss201rev2Feed):
    """RSS, as above."""

    def latest_post_date(self) -> datetime:
        """Return the moment of the newest item, else the one that the feed began at."""
        return _latest(self)


def _latest(feed: SyndicationFeed) -> datetime:
    return max((item["pubdate"] for item in feed.items), default=feed.feed["began"])


KINDS: dict[str, type[SyndicationFeed]] = {"atom": _Atom, "rss": _Rss}
MEDIA_TYPES = {"atom": "application/atom+xml; charset=utf-8", "rss": "application/rss+xml; charset=utf-8"}


@dataclass(frozen=True)
class Channel:
    """One feed: its title, its language, the championship it is about (None: all), and its own whole address."""

    title: str
    language: str
    about: Announced | None
    address: str

    @property
    def began(self) -> datetime:
        """The moment that it carries while nothing is in it."""
        return datetime.combine(self.about.championship.starts_on, time(), tzinfo=UTC) if self.about else FIRST_MOMENT


def feed_of(kind: str, channel: Channel, absolute: Callable[[str], str]) -> tuple[bytes, str]:
    """Return a feed and its media type; `kind` is one of KINDS. Ten queries at most, and those of other makers."""
    championship = channel.about.championship if channel.about else None
    feed = KINDS[kind](
        title=channel.title,
        link=absolute((channel.about.page.get_url() if channel.about else None) or f"/{channel.language}/"),
        description=_("News and results"),
        language=channel.language,
        feed_url=channel.address,
        feed_guid=channel.address,
        began=channel.began,
    )
    for item in items_of(channel.language, championship):
        feed.add_item(
            title=item.title,
            link=absolute(item.path),
            description=item.summary,
            pubdate=item.at,
            updateddate=item.at,
            unique_id=f"urn:podium:{item.key}:{channel.language}",
            unique_id_is_permalink=False,
        )
    return feed.writeString("utf-8").encode(), MEDIA_TYPES[kind]
