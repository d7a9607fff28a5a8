"""Previews of training pages: as a student and as a mentor."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STUDENT, MENTOR = "student", "mentor"


class PreviewedByRole(models.Model):
    """A page that an author looks at with the eyes of a student or of a mentor.

    A preview leaves no trace: it is rendered from the form, never served, so no gate is asked, no progress is written,
    and whatever others put on the page stays away (`page_parts`, `progress_display`).
    """

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        """Return the two ways to look at the page, the student's first."""
        return [(STUDENT, _("As a student")), (MENTOR, _("As a mentor"))]

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the page's context as somebody of that role gets it; neither has a progress of her own here."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)  # type: ignore[misc]
        is_mentor = mode_name == MENTOR
        return {**context, "may_open_room": is_mentor, "shows_notes": is_mentor}
