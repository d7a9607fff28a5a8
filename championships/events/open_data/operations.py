"""What the interface can be asked: one list, of which its addresses, its OpenAPI document and its page are made."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from championships.events.open_data import shapes
from championships.events.open_data.asking import HIGHEST_PAGE, MOST_PER_PAGE, PER_PAGE

ROOT = "/api/v1/"


@dataclass(frozen=True)
class Parameter:
    """A word of an address (`slug`), or one behind its question mark."""

    name: str
    description: str | Promise
    type: str = "string"
    in_path: bool = False
    usual: int | str | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """Something that can be asked: the name of its address, the address below ROOT, and the type of its answer."""

    name: str
    address: str
    summary: str | Promise
    answer: type
    parameters: tuple[Parameter, ...] = ()


LANGUAGE = Parameter("language", _("The language of titles and messages."), usual="en", choices=("en", "ru", "kk"))
PAGE = Parameter("page", _("Which page of the list."), "integer", usual=1, most=HIGHEST_PAGE)
PER_PAGE_OF_LIST = Parameter(
    "per_page", _("How many things stand on a page."), "integer", usual=PER_PAGE, most=MOST_PER_PAGE
)
SLUG = Parameter("slug", _("The short name of a championship."), in_path=True)
SKILL = Parameter("skill", _("The key of a skill."), "integer", in_path=True)
LIST = (PAGE, PER_PAGE_OF_LIST, LANGUAGE)

OPERATIONS = (
    Operation("championships", "championships/", _("Championships, the latest first"), shapes.Championships, LIST),
    Operation(
        "championship", "championships/{slug}/", _("One championship"), shapes.ChampionshipData, (SLUG, LANGUAGE)
    ),
    Operation(
        "skills",
        "championships/{slug}/skills/",
        _("The skills of a championship, and how final their results are"),
        shapes.Skills,
        (SLUG, *LIST),
    ),
    Operation(
        "results",
        "championships/{slug}/skills/{skill}/results/",
        _("The public result of a skill"),
        shapes.SkillResults,
        (SLUG, SKILL, *LIST),
    ),
    Operation(
        "medals",
        "championships/{slug}/medals/",
        _("The medal table"),
        shapes.MedalTableData,
        (SLUG, LANGUAGE),
    ),
    Operation("schedule", "championships/{slug}/schedule/", _("The schedule"), shapes.Schedule, (SLUG, *LIST)),
    Operation(
        "participants",
        "championships/{slug}/participants/",
        _("Who takes part, by public name"),
        shapes.Participants,
        (SLUG, *LIST),
    ),
)
