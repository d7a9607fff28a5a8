"""Saying on which terms a programme ends with a document. What was issued keeps the terms of its day."""

from typing import Any
from uuid import UUID

from django.db import transaction

from coaching.certificates import permissions
from coaching.certificates.models import NumberSeries, ProgrammeTerms
from coaching.certificates.refusals import Refused, Why
from people import audit
from people.models import Organisation, User

TERMS = (
    "kind", "hours", "city", "signatory_name", "signatory_post", "valid_months", "area", "qualification",
    "speciality_group", "study_form", "financing", "education_place",
)  # fmt: skip


@transaction.atomic
def set_terms(
    *, actor: User, programme_key: UUID, title: str, organisation: Organisation, series: dict[str, Any], **terms: Any
) -> ProgrammeTerms:
    """Store the terms of a programme in the name of `organisation` and return them.

    `series` holds prefix, digits, restarts_yearly and next_number; programmes of the organisation whose numbers begin
    alike count in one series. A number that was given is never given again: next_number only ever grows within a year.

    Raises:
        Refused: `actor` may not issue for the organisation, or the terms belong to another one of which she is not.
    """
    before = ProgrammeTerms.objects.select_for_update().filter(programme_key=programme_key).first()
    asked = {organisation.pk} | ({before.organisation_id} if before else set())
    if not all(permissions.may_issue_for(actor, pk) for pk in asked):
        raise Refused(Why.NOT_YOURS)
    values = {name: terms[name] for name in TERMS if name in terms}
    values |= {"title": title, "organisation": organisation, "series": _kept_series(organisation, **series)}
    kept, is_new = ProgrammeTerms.objects.update_or_create(programme_key=programme_key, defaults=values)
    action = "certificate_terms.made" if is_new else "certificate_terms.changed"
    data = {name: values[name] for name in TERMS if name in values}
    audit.record(actor=actor, action=action, subject=kept, data={**data, "organisation": organisation.pk})
    return kept


def _kept_series(
    organisation: Organisation, *, prefix: str, digits: int, restarts_yearly: bool, next_number: int
) -> NumberSeries:
    series, _is_new = NumberSeries.objects.select_for_update().get_or_create(
        organisation=organisation, prefix=prefix, defaults={"next_number": next_number}
    )
    series.digits, series.restarts_yearly = digits, restarts_yearly
    series.next_number = max(series.next_number, next_number)
    series.save()
    return series
