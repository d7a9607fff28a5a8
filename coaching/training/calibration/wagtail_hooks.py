"""Calibration in the page editor."""

from wagtail.snippets.models import register_snippet

from coaching.training.calibration.snippets import ExerciseViewSet

register_snippet(ExerciseViewSet)
