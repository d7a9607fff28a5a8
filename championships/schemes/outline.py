"""A scheme at a glance: the figures that stand at the head of a page, and the sections as bars."""

from dataclasses import dataclass
from decimal import Decimal

from championships.marking import Kind, Scheme, SectionVariation, Variation, section_variation

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How many aspects are of one kind, and the marks that they carry."""

    kind: str
    count: int
    marks: Decimal


@dataclass(frozen=True, slots=True)
class Outline:
    """The figures of a scheme; `scale` is the longest bar of the sections, in marks."""

    total: Decimal
    whole: Decimal
    sub_criteria: int
    measurement: KindFigures
    judgement: KindFigures
    variation: Variation
    scale: Decimal

    @property
    def aspects(self) -> int:
        """How many aspects there are."""
        return self.measurement.count + self.judgement.count


def outline_of(scheme: Scheme) -> Outline:
    """Return the figures of `scheme`, all of them summed from its aspects."""
    variation = section_variation(scheme)
    return Outline(
        total=scheme.maximum,
        whole=WHOLE,
        sub_criteria=sum(1 for _ in scheme.sub_criteria),
        measurement=_figures(scheme, Kind.MEASUREMENT),
        judgement=_figures(scheme, Kind.JUDGEMENT),
        variation=variation,
        scale=max((_longest(row) for row in variation.sections), default=WHOLE) or WHOLE,
    )


def _figures(scheme: Scheme, kind: Kind) -> KindFigures:
    return KindFigures(kind.value, scheme.count(kind), scheme.maximum_of(kind))


def _longest(row: SectionVariation) -> Decimal:
    return max(row.declared or Decimal(0), row.carried)
