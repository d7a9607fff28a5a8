"""Issuing to a whole cohort in one step, with a report of who got a document and who was refused why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from coaching.certificates.issuing import issue, latest_of
from coaching.certificates.models import Certificate
from coaching.certificates.refusals import Refused
from people.models import User


@dataclass(slots=True)
class IssueReport:
    """What came of it: documents that are new, those that people had already, and refusals with their words."""

    issued: list[Certificate] = field(default_factory=list)
    had_already: list[Certificate] = field(default_factory=list)
    refused: list[tuple[User, str]] = field(default_factory=list)


def issue_to_many(*, actor: User, recipients: Iterable[User], programme_key: UUID, language: str = "") -> IssueReport:
    """Issue to each of `recipients` who may have it, each in a transaction of its own, and return the report.

    One refusal keeps nobody else from their document, and doing it again changes nothing for those who have theirs.
    """
    report = IssueReport()
    for recipient in recipients:
        before = latest_of(recipient, programme_key)
        try:
            certificate = issue(actor=actor, recipient=recipient, programme_key=programme_key, language=language)
        except Refused as refusal:
            report.refused.append((recipient, refusal.message))
            continue
        same = before is not None and before.pk == certificate.pk
        (report.had_already if same else report.issued).append(certificate)
    return report
