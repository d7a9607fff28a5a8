"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalibrationConfig(AppConfig):
    """Calibration."""

    name = "coaching.training.calibration"
    label = "calibration"
    verbose_name = _("Calibration")
