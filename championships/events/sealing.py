"""The seal of a result: the hash of everything that was handed over, the full names with it."""

import json
from collections.abc import Sequence
from datetime import UTC
from hashlib import sha256
from typing import Any

from championships.events.lines import CENT
from championships.events.models import ResultRow, SkillResult


def seal_of(result: SkillResult, rows: Sequence[ResultRow]) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical JSON of `result` and its `rows`.

    Inside are what was handed over, when and why; outside are what the public sees, how final it is, and the
    accounts of who did it, which may be deleted: the audit trail names them.
    """
    content = {
        "championship": result.championship_id,
        "contested_skill": result.contested_skill_id,
        "skill_title": result.skill_title,
        "scheme_version": result.scheme_version_id,
        "source": result.source,
        "version": result.version,
        "reason": result.reason,
        "sent_at": result.sent_at.astimezone(UTC).isoformat() if result.sent_at else None,
        "maximum": str(result.maximum.quantize(CENT)),
        "criteria": result.criteria,
        "facts": result.facts,
        "rows": sorted((_row(row) for row in rows), key=lambda row: (row["position"], row["name"], row["key"])),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def is_intact(result: SkillResult, rows: Sequence[ResultRow]) -> bool:
    """Return whether nothing inside of the seal has changed since."""
    return result.seal == seal_of(result, rows)


def _row(row: ResultRow) -> dict[str, Any]:
    return {
        "entry": row.entry_id,
        "key": row.key,
        "position": row.position,
        "name": row.name,
        "organisation": row.organisation_name,
        "region": row.region,
        "country": row.country,
        "total": None if row.total is None else str(row.total.quantize(CENT)),
        "criteria": row.criteria,
        "sections": row.sections,
        "scale_score": row.scale_score,
        "medal": row.medal,
    }
