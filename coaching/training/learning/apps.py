"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """Learning."""

    name = "coaching.training.learning"
    label = "learning"
    verbose_name = _("Learning")

    def ready(self) -> None:
        """Register with what stands below: the gate, the listener, and what learning shows on pages and the desk."""
        # The models are ready only now.
        from coaching.training import (  # noqa: PLC0415
            admission,
            instructors,
            outcomes,
            page_parts,
            progress_display,
            reflections,
        )
        from coaching.training.assignments.learners import register_source  # noqa: PLC0415
        from coaching.training.learning import (  # noqa: PLC0415
            desk_panels,
            displaying,
            expecting,
            gate,
            keeping,
            notes,
            page_strips,
            unlisted,
        )
        from coaching.training.quizzes import solutions  # noqa: PLC0415
        from pages.desk import register_panel  # noqa: PLC0415

        admission.register_gate(gate.gate)
        outcomes.register_listener(keeping.take_outcome)
        register_source(expecting.expected_of)
        instructors.register_learner_check(gate.learns_on_page)
        solutions.register_learner_check(gate.learns_with_quiz)
        progress_display.register_provider(displaying.standings_of)
        reflections.register_store(notes.store)
        page_parts.register_part(page_parts.Place.HEAD, 10, page_strips.programme_strip)
        page_parts.register_part(page_parts.Place.END, 10, page_strips.lesson_end)
        unlisted.connect()
        register_panel(30, desk_panels.learner_panel)
        register_panel(35, desk_panels.mentor_panel)
