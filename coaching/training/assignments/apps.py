"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DESK_ORDER = 35


class AssignmentsConfig(AppConfig):
    """Assignments."""

    name = "coaching.training.assignments"
    label = "assignments"
    verbose_name = _("Assignments")

    def ready(self) -> None:
        """Put the panel of work on the desk."""
        from coaching.training.assignments import desk_panel  # noqa: PLC0415 -- the models are ready only now
        from pages.desk import register_panel  # noqa: PLC0415

        register_panel(DESK_ORDER, desk_panel.make_panel)
