"""Setting the rules of a page: what completes it, when it opens, and for a programme who may read it.

A rule belongs to the page in all its languages and holds at once, whatever is still a draft.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from coaching.training.learning import addressing, belonging
from coaching.training.learning.models import AvailabilityRule, CompletionRule, EnrolmentTerms, Prerequisite, Reading
from coaching.training.learning.outline import Outline, outlines
from coaching.training.learning.parts import unreachable
from coaching.training.learning.refusals import LearningRefused
from people import audit
from people.models import User

COMPLETION = ("read", "quizzes", "assignments", "calibrations", "room", "room_percent")
AVAILABILITY = ("in_order", "opens_at", "closes_at", "opens_on_day", "closes_after_day")
TERMS = ("reading", "self_enrolment")


@transaction.atomic
def set_rules(*, actor: User, page: Page, values: Mapping[str, Any], prerequisites: Iterable[UUID] = ()) -> None:
    """Set the rules of `page` to `values`, by the names of COMPLETION, AVAILABILITY and TERMS; what is not named stays.

    Setting what is set already writes nothing.

    Raises:
        PermissionDenied: `actor` may not edit the page.
        LearningRefused: parts would wait for each other, so that nobody could ever complete them.
        ValidationError: a value is wrong.
    """
    if not addressing.is_learnt(page) or not page.permissions_for_user(actor).can_edit():
        raise PermissionDenied
    key = addressing.key_of(page)
    before = rules_of(key)
    _keep(CompletionRule, {"key": key}, {name: values[name] for name in COMPLETION if name in values})
    rule = _keep(AvailabilityRule, {"key": key}, {name: values[name] for name in AVAILABILITY if name in values})
    _keep_prerequisites(rule, key, set(prerequisites))
    terms = {name: values[name] for name in TERMS if name in values}
    if terms:
        invited = terms.get("reading") == Reading.INVITED
        _keep(EnrolmentTerms, {"programme_key": key}, {**terms, **({"self_enrolment": False} if invited else {})})
    _refuse_circles(key)
    after = rules_of(key)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        audit.record(actor=actor, action="learning.rules_set", subject=page, data={"key": str(key), **changes})


def rules_of(key: UUID) -> dict[str, Any]:
    """Return the rules of the page with this key as plain values, those of a page without rules too."""
    completion = CompletionRule.objects.filter(key=key).first() or CompletionRule(key=key)
    opening = AvailabilityRule.objects.filter(key=key).first() or AvailabilityRule(key=key)
    terms = EnrolmentTerms.objects.filter(programme_key=key).first() or EnrolmentTerms(programme_key=key)
    first = opening.prerequisites.values_list("key", flat=True) if opening.pk else ()
    return {
        **{name: _plain(getattr(completion, name)) for name in COMPLETION},
        **{name: _plain(getattr(opening, name)) for name in AVAILABILITY},
        **{name: _plain(getattr(terms, name)) for name in TERMS},
        "prerequisites": sorted(str(each) for each in first),
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)


def _keep(model: Any, key: Mapping[str, UUID], values: Mapping[str, Any]) -> Any:
    row = model.objects.select_for_update().filter(**key).first() or model(**key)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def _keep_prerequisites(rule: AvailabilityRule, key: UUID, wanted: set[UUID]) -> None:
    wanted -= {key}
    rule.prerequisites.exclude(key__in=wanted).delete()
    Prerequisite.objects.bulk_create((Prerequisite(rule=rule, key=each) for each in wanted), ignore_conflicts=True)


def _refuse_circles(key: UUID) -> None:
    for outline in outlines(belonging.tops_with(key)).values():
        stuck = unreachable(outline.part)
        if stuck and outline.part.parts:
            raise LearningRefused(_circle(outline, stuck))


def _circle(outline: Outline, stuck: list[UUID]) -> str:
    names = ", ".join(f"“{outline.shown[key].title}”" for key in stuck if key != outline.key)
    return _("Nobody could ever complete this: %(names)s would wait for each other. Take one prerequisite away.") % {
        "names": names
    }
