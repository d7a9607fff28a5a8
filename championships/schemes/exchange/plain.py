"""A scheme as plain JSON and back, without loss: for keeping a report until its owner says yes."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion


def dump(scheme: Scheme) -> dict[str, Any]:
    """Return `scheme` as JSON; marks are texts."""
    return {
        "skill_number": scheme.skill_number,
        "skill_name": scheme.skill_name,
        "sections": [[section.number, section.name, _text(section.declared)] for section in scheme.sections],
        "criteria": [
            {
                "letter": criterion.letter,
                "name": criterion.name,
                "declared": _text(criterion.declared),
                "sub_criteria": [_dump_sub_criterion(sub_criterion) for sub_criterion in criterion.sub_criteria],
            }
            for criterion in scheme.criteria
        ],
    }


def load(data: Mapping[str, Any]) -> Scheme:
    """Return the scheme that `dump` wrote."""
    return Scheme(
        data["skill_number"],
        data["skill_name"],
        tuple(StandardsSection(number, name, _mark(declared)) for number, name, declared in data["sections"]),
        tuple(
            Criterion(
                criterion["letter"],
                criterion["name"],
                tuple(_load_sub_criterion(sub) for sub in criterion["sub_criteria"]),
                _mark(criterion["declared"]),
            )
            for criterion in data["criteria"]
        ),
    )


def digest(scheme: Scheme) -> str:
    """Return the digest of a scheme's content, in hexadecimal digits: the same content has the same one."""
    content = dump(scheme)
    for criterion in content["criteria"]:
        # A typed total is a remark of a file's author, no part of the scheme.
        del criterion["declared"]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _dump_sub_criterion(sub_criterion: SubCriterion) -> dict[str, Any]:
    content = {
        "code": sub_criterion.code,
        "name": sub_criterion.name,
        "day": sub_criterion.day,
        "aspects": [_dump_aspect(aspect) for aspect in sub_criterion.aspects],
    }
    # Left out where there is none, so that schemes without marking teams keep the digest that they had before.
    return content | ({"team": sub_criterion.team} if sub_criterion.team else {})


def _load_sub_criterion(data: Mapping[str, Any]) -> SubCriterion:
    aspects = tuple(map(_load_aspect, data["aspects"]))
    return SubCriterion(data["code"], data["name"], data["day"], aspects, data.get("team", ""))


def _dump_aspect(aspect: Aspect) -> dict[str, Any]:
    return {
        "code": aspect.code,
        "kind": aspect.kind.value,
        "maximum": str(aspect.maximum),
        "description": aspect.description,
        "extra": aspect.extra,
        "requirement": aspect.requirement,
        "section": aspect.section,
        "ladder": [list(step) for step in aspect.ladder],
        "calculation": aspect.calculation,
    }


def _load_aspect(data: Mapping[str, Any]) -> Aspect:
    return Aspect(
        data["code"],
        Kind(data["kind"]),
        Decimal(data["maximum"]),
        data["description"],
        data["extra"],
        data["requirement"],
        data["section"],
        tuple((score, text) for score, text in data["ladder"]),
        data["calculation"],
    )


def _text(mark: Decimal | None) -> str | None:
    return None if mark is None else str(mark)


def _mark(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
