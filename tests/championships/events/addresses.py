"""The addresses of championships beside their pages, for the test of every role at every address.

The championship and its results are the demo's; nobody is entered in it.
"""

from championships.events.models import ContestedSkill, SkillResult
from championships.schemes.models import Skill

SLUG = "saryarqa-open"
NO_SUCH = 999_999
ORGANISING = ("rules", "skills", "skill_add", "officials", "official_add", "schedule", "schedule_add", "import",
              "import_results", "import_template")  # fmt: skip
ORGANISING_A_SKILL = ("skill_change", "skill_drop", "enter", "entries_step", "teams")
ORGANISING_SOMETHING = ("team_dissolve", "entry_change", "official_dismiss", "schedule_change", "schedule_remove")
#                     nobody student mentor expert organiser admin
EXPECTED = {
    "event_board:board":    (200, 200, 200, 200, 200, 200),
    "event_board:state":    (200, 200, 200, 200, 200, 200),
    "events:ceremony":      (302, 403, 403, 403, 200, 200),
    "events:ceremony_lead": (405, 405, 405, 405, 405, 405),
    "events:ceremony_make": (405, 405, 405, 405, 405, 405),
    "events:ceremony_presenter": (302, 403, 403, 403, 302, 302),
    "events:ceremony_screen": (404, 404, 404, 404, 404, 404),
    "events:ceremony_state": (404, 404, 404, 404, 404, 404),
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
    "events:organisation":  (404, 404, 404, 404, 404, 404),
    "events:records":       (200, 200, 200, 200, 200, 200),
    "skills:list":          (200, 200, 200, 200, 200, 200),
    "skills:skill":         (200, 200, 200, 200, 200, 200),
    "events:new_championship":     (302, 403, 403, 403, 200, 200),
    "events:desk_rules":           (302, 403, 403, 403, 200, 200),
    "events:desk_skills":          (302, 403, 403, 403, 200, 200),
    "events:desk_skill_add":       (302, 403, 403, 403, 200, 200),
    "events:desk_skill_change":    (302, 403, 403, 403, 200, 200),
    "events:desk_skill_drop":      (405, 405, 405, 405, 405, 405),
    "events:desk_enter":           (302, 403, 403, 403, 200, 200),
    "events:desk_entries_step":    (405, 405, 405, 405, 405, 405),
    "events:desk_teams":           (302, 403, 403, 403, 200, 200),
    "events:desk_team_dissolve":   (405, 405, 405, 405, 405, 405),
    "events:desk_entry_change":    (302, 403, 403, 403, 404, 404),
    "events:desk_officials":       (302, 403, 403, 403, 200, 200),
    "events:desk_official_add":    (302, 403, 403, 403, 200, 200),
    "events:desk_official_dismiss": (405, 405, 405, 405, 405, 405),
    "events:desk_schedule":        (302, 403, 403, 403, 200, 200),
    "events:desk_schedule_add":    (302, 403, 403, 403, 200, 200),
    "events:desk_schedule_change": (302, 403, 403, 403, 404, 404),
    "events:desk_schedule_remove": (405, 405, 405, 405, 405, 405),
    "events:desk_import":          (302, 403, 403, 403, 200, 200),
    "events:desk_import_results":  (302, 403, 403, 403, 200, 200),
    "events:desk_import_template": (302, 403, 403, 403, 200, 200),
    "events:desk_dry_run":         (302, 403, 403, 403, 404, 404),
    "events:diplomas_pdf":      (302, 403, 403, 404, 200, 200),
    "events:forms_pdf":         (302, 403, 403, 404, 422, 422),
    "events:print_list":        (302, 403, 403, 403, 200, 200),
    "events:print_skill":       (302, 403, 403, 404, 200, 200),
    "events:protocol_pdf":      (302, 403, 403, 404, 200, 200),
    "events:start_list_pdf":    (302, 403, 403, 404, 200, 200),
    "events:calendar":          (200, 200, 200, 200, 200, 200),
    "events:championship_feed": (200, 200, 200, 200, 200, 200),
    "events:medals_file":       (200, 200, 200, 200, 200, 200),
    "events:own_calendar":      (404, 404, 404, 404, 404, 404),
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
        **{f"events:ceremony{view}": [SLUG] for view in ("", "_lead", "_make", "_presenter")},
        **{f"events:ceremony_{view}": [SLUG, "no-such-key"] for view in ("screen", "state")},
        **{f"event_board:{view}": [SLUG] for view in ("board", "state")},
        **{f"events:desk_{view}": [SLUG, skill] for view in ("entries", "draw")},
        **{f"events:desk_{view}": [SLUG, result] for view in ("correct", "result", "step")},
        **{f"events:desk_{view}": [SLUG, NO_SUCH] for view in ("person", "remove", "withdraw")},
        **{f"events:desk_{view}": [SLUG, skill] for view in ORGANISING_A_SKILL},
        **{f"events:desk_{view}": [SLUG, NO_SUCH] for view in ORGANISING_SOMETHING},
        **{f"events:desk_{view}": [SLUG] for view in ORGANISING},
        "events:desk_dry_run": [SLUG, "00000000-0000-4000-8000-000000000000"],
        "events:new_championship": [],
        "events:desk_consent": [SLUG, NO_SUCH, NO_SUCH],
        "events:organisation": [NO_SUCH],
        "skills:skill": [Skill.objects.earliest("pk").pk],
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
        "events:own_calendar": [SLUG, "no-such-key"],
        "events:championship_feed": [SLUG, "atom"],
        "open_data:feed": ["rss"],
        **{f"api:{view}": [SLUG] for view in ("championship", "medals", "participants", "schedule", "skills")},
        "api:results": [SLUG, skill],
    }
