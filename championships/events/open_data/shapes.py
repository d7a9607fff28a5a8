"""The shapes of the interface's answers; its documentation is generated from them and every answer is held to them.

Marks are texts with a point and two places, so that no program makes a float of them. Days are `2026-11-12`, moments
ISO 8601 with their offset.
"""

from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

EXACT = ConfigDict(extra="forbid")

Stage = Literal["selection", "regional", "interregional", "final", "other"]
Members = Literal["organisation", "region", "country"]
Category = Literal["main", "juniors", "open"]
State = Literal["provisional", "confirmed", "published"]
Medal = Literal["gold", "silver", "bronze", "medallion for excellence"]
Key = Annotated[int, Field(description=gettext_noop("The key; it never changes."))]
PublicName = Annotated[
    str | None, Field(description=gettext_noop("So far as it is public: a name, initials, or null for nothing."))
]
Marks = Annotated[
    dict[str, str],
    Field(description=gettext_noop("Marks by the letter of the criterion; what is missing was not marked.")),
]


@with_config(EXACT)
class ChampionshipData(TypedDict):
    """A championship that has a public page."""

    slug: Annotated[str, Field(description=gettext_noop("The short name; it stands in the addresses."))]
    title: str
    starts_on: str
    ends_on: str
    place: str
    time_zone: str
    stage: Stage
    members_are: Annotated[Members, Field(description=gettext_noop("Whom the competitors stand for."))]
    sequence: Annotated[
        int,
        Field(
            description=gettext_noop("It grows with every change of the public results: compare it to know of news.")
        ),
    ]
    frozen: Annotated[bool, Field(description=gettext_noop("While it is frozen, nothing changes about the results."))]
    page: Annotated[str, Field(description=gettext_noop("The page for readers."))]


@with_config(EXACT)
class SkillData(TypedDict):
    """A contested skill, and how final its public result is."""

    id: Key
    number: str
    title: str
    category: Category
    team_size: int
    state: Annotated[
        State | None, Field(description=gettext_noop("How final the public result is; null where there is none."))
    ]
    since: Annotated[str | None, Field(description=gettext_noop("Since when the public sees this result."))]
    version: Annotated[
        int | None, Field(description=gettext_noop("The version of the result; above 1 it was corrected."))
    ]


@with_config(EXACT)
class CriterionData(TypedDict):
    """A criterion of the marking scheme."""

    letter: str
    name: str
    maximum: str


@with_config(EXACT)
class LineData(TypedDict):
    """One line of a result: a competitor or a team."""

    position: int
    name: PublicName
    organisation: str
    region: str
    country: str
    total: Annotated[str | None, Field(description=gettext_noop("The sum of the marks; null where it is not known."))]
    criteria: Marks
    scale_score: Annotated[int | None, Field(description=gettext_noop("Points of the scale whose median is 700."))]
    medal: Medal | None
    best_of_member: Annotated[
        bool, Field(description=gettext_noop("Whether nobody of those they stand for has more points."))
    ]


@with_config(EXACT)
class ScheduleItemData(TypedDict):
    """Something on the plan."""

    id: Key
    skill: Annotated[int | None, Field(description=gettext_noop("The key of the skill; null: for all of them."))]
    title: str
    kind: str
    date: str
    starts_at: Annotated[str | None, Field(description=gettext_noop("The moment it begins; null: the whole day."))]
    ends_at: str | None
    place: str


@with_config(EXACT)
class ParticipantData(TypedDict):
    """An entry that was not withdrawn."""

    skill: Annotated[int, Field(description=gettext_noop("The key of the skill."))]
    number: int
    name: PublicName
    organisation: str
    region: str
    country: str


@with_config(EXACT)
class MedalLineData(TypedDict):
    """One member of the medal table."""

    position: int
    member: str
    gold: int
    silver: int
    bronze: int
    medallions: int
    medal_points: Annotated[
        int, Field(description=gettext_noop("Four for gold, three for silver, two for bronze, one for a medallion."))
    ]


@with_config(EXACT)
class Paged(TypedDict):
    """One page of a list."""

    page: int
    pages: int
    total: Annotated[int, Field(description=gettext_noop("How many there are on all pages."))]
    next: Annotated[str | None, Field(description=gettext_noop("The address of the next page; null on the last."))]


class Championships(Paged):
    """Championships, the latest first."""

    items: list[ChampionshipData]


class Skills(Paged):
    """The contested skills of a championship, in its order."""

    items: list[SkillData]


class SkillResults(Paged):
    """The public result of a skill, line by line."""

    championship: str
    sequence: int
    skill: SkillData
    maximum: Annotated[str | None, Field(description=gettext_noop("The most possible; null where no marks are known."))]
    criteria: list[CriterionData]
    reason: Annotated[
        str, Field(description=gettext_noop("What the organisers say of why it was corrected; may be empty."))
    ]
    items: list[LineData]


class Schedule(Paged):
    """The plan of a championship, by day and hour."""

    items: list[ScheduleItemData]


class Participants(Paged):
    """Who takes part, by skill and number."""

    items: list[ParticipantData]


@with_config(EXACT)
class MedalTableData(TypedDict):
    """The medal table, from public results alone."""

    championship: str
    sequence: int
    members_are: Members
    unknown: Annotated[
        int, Field(description=gettext_noop("Lines of results of which it is not known whom they stand for."))
    ]
    lines: list[MedalLineData]


@with_config(EXACT)
class Fault(TypedDict):
    """Why there is no answer."""

    code: Literal["not_found", "bad_parameter"]
    message: str
    parameter: Annotated[str | None, Field(description=gettext_noop("Which parameter it is about, if any."))]
