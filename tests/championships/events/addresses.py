"""The addresses of the organisers' desk, the ceremony and the live board, for the test of every role at every address.

The championship and its results are the demo's; nobody is entered in it.
"""

from championships.events.models import ContestedSkill, SkillResult

SLUG = "saryarqa-open"
NO_SUCH = 999_999
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
        "events:desk_consent": [SLUG, NO_SUCH, NO_SUCH],
    }
