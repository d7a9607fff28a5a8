"""The first steps of an author of training, on the editor's first page."""

from typing import Any

from wagtail.admin.ui.components import Component

from coaching.training.models import ProgrammePage, TrainingIndexPage, TrainingModulePage


class TrainingFirstSteps(Component):
    """A panel for whoever may write training: from a programme to a lesson that readers find."""

    name = "training_first_steps"
    order = 51
    template_name = "training/admin/first_steps.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return the list of training of each language where the author may add pages, and her latest modules."""
        user = parent_context["request"].user
        lists = TrainingIndexPage.objects.select_related("locale").order_by("path")
        places = [page for page in lists if page.permissions_for_user(user).can_add_subpage()]
        own = TrainingModulePage.objects.filter(owner=user, alias_of=None).order_by("-latest_revision_created_at")[:3]
        return {"places": places, "own": list(own), "programmes": ProgrammePage.objects.exists()}

    def render_html(self, parent_context: Any = None) -> str:
        """Return nothing for whoever writes no training."""
        return super().render_html(parent_context) if self.get_context_data(parent_context)["places"] else ""
