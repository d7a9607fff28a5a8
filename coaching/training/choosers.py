"""A chooser of marking schemes for authors: it offers what the author may see, and edits nothing."""

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from championships.schemes.models import SchemeVersion
from championships.schemes.permissions import usable_versions


class VersionColumns:
    """What the list of versions shows, and which it offers."""

    def get_object_list(self) -> QuerySet[SchemeVersion]:
        """Return the versions that the author may use, newest first."""
        return usable_versions(self.request.user)  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[Column]:
        """Return the columns of the chooser."""
        return [
            *super().columns,  # type: ignore[misc]
            Column("skill", label=_("Skill"), accessor="scheme.skill_name"),
            Column("total", label=_("Marks"), accessor="total"),
        ]


class ChooseVersionView(VersionColumns, ChooseView):
    """The chooser when it opens."""


class ChooseVersionResultsView(VersionColumns, ChooseResultsView):
    """The chooser when somebody pages through it."""


class SchemeVersionChooser(ChooserViewSet):
    """The chooser of marking schemes in the page editor."""

    model = SchemeVersion
    icon = "table"
    choose_one_text: str | Promise = _("Choose a marking scheme")
    choose_another_text: str | Promise = _("Choose another marking scheme")
    choose_view_class = ChooseVersionView
    choose_results_view_class = ChooseVersionResultsView


scheme_version_chooser = SchemeVersionChooser("scheme_version_chooser")
SchemeVersionChooserBlock = scheme_version_chooser.get_block_class(
    name="SchemeVersionChooserBlock", module_path="coaching.training.choosers"
)
