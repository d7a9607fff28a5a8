"""What a file turned out to be: the scheme that was read, and everything that was doubtful on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from championships.marking import Kind, Scheme, Severity, section_variation
from championships.schemes.exchange import plain
from championships.schemes.exchange.awarded import NOTHING_BESIDE, Beside
from championships.schemes.exchange.texts import as_mark
from championships.schemes.messages import message_of


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row of the file, or about the scheme as a whole (then `row` is None).

    `seen` is the text as it stands in the file, for a reader who looks for it there.
    """

    code: str
    sheet: str = ""
    row: int | None = None
    seen: str = ""
    severity: Severity = Severity.WARNING
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """The remark in the reader's language."""
        return message_of(self.code, self.parameters)

    def as_json(self) -> dict[str, Any]:
        """Return the remark as the command line prints it."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "message": self.message,
            "text": self.seen,
            "code": self.code,
            "severity": self.severity.value,
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of a dry run."""

    source: str
    layout: str
    layout_name: str
    scheme: Scheme
    remarks: tuple[Remark, ...] = ()
    beside: Beside = NOTHING_BESIDE

    @property
    def errors(self) -> tuple[Remark, ...]:
        """What must be mended in the file before it can be applied."""
        return tuple(remark for remark in self.remarks if remark.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What should be looked at; it does not stand in the way."""
        return tuple(remark for remark in self.remarks if remark.severity is not Severity.ERROR)

    @property
    def skill(self) -> str:
        """Number and name of the skill, as far as the file says them."""
        return f"{self.scheme.skill_number} {self.scheme.skill_name}".strip()

    @property
    def digest(self) -> str:
        """The digest of the scheme's content: two files with the same scheme have the same one."""
        return plain.digest(self.scheme)

    def as_json(self) -> dict[str, Any]:
        """Return the report as the command line prints it: marks are texts with two decimals."""
        scheme = self.scheme
        return {
            "source": self.source,
            "layout": self.layout,
            "layout_name": self.layout_name,
            "skill": self.skill,
            "criteria": [
                {"code": criterion.letter, "name": criterion.name, "marks": as_mark(criterion.maximum)}
                for criterion in scheme.criteria
            ],
            "sub_criteria": sum(1 for _ in scheme.sub_criteria),
            "aspects": {"measurement": scheme.count(Kind.MEASUREMENT), "judgement": scheme.count(Kind.JUDGEMENT)},
            "marks": {
                "measurement": as_mark(scheme.maximum_of(Kind.MEASUREMENT)),
                "judgement": as_mark(scheme.maximum_of(Kind.JUDGEMENT)),
            },
            "total": as_mark(scheme.maximum),
            **self._standards(),
            "awarded": [
                {
                    "name": sheet.name,
                    "source": sheet.source,
                    "aspects": len(sheet.marks),
                    "total": as_mark(sheet.total),
                    "marks": {code: as_mark(mark) for code, mark in sheet.marks.items()},
                }
                for sheet in self.beside.awarded
            ],
            "members": [
                {"name": m.name, "account": m.account, "results": dict(m.results), "source": m.source}
                for m in self.beside.members
            ],
            "grades": [{"from": as_mark(percent), "grade": grade} for percent, grade in self.beside.grades],
            "errors": [remark.as_json() for remark in self.errors],
            "warnings": [remark.as_json() for remark in self.warnings],
        }

    def _standards(self) -> dict[str, Any]:
        variation = section_variation(self.scheme)
        rows = [
            {
                "number": row.number,
                "name": row.name,
                "declared": None if row.declared is None else as_mark(row.declared),
                "carried": as_mark(row.carried),
                "variation": as_mark(row.variation),
            }
            for row in variation.sections
        ]
        return {"sections": rows, "variation": as_mark(variation.total)}

    def dump(self) -> dict[str, Any]:
        """Return the report as plain JSON that `load` reads back: codes and figures, no words."""
        return {
            "source": self.source,
            "layout": self.layout,
            "layout_name": self.layout_name,
            "scheme": plain.dump(self.scheme),
            "remarks": dump_remarks(self.remarks),
            "beside": self.beside.dump(),
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "ImportReport":
        """Return the report that `dump` wrote."""
        scheme = plain.load(data["scheme"])
        beside = Beside.load(data.get("beside", {}))
        return cls(data["source"], data["layout"], data["layout_name"], scheme, load_remarks(data["remarks"]), beside)


def dump_remarks(remarks: Iterable[Remark]) -> list[list[Any]]:
    """Return remarks as plain JSON: codes and figures, no words."""
    return [[r.code, r.sheet, r.row, r.seen, r.severity.value, dict(r.parameters)] for r in remarks]


def load_remarks(data: Iterable[Sequence[Any]]) -> tuple[Remark, ...]:
    """Return the remarks that `dump_remarks` wrote."""
    return tuple(
        Remark(code, sheet, row, seen, Severity(severity), parameters)
        for code, sheet, row, seen, severity, parameters in data
    )
