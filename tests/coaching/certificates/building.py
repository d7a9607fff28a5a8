"""What the tests of documents are made of: a source of evidence in place of learning, and people with documents."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from coaching.certificates.issuing import issue
from coaching.certificates.models import Certificate, ProgrammeTerms
from coaching.certificates.terms_keeping import set_terms
from people.models import Organisation, User

COMPLETED = dt.datetime(2026, 5, 28, 9, 30, tzinfo=dt.UTC)
ISSUED = dt.datetime(2026, 6, 1, 8, 0, tzinfo=dt.UTC)
SERIES = {"prefix": "PD-", "digits": 6, "restarts_yearly": True, "next_number": 1}
TERMS: dict[str, Any] = {
    "kind": "development",
    "hours": 72,
    "city": "Zarechye",
    "signatory_name": "A. Serikova",
    "signatory_post": "Director",
    "valid_months": None,
    "area": "Образование и наука",
    "qualification": "",
    "speciality_group": "",
    "study_form": "in_person",
    "financing": "budget",
    "education_place": "inside",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was reached."""

    kind: str
    key: UUID
    title: str
    revision_id: int | None
    percent: Decimal | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """What one person has reached in one programme."""

    programme_key: UUID
    title: str = "Preparing students"
    hours: int = 72
    is_complete: bool = True
    completed_at: dt.datetime | None = COMPLETED
    items: tuple[Item, ...] = (
        Item("module", UUID(int=1), "Plan a season", 7, None, dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)),
        Item("quiz", UUID(int=2), "Rules", None, Decimal("87.50"), COMPLETED),
        Item("module", UUID(int=3), "Lead a live room", 9, None, COMPLETED),
    )


@dataclass
class KnownLearners:
    """A source that knows what it was told, in place of learning."""

    reached: dict[tuple[int, UUID], Reached] = field(default_factory=dict)
    cohorts: dict[UUID, set[int]] = field(default_factory=dict)

    def tell(self, user: User, programme_key: UUID, **values: Any) -> None:
        """Say that `user` has reached everything, or what `values` say."""
        self.reached[user.pk, programme_key] = Reached(programme_key, **values)

    def evidence_for(self, *, user: User, programme_key: UUID) -> Reached | None:
        """Return what was told."""
        return self.reached.get((user.pk, programme_key))

    def learners_of(self, programme_key: UUID, cohort: UUID | None = None) -> Sequence[int]:
        """Return everybody of whom something was told; in a cohort, those who were put there."""
        known = [user_id for user_id, key in self.reached if key == programme_key]
        return known if cohort is None else [user_id for user_id in known if user_id in self.cohorts[cohort]]

    def cohorts_of(self, programme_key: UUID) -> Sequence[tuple[UUID, str]]:
        """Return the cohorts that were named."""
        return [(key, f"Cohort {number}") for number, key in enumerate(self.cohorts, start=1)]

    def programmes_of(self, user: User) -> Sequence[UUID]:
        """Return the programmes in which something was told of `user`."""
        return [key for user_id, key in self.reached if user_id == user.pk]


def make_terms(actor: User, organisation: Organisation, key: UUID | None = None, **values: Any) -> ProgrammeTerms:
    """Set terms of a programme; `series` and any of the terms may be others than usual."""
    series = {**SERIES, **values.pop("series", {})}
    title = values.pop("title", "Preparing students")
    return set_terms(
        actor=actor,
        programme_key=key or uuid4(),
        title=title,
        organisation=organisation,
        series=series,
        **{**TERMS, **values},
    )


def certify(actor: User, recipient: User, terms: ProgrammeTerms, learners: KnownLearners, **values: Any) -> Certificate:
    """Let `recipient` complete the programme, and issue the document."""
    learners.tell(recipient, terms.programme_key)
    asked = {"language": "en", "at": ISSUED, **values}
    return issue(actor=actor, recipient=recipient, programme_key=terms.programme_key, **asked)
