"""The block that puts an assignment into a lesson."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from coaching.training.assignments.access import admission_of
from coaching.training.assignments.finding import due_for, find, versions_of
from coaching.training.assignments.models import Assignment
from people.models import User


class AssignmentBlock(blocks.StructBlock):
    """A task to hand in: what it is, when it is due, and how far this reader is."""

    assignment = SnippetChooserBlock(Assignment, label=_("Assignment"))

    def get_preview_value(self) -> Any:
        """Return an assignment to look at: the first there is, else an invented one that is not stored."""
        sample = Assignment.objects.first() or Assignment(
            title=gettext("Two pictures of your bench"), hand_in=gettext("A picture from above and one from the side.")
        )
        return self.normalize({"assignment": sample})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the assignment in the reader's language and how far the reader is with it."""
        context = super().get_context(value, parent_context=parent_context)
        chosen = value["assignment"]
        if chosen is None:
            return context
        shown = find(chosen.translation_key) if chosen.pk else chosen
        return {**context, "shown": shown, **_of_reader((parent_context or {}).get("request"), shown)}

    class Meta:
        icon = "form"
        label = _("Assignment")
        description = _("A task to hand in: text, pictures from a phone, files. Marked by a scheme.")
        template = "assignments/blocks/assignment.html"


def _of_reader(request: HttpRequest | None, assignment: Assignment | None) -> dict[str, Any]:
    """Return how far the reader of `request` is; a preview has no reader."""
    user = getattr(request, "user", None)
    if assignment is None or assignment.pk is None:
        return {}
    if not isinstance(user, User):
        return {"due": assignment.due_at}
    versions = versions_of(user, assignment.translation_key)
    return {
        "latest": versions[0] if versions else None,
        "due": due_for(user, assignment, versions[-1] if versions else None),
        "admission": admission_of(user, assignment.translation_key),
    }
