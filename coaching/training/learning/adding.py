"""Bringing many people into a cohort at once: what a list would do is told first, and done when a mentor says so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.workbook import read_workbook
from championships.schemes.models import ClassList
from coaching.training.learning import enrolling, inviting, letters
from coaching.training.learning.leading import leads
from coaching.training.learning.models import Cohort, EnrolmentState, Expected
from coaching.training.learning.outline import outline_of
from coaching.training.learning.refusals import LearningRefused
from people import audit
from people.models import User

MOST = 1000
ADDRESS = re.compile(r"[^\s<>,;\"']+@[^\s<>,;\"']+")
LONGEST_NAME = 150


class Verdict(StrEnum):
    """What would come of one line of a list."""

    ENROL = "enrol"
    INVITE = "invite"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"
    DOUBLE = "double"
    NO_ADDRESS = "no_address"
    WRONG = "wrong"
    NO_SEAT = "no_seat"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as a list names her: `place` says where, for example the number of a line."""

    place: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a list, and what would come of her."""

    entry: Entry
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Report:
    """What a list would do, line by line."""

    lines: Sequence[Line]

    def count(self, verdict: Verdict) -> int:
        """Return how many lines have the verdict."""
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def taken(self) -> list[Line]:
        """Return the lines of which something would come."""
        return [line for line in self.lines if line.verdict in {Verdict.ENROL, Verdict.INVITE}]

    @property
    def elsewhere(self) -> list[Line]:
        """Return the lines of people who stay in another cohort of the programme."""
        return [line for line in self.lines if line.verdict == Verdict.ELSEWHERE]

    def as_text(self) -> str:
        """Return the people that would be taken as a list that `from_text` reads."""
        return "\n".join(f"{line.entry.name} <{line.entry.email}>".strip() for line in self.taken)


def from_text(text: str) -> list[Entry]:
    """Return the people of a pasted list: an e-mail address in each line, with a name before or after it.

    Lines with several addresses and nothing else are several people.
    """
    return list(_numbered(person for line in text.splitlines() if line.strip() for person in _people_of(line)))


def from_workbook(content: bytes) -> list[Entry]:
    """Return the people of the first sheet: in each row the first address, and the first other text as the name.

    Raises:
        LearningRefused: the file is no .xlsx workbook.
    """
    try:
        sheets = read_workbook(content)
    except FileRefused:
        raise LearningRefused(
            _("This file is no .xlsx workbook that can be read. Save it as .xlsx and try again.")
        ) from None
    rows = sheets[0].rows if sheets else ()
    people = [(row.number, *_person_of([cell.text for cell in row.cells.values() if cell.text])) for row in rows]
    if people and not people[0][2]:
        people = people[1:]  # The first row is headings.
    return [_entry(number, name, email) for number, name, email in people]


def from_class_list(class_list: ClassList) -> list[Entry]:
    """Return the people of a class list; their sign-in names and results are searched for addresses."""
    rows = class_list.members.order_by("order").values_list("name", "account", "results")
    people = ((name, _address_in([account, *map(str, results.values())])) for name, account, results in rows)
    return list(_numbered(people))


def report_on(cohort: Cohort, entries: Iterable[Entry]) -> Report:
    """Return what the list would do to the cohort; nothing is written. At most five queries."""
    entries = list(entries)[:MOST]
    emails = {entry.email for entry in entries}
    accounts = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    there = cohort.enrolments.exclude(state=EnrolmentState.LEFT).filter(user__email__in=emails)
    others = enrolling.seated_elsewhere(cohort).filter(user__email__in=emails)
    known = {
        **dict.fromkeys(others.values_list("user__email", flat=True), Verdict.ELSEWHERE),
        **dict.fromkeys(there.values_list("user__email", flat=True), Verdict.ALREADY),
        **dict.fromkeys(cohort.expected.values_list("email", flat=True), Verdict.ALREADY),
    }
    seats = enrolling.seats_left(cohort)
    lines: list[Line] = []
    seen: set[str] = set()
    for entry in entries:
        verdict = _verdict(entry, seen=seen, known=known, accounts=accounts, is_full=seats == 0)
        if verdict in {Verdict.ENROL, Verdict.INVITE}:
            seats = None if seats is None else seats - 1
        seen.add(entry.email)
        lines.append(Line(entry, verdict))
    return Report(lines)


@transaction.atomic
def add_people(*, actor: User, cohort: Cohort, entries: Iterable[Entry]) -> Report:
    """Enrol those of the list who have an account, invite the others by e-mail, and return what was done with each.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
        LearningRefused: the cohort is over.
    """
    if not leads(actor, cohort):
        raise PermissionDenied
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    report = report_on(cohort, entries)
    emails = [line.entry.email for line in report.taken]
    users = {user.email: user for user in User.objects.filter(email__in=emails)}
    enrolling.enrol_learners(actor=actor, users=users.values(), cohort=cohort)
    others = [line.entry for line in report.taken if line.entry.email not in users]
    Expected.objects.bulk_create(Expected(cohort=cohort, email=each.email, name=each.name) for each in others)
    titles = Titles(cohort.programme_key)
    for line in report.taken:
        _write(actor, cohort, line.entry, users.get(line.entry.email), titles)
    data = {"enrolled": report.count(Verdict.ENROL), "invited": report.count(Verdict.INVITE)}
    audit.record(actor=actor, action="cohort.people_added", subject=cohort, data=data)
    return report


def _verdict(
    entry: Entry, *, seen: set[str], known: Mapping[str, Verdict], accounts: set[str], is_full: bool
) -> Verdict:
    if not entry.email:
        return Verdict.NO_ADDRESS
    if not _is_address(entry.email):
        return Verdict.WRONG
    if entry.email in seen:
        return Verdict.DOUBLE
    if entry.email in known:
        return known[entry.email]
    if is_full:
        return Verdict.NO_SEAT
    return Verdict.ENROL if entry.email in accounts else Verdict.INVITE


class Titles(dict[str, str]):
    """The title of a programme by language, each asked for once."""

    def __init__(self, programme_key: UUID) -> None:
        """Know of which programme."""
        super().__init__()
        self.programme_key = programme_key

    def __missing__(self, language: str) -> str:
        with translation.override(language):
            outline = outline_of(self.programme_key)
        self[language] = outline.title if outline else ""
        return self[language]


def _write(actor: User, cohort: Cohort, entry: Entry, user: User | None, titles: Titles) -> None:
    language = letters.language_of(user) if user is not None else translation.get_language() or ""
    with translation.override(language):
        path = reverse("learning:home") if user else reverse("learning:invitation", args=[inviting.token_of(cohort)])
    context = {
        "name": entry.name or (user.get_full_name() if user else ""),
        "mentor": actor.get_full_name(),
        "cohort": cohort.name,
        "programme": titles[language],
        "address": letters.absolute(path),
        "has_account": user is not None,
    }
    letters.send(template="learning/letters/added.txt", to=entry.email, language=language, context=context)


def _numbered(people: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    for place, (name, email) in enumerate(people, start=1):
        yield _entry(place, name, email)


def _entry(place: int, name: str, email: str) -> Entry:
    return Entry(place, " ".join(name.split())[:LONGEST_NAME], email.lower())


def _people_of(line: str) -> list[tuple[str, str]]:
    found = ADDRESS.findall(line)
    rest = ADDRESS.sub(" ", line).strip(" \t<>,;\"'")
    if len(found) > 1 and not rest.strip("<>,; \t\"'"):
        return [("", each) for each in found]
    name = " ".join(re.sub(r"[<>,;\"'\t]+", " ", rest).split())
    return [(name, found[0] if found else "")]


def _person_of(cells: Sequence[Any]) -> tuple[str, str]:
    email = _address_in(cells)
    name = next((cell for cell in cells if "@" not in cell and not cell.strip().isdigit()), "")
    return name, email


def _address_in(texts: Iterable[str]) -> str:
    return next((found[0] for text in texts if (found := ADDRESS.search(text))), "")


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
