"""Writing a scheme as the JSON of a module.

The format holds sub-criteria and their aspects and nothing above them: letters and names of criteria, codes, days,
marking teams, declared marks, requirements and every measurement rule but full or zero have no place in it, and of a
ladder only levels without a gap. docs/marking.md says the same to whoever exports.
"""

import json
import re
from typing import Any

from championships.marking import Aspect, Kind, Scheme
from championships.marking.judgement import SCORES
from championships.schemes.exchange.texts import as_mark

KINDS = {Kind.MEASUREMENT: "measurement", Kind.JUDGEMENT: "judgement"}
PASS_FAIL = "pass-or-fail"  # noqa: S105 -- a way of marking
# A mark stands as a text until here: JSON's numbers pass through floats, and no float touches a mark. Inside a text
# the quotes of such a key would be escaped, so that nothing but a mark is met.
MARKS = re.compile(r'("(?:maxMark|totalMark)": )"(-?\d+\.\d+)"')


def write_json(scheme: Scheme) -> bytes:
    """Return `scheme` as the JSON of a module, UTF-8; marks are numbers with two decimals."""
    document = {
        "totalMark": as_mark(scheme.maximum),
        "wsosSections": {str(section.number): section.name for section in scheme.sections},
        "subCriterions": [
            {"name": sub_criterion.name, "aspects": [_aspect(aspect) for aspect in sub_criterion.aspects]}
            for sub_criterion in scheme.sub_criteria
        ],
    }
    return MARKS.sub(r"\1\2", json.dumps(document, ensure_ascii=False, indent=2)).encode()


def _aspect(aspect: Aspect) -> dict[str, Any]:
    written: dict[str, Any] = {
        "type": KINDS[aspect.kind],
        "description": aspect.description,
        "maxMark": as_mark(aspect.maximum),
    }
    if aspect.section is not None:
        written["wsosSection"] = aspect.section
    if aspect.extra:
        written["extraDescription"] = aspect.extra
    if aspect.ladder:
        texts = dict(aspect.ladder)
        written["judgementScoreDescription"] = [texts.get(score, "") for score in SCORES]
    if aspect.calculation and aspect.calculation["rule"] == "pass_fail":
        written["calculation"] = {"type": PASS_FAIL}
    return written
