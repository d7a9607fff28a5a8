"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training."""

    name = "coaching.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Put the app's shelf on the home page and its panel on the desk, answer searches, and offer modules after a room."""
        from coaching.rooms.next_lessons import register_provider  # noqa: PLC0415 -- the models are ready only now
        from coaching.training import described, desk_panel, next_lessons, public_shelf, skill_shelf, trees  # noqa: PLC0415
        from coaching.training.catalogue import found, keeping  # noqa: PLC0415
        from pages.desk import register_panel  # noqa: PLC0415

        public_shelf.put_up()
        skill_shelf.put_up()
        keeping.connect()
        found.connect()
        described.connect()
        trees.connect()
        register_panel(40, desk_panel.make_panel)
        register_provider(next_lessons.lessons_for)
