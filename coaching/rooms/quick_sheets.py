"""A small marking scheme out of nothing: a few aspects that a host names on the spot, kept as any other scheme is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from championships.marking import Aspect, Criterion, Kind, Scheme, SubCriterion
from championships.schemes.models import SchemeVersion
from championships.schemes.versions import Origin, new_version
from people.models import User


@dataclass(frozen=True, slots=True)
class QuickAspect:
    """An aspect that a host has named: `kind` is "M" or "J", `maximum` in marks."""

    name: str
    kind: str
    maximum: Decimal


def make_sheet(*, host: User, title: str, aspects: Sequence[QuickAspect]) -> SchemeVersion:
    """Store the aspects as the one sub-criterion of a new scheme, the host's own, and return its first version.

    Raises:
        PermissionDenied: the host may not keep schemes.
        ValueError: there are no aspects.
    """
    if not aspects:
        message = "A sheet has at least one aspect."
        raise ValueError(message)
    part = SubCriterion("A1", title, aspects=tuple(_aspect(number, one) for number, one in enumerate(aspects, 1)))
    scheme = Scheme(criteria=(Criterion("A", _("Practice"), (part,)),))
    return new_version(actor=host, content=scheme, origin=Origin("scheme.built"), title=title)


def _aspect(number: int, aspect: QuickAspect) -> Aspect:
    kind = Kind.JUDGEMENT if aspect.kind == "J" else Kind.MEASUREMENT
    return Aspect(f"A1.{kind}{number}", kind, aspect.maximum.quantize(Decimal("0.01")), aspect.name)
