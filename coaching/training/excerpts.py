"""Parts of a marking scheme, read as they stand now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from championships.schemes.models import SchemeVersion, SubCriterion


@dataclass(frozen=True)
class Excerpt:
    """Some sub-criteria of one version of a scheme, with their aspects and the marks that these carry."""

    version: SchemeVersion
    sub_criteria: Sequence[SubCriterion]

    @property
    def marks(self) -> Decimal:
        """Return the sum of the maxima of all aspects, in marks."""
        return sum((aspect.maximum for sub in self.sub_criteria for aspect in sub.aspects.all()), Decimal("0.00"))


def codes_in(text: str) -> list[str]:
    """Return the codes that an author wrote, in order and without doubles: `"a1, A2"` gives A1 and A2."""
    return list(dict.fromkeys(code.upper() for code in re.split(r"[\s,;]+", text) if code))


def known_codes(version: SchemeVersion) -> list[str]:
    """Return the codes of all sub-criteria of `version`, in order."""
    return [sub_criterion.code for sub_criterion in _rows(version)]


def missing_codes(version: SchemeVersion, codes: Sequence[str]) -> list[str]:
    """Return those of `codes` that are neither a criterion nor a sub-criterion of `version`."""
    known = {name for sub in _rows(version) for name in (sub.code.upper(), sub.criterion.letter.upper())}
    return [code for code in codes if code not in known]


def read(version: SchemeVersion, codes: Sequence[str]) -> Excerpt:
    """Return the part of `version` that `codes` name; a letter stands for all of its criterion. Five queries."""
    rows = _rows(version).prefetch_related("aspects__descriptors", "aspects__section")
    return Excerpt(version, [sub for sub in rows if sub.code.upper() in codes or sub.criterion.letter.upper() in codes])


def _rows(version: SchemeVersion) -> QuerySet[SubCriterion]:
    rows = SubCriterion.objects.filter(criterion__version=version).select_related("criterion")
    return rows.order_by("criterion__order", "order")
