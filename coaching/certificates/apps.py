"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """Certificates."""

    name = "coaching.certificates"
    label = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        """Put the app's panel on the desk, and documents that stand on their holder's home of learning."""
        from coaching.certificates import desk_panel  # noqa: PLC0415 -- the models are ready only now
        from coaching.training.learning.home import register_earned  # noqa: PLC0415
        from pages.desk import register_panel  # noqa: PLC0415

        register_panel(50, desk_panel.make_panel)
        register_earned(desk_panel.earned_by)
