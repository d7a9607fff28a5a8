"""Which skill of the list a marking scheme belongs to: proposed from what the file says, changed by its keepers."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.schemes.folding import alike
from championships.schemes.models import Scheme, Skill
from championships.schemes.permissions import may_add_version
from championships.schemes.standards import in_language
from people.audit import record
from people.models import User


def propose_skill(number: str, name: str) -> Skill | None:
    """Return the skill that a file means by `number` and `name`; None if none or more than one may be meant.

    A name is compared in every language, without case, spaces and punctuation, and with Cyrillic letters that look
    like Latin ones as Latin. Where several skills share the name, the number decides; where none has the name, the
    number alone does if only one skill has it.
    """
    by_name = _skills(matching_name=alike(name)[:200]) if alike(name) else []
    by_number = _skills(matching_number=alike(number)[:20]) if alike(number) else []
    numbers = {skill.translation_key for skill in by_number}
    both = [skill for skill in by_name if skill.translation_key in numbers]
    return _only(both) or _only(by_name) or (None if by_name else _only(by_number))


@transaction.atomic
def link_skill(*, actor: User, scheme: Scheme, skill: Skill | None) -> Scheme:
    """Let `scheme` belong to `skill`, or to none.

    Raises:
        PermissionDenied: `actor` may not change this scheme.
    """
    if not may_add_version(actor, scheme):
        raise PermissionDenied(_("You may not change this scheme."))
    before = scheme.skill
    scheme.skill = skill
    scheme.save(update_fields=["skill"])
    data = {"from": str(before or ""), "to": str(skill or "")}
    record(actor=actor, action="scheme.skill_linked", subject=scheme, data=data)
    return scheme


def _skills(**match: str | UUID) -> list[Skill]:
    return list(Skill.objects.filter(**match).select_related("locale"))


def _only(skills: Iterable[Skill]) -> Skill | None:
    """Return the one skill that all rows are, in the site's first language if it is translated into that."""
    keys = {row.translation_key for row in skills}
    if len(keys) != 1:
        return None
    return in_language(_skills(translation_key=keys.pop()), settings.LANGUAGE_CODE)
