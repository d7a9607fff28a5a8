"""What is kept of championships."""

from championships.events.models.championships import (
    Category,
    Championship,
    FewCompetitors,
    MembersAre,
    ResultState,
    Stage,
)
from championships.events.models.entries import (
    Draw,
    Entry,
    EntryPerson,
    EntryStatus,
    MarkingTeam,
    MarkingTeamSeat,
    Official,
    OfficialRole,
)
from championships.events.models.news import ChampionshipNewsPage
from championships.events.models.pages import ChampionshipIndexPage, ChampionshipPage
from championships.events.models.people import Consent, Covers, GivenBy, Publicity, PublicPerson
from championships.events.models.results import MedalKind, ResultRow, SkillResult
from championships.events.models.reveal import Ceremony
from championships.events.models.schedule import Partner, PartnerLevel, ScheduleItem, ScheduleKind
from championships.events.models.skills import ContestedSkill, DocumentKind, SkillDocument
from championships.events.models.uploads import PendingUpload, UploadKind

__all__ = [
    "Category",
    "Ceremony",
    "Championship",
    "ChampionshipIndexPage",
    "ChampionshipNewsPage",
    "ChampionshipPage",
    "Consent",
    "ContestedSkill",
    "Covers",
    "DocumentKind",
    "Draw",
    "Entry",
    "EntryPerson",
    "EntryStatus",
    "FewCompetitors",
    "GivenBy",
    "MarkingTeam",
    "MarkingTeamSeat",
    "MedalKind",
    "MembersAre",
    "Official",
    "OfficialRole",
    "Partner",
    "PartnerLevel",
    "PendingUpload",
    "PublicPerson",
    "Publicity",
    "ResultRow",
    "ResultState",
    "ScheduleItem",
    "ScheduleKind",
    "SkillDocument",
    "SkillResult",
    "Stage",
    "UploadKind",
]
