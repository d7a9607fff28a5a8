"""Everything that the public can see of a championship's results, gathered in one place out of public columns alone.

Pages, files, feeds and the interface read what stands here; the property of the freeze is tried on it.
"""

from typing import Any

from championships.events.models import Championship, ContestedSkill, ResultRow, SkillResult


def public_view(championship: Championship) -> dict[str, Any]:
    """Return the public results of `championship` as plain JSON. Three queries, whatever its size."""
    now = Championship.objects.get(pk=championship.pk)
    skills = ContestedSkill.objects.filter(championship=now, public_result__isnull=False)
    skills = skills.select_related("public_result").prefetch_related("public_result__rows")
    return {
        "championship": now.slug,
        "sequence": now.sequence,
        "frozen_at": now.frozen_at.isoformat() if now.frozen_at else None,
        "skills": [_skill(skill, skill.public_result) for skill in skills if skill.public_result],
    }


def _skill(skill: ContestedSkill, result: SkillResult) -> dict[str, Any]:
    return {
        "skill": skill.pk,
        "number": skill.number,
        "title": skill.title or result.skill_title,
        "category": skill.category,
        "state": skill.public_state,
        "since": skill.public_since.isoformat() if skill.public_since else None,
        "version": result.version,
        "reason": result.public_reason,
        "maximum": str(result.maximum),
        "criteria": result.criteria,
        "rows": [public_row(row) for row in result.rows.all()],
    }


def public_row(row: ResultRow) -> dict[str, Any]:
    """Return what the public may see of a line."""
    return {
        "position": row.position,
        "name": row.public_name,
        "pictures": [part["picture"] for part in row.public_people if part["picture"] is not None],
        "organisation": row.organisation_name,
        "region": row.region,
        "country": row.country,
        "total": None if row.total is None else str(row.total),
        "criteria": row.criteria,
        "scale_score": row.scale_score,
        "medal": row.medal,
        "best_of_member": row.best_of_member,
    }
