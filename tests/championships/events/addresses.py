"""The addresses of the organisers' desk and of open data, for the test of every role at every address.

The championship and its results are the demo's; nobody is entered in it.
"""

from championships.events.models import ContestedSkill, SkillResult

SLUG = "saryarqa-open"
NO_SUCH = 999_999
#                     nobody student mentor expert organiser admin
EXPECTED = {
    "events:desk":          (302, 403, 403, 403, 200, 200),
    "events:desk_consent":  (405, 405, 405, 405, 405, 405),
    "events:desk_correct":  (302, 403, 403, 403, 200, 200),
    "events:desk_draw":     (405, 405, 405, 405, 405, 405),
    "events:desk_entries":  (302, 403, 403, 403, 200, 200),
    "events:desk_freeze":   (405, 405, 405, 405, 405, 405),
    "events:desk_person":   (302, 403, 403, 403, 404, 404),
    "events:desk_remove":   (302, 403, 403, 403, 404, 404),
    "events:desk_result":   (302, 403, 403, 404, 200, 200),
    "events:desk_step":     (405, 405, 405, 405, 405, 405),
    "events:desk_withdraw": (302, 403, 403, 403, 404, 404),
    "events:diplomas_pdf":      (302, 403, 403, 404, 200, 200),
    "events:forms_pdf":         (302, 403, 403, 404, 422, 422),
    "events:print_list":        (302, 403, 403, 403, 200, 200),
    "events:print_skill":       (302, 403, 403, 404, 200, 200),
    "events:protocol_pdf":      (302, 403, 403, 404, 200, 200),
    "events:start_list_pdf":    (302, 403, 403, 404, 200, 200),
    "events:calendar":          (200, 200, 200, 200, 200, 200),
    "events:championship_feed": (200, 200, 200, 200, 200, 200),
    "events:medals_file":       (200, 200, 200, 200, 200, 200),
    "events:person_calendar":   (404, 404, 404, 404, 404, 404),
    "events:results_file":      (200, 200, 200, 200, 200, 200),
    "events:skill_calendar":    (200, 200, 200, 200, 200, 200),
    "events:skill_results_file": (200, 200, 200, 200, 200, 200),
    "open_data:feed":           (200, 200, 200, 200, 200, 200),
    "open_data:interface":      (200, 200, 200, 200, 200, 200),
    "api:championship":         (200, 200, 200, 200, 200, 200),
    "api:championships":        (200, 200, 200, 200, 200, 200),
    "api:medals":               (200, 200, 200, 200, 200, 200),
    "api:openapi":              (200, 200, 200, 200, 200, 200),
    "api:participants":         (200, 200, 200, 200, 200, 200),
    "api:results":              (200, 200, 200, 200, 200, 200),
    "api:schedule":             (200, 200, 200, 200, 200, 200),
    "api:skills":               (200, 200, 200, 200, 200, 200),
}  # fmt: skip


def arguments() -> dict[str, list[object]]:
    """Return what each address is made of."""
    skill, result = ContestedSkill.objects.earliest("pk").pk, SkillResult.objects.earliest("pk").pk
    return {
        **{f"events:{view}": [SLUG] for view in ("desk", "desk_freeze")},
        **{f"events:desk_{view}": [SLUG, skill] for view in ("entries", "draw")},
        **{f"events:desk_{view}": [SLUG, result] for view in ("correct", "result", "step")},
        **{f"events:desk_{view}": [SLUG, NO_SUCH] for view in ("person", "remove", "withdraw")},
        "events:desk_consent": [SLUG, NO_SUCH, NO_SUCH],
        **{f"events:{view}_file": [SLUG, "csv"] for view in ("results", "medals")},
        "events:skill_results_file": [SLUG, skill, "xlsx"],
        **{
            f"events:{view}": [SLUG, skill]
            for view in ("diplomas_pdf", "print_skill", "protocol_pdf", "start_list_pdf")
        },
        "events:forms_pdf": [SLUG, skill, "summary"],
        "events:print_list": [SLUG],
        "events:calendar": [SLUG],
        "events:skill_calendar": [SLUG, skill],
        "events:person_calendar": [SLUG, NO_SUCH],
        "events:championship_feed": [SLUG, "atom"],
        "open_data:feed": ["rss"],
        **{f"api:{view}": [SLUG] for view in ("championship", "medals", "participants", "schedule", "skills")},
        "api:results": [SLUG, skill],
    }
