"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training."""

    name = "coaching.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Put the app's shelf on the home page and its panel on the desk."""
        from coaching.training import desk_panel, public_shelf  # noqa: PLC0415 -- the models are ready only now
        from pages.desk import register_panel  # noqa: PLC0415

        public_shelf.put_up()
        register_panel(40, desk_panel.make_panel)
