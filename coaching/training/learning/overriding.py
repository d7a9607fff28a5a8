"""A mentor's word in the place of a rule: a part counts as completed, or is open, for one learner and for a reason."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.training.learning import settling
from coaching.training.learning.leading import leads
from coaching.training.learning.models import Enrolment, Override, OverrideKind
from coaching.training.learning.outline import outline_of
from coaching.training.learning.refusals import LearningRefused
from people import audit
from people.models import User

SHORTEST_REASON = 5


@transaction.atomic
def override(*, actor: User, enrolment: Enrolment, key: UUID, kind: OverrideKind, reason: str) -> Override:
    """Decide about one module or lesson for the learner of `enrolment`; deciding again replaces the reason.

    Raises:
        PermissionDenied: `actor` does not lead the learner's cohort, or decides about herself.
        LearningRefused: there is no reason, or the programme has no such part.
    """
    if enrolment.cohort is None or not leads(actor, enrolment.cohort) or actor.pk == enrolment.user_id:
        raise PermissionDenied
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise LearningRefused(_("Say why in a few words: the learner and a later examiner read it."))
    outline = outline_of(enrolment.programme_key)
    if outline is None or key not in outline.ways or key == outline.key:
        raise LearningRefused(_("The programme has no such module or lesson."))
    words = {"reason": reason, "by": actor, "at": timezone.now()}
    kept, _is_new = Override.objects.update_or_create(user=enrolment.user, kind=kind, key=key, defaults=words)
    data = {"user": enrolment.user_id, "key": str(key), "kind": str(kind), "reason": reason}
    audit.record(actor=actor, action="learning.overridden", subject=kept, data=data)
    settling.settle(user=enrolment.user, outline=outline)
    return kept
