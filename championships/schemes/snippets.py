"""Skills, occupational standards and the library of descriptors in the page editor."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms import BaseModelFormSet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from championships.schemes.descriptors import visible_ladders
from championships.schemes.models import DescriptorLadder, LadderVisibility, OccupationalStandard, Skill
from championships.schemes.models.standards import WHOLE
from championships.schemes.permissions import organisations_to_keep_for
from people.models import Organisation

LANGUAGE = LocaleColumn(label=gettext_lazy("Language"))


class StandardForm(WagtailAdminModelForm):
    """A standard: the numbers of its sections differ, and their weights add up to 100."""

    def clean(self) -> dict[str, Any]:
        """Check the sections together; what is wrong with one of them stands beside it."""
        cleaned = super().clean()
        sections = self.formsets.get("sections")
        if sections is not None and sections.is_valid():
            for message in problems_of_sections(kept_rows(sections)):
                self.add_error(None, ValidationError(message))
        return cleaned


def kept_rows(formset: BaseModelFormSet) -> list[dict[str, Any]]:
    """Return the filled rows of `formset` that are not to be deleted."""
    rows = [form.cleaned_data for form in formset.forms if form.has_changed() or form.instance.pk]
    return [row for row in rows if row and not row.get("DELETE")]


def problems_of_sections(rows: list[dict[str, Any]]) -> list[str]:
    """Return in words what is wrong with the sections taken together: none, a number twice, a sum other than 100."""
    if not rows:
        return [_("A standard needs at least one section.")]
    numbers = [row["number"] for row in rows]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    problems = [_("Section %(number)s stands twice: give each its own number.") % {"number": n} for n in twice]
    total = sum(row["weight"] for row in rows)
    if total != WHOLE:
        figures = {"total": number_format(total, 2), "rest": number_format(abs(WHOLE - total), 2)}
        problems.append(
            _("The weights add up to %(total)s and must add up to 100.00: %(rest)s too much.") % figures
            if total > WHOLE
            else _("The weights add up to %(total)s and must add up to 100.00: %(rest)s is missing.") % figures
        )
    return problems


class SkillViewSet(SnippetViewSet):
    """The list of skills."""

    model = Skill
    icon = "tasks"
    menu_label = gettext_lazy("Skills")
    list_display: ClassVar[list[Any]] = ["name", LANGUAGE, "number", "sector", "source"]
    list_filter = ("sector", "source")
    search_fields = ("name", "number", "search_text")
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = ["number", "name", "description", "sector", "source"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Enter a skill once, in one language; then choose “Translate” for the others. The number, the "
                    "sector and the source stay the same in every language. Schemes are recognised by the number and "
                    "by the name in any language."
                )
            ),
            FieldRowPanel([FieldPanel("number"), FieldPanel("source")]),
            FieldPanel("name"),
            FieldPanel("description"),
            FieldPanel("sector"),
        ]
    )


class StandardViewSet(SnippetViewSet):
    """The occupational standards of the skills."""

    model = OccupationalStandard
    icon = "list-ol"
    menu_label = gettext_lazy("Occupational standards")
    list_display: ClassVar[list[Any]] = ["skill", LANGUAGE, "year", "naming", "edition"]
    list_filter = ("year", "naming")
    search_fields = ("skill__name", "skill__number", "note")
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = ["skill", "year", "naming", "edition", "note"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "What a competitor should know and be able to do, in numbered sections whose weights add up to "
                    "100 percent. A new year is a new standard: the old one stays beside it. Choose “Translate” for "
                    "the other languages; numbers and weights stay the same there."
                )
            ),
            FieldPanel("skill"),
            FieldRowPanel([FieldPanel("year"), FieldPanel("naming"), FieldPanel("edition")]),
            FieldPanel("note"),
            InlinePanel(
                "sections",
                label=gettext_lazy("Section"),
                heading=gettext_lazy("Sections"),
                min_num=1,
                panels=[
                    FieldRowPanel([FieldPanel("number"), FieldPanel("weight")]),
                    FieldPanel("name"),
                    FieldPanel("know"),
                    FieldPanel("able"),
                ],
            ),
        ],
        base_form_class=StandardForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[OccupationalStandard]:
        """Return the standards with their skills, in one query."""
        return OccupationalStandard.objects.select_related("skill", "locale")


class LadderForm(WagtailAdminModelForm):
    """A ladder in the page editor: kept for organisations that the editor belongs to, and owned by whoever made it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = organisations_to_keep_for(self.for_user).values("pk")
        offered = Organisation.objects.filter(Q(pk__in=own) | Q(pk=self.instance.organisation_id))
        self.fields["organisation"].queryset = offered

    def clean(self) -> dict[str, Any]:
        """Ask for the organisation where the ladder is shown to one."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("visibility") == LadderVisibility.ORGANISATION and not cleaned.get("organisation"):
            self.add_error("organisation", _("Choose the organisation that is to see the ladder."))
        return cleaned

    def save(self, commit: bool = True) -> DescriptorLadder:  # noqa: FBT001, FBT002 -- Django's own signature
        """Save the ladder; a new one is the editor's own."""
        if self.instance.pk is None:
            self.instance.owner = self.for_user
        ladder: DescriptorLadder = super().save(commit=commit)
        return ladder


class OnlyVisible:
    """A view of one ladder that the editor finds in the library; for her there are no others."""

    def get_object(self, *args: Any, **kwargs: Any) -> DescriptorLadder:
        """Return the ladder, or answer that there is none."""
        ladder: DescriptorLadder = super().get_object(*args, **kwargs)  # type: ignore[misc]
        return get_object_or_404(visible_ladders(self.request.user), pk=ladder.pk)  # type: ignore[attr-defined]


class EditLadder(OnlyVisible, snippets.EditView):
    """The form of a ladder."""


class DeleteLadder(OnlyVisible, snippets.DeleteView):
    """The question before a ladder is removed."""


class InspectLadder(OnlyVisible, snippets.InspectView):
    """A ladder to look at."""


class LadderUsage(OnlyVisible, snippets.UsageView):
    """What refers to a ladder."""


class LadderHistory(OnlyVisible, snippets.HistoryView):
    """What was done to a ladder."""


class LadderViewSet(SnippetViewSet):
    """The library of judgement descriptors."""

    model = DescriptorLadder
    icon = "order-up"
    menu_label = gettext_lazy("Library of descriptors")
    list_display: ClassVar[list[Any]] = ["title", "language", "skill", "visibility", "owner"]
    list_filter = ("language", "visibility")
    search_fields = ("title", "search_text")
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = [
        "title", "language", "level_0", "level_1", "level_2", "level_3", "skill", "owner", "organisation", "visibility",
    ]  # fmt: skip
    copy_view_enabled = False
    edit_view_class = EditLadder
    delete_view_class = DeleteLadder
    inspect_view_class = InspectLadder
    usage_view_class = LadderUsage
    history_view_class = LadderHistory
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Four levels of one judgement, in one language. Write what a judge can see: two judges who do not "
                    "talk should come to the same score. Show a ladder to everybody once it has proved itself."
                )
            ),
            FieldPanel("title"),
            MultiFieldPanel(
                [FieldPanel(f"level_{score}") for score in range(4)],
                heading=gettext_lazy("What each score looks like"),
            ),
            FieldRowPanel([FieldPanel("language"), FieldPanel("skill")]),
            InlinePanel("sections", label=gettext_lazy("Standards section"), panels=[FieldPanel("number")]),
            MultiFieldPanel(
                [FieldPanel("visibility"), FieldPanel("organisation")],
                heading=gettext_lazy("Who sees it"),
            ),
        ],
        base_form_class=LadderForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[DescriptorLadder]:
        """Return what the editor may find in the library."""
        return visible_ladders(request.user).select_related("skill", "owner")

    def register_chooser_viewset(self) -> None:
        """Offer no chooser: it would show every ladder to everybody with a door to the page editor."""


class StandardsGroup(SnippetViewSetGroup):
    """One entry of the editor's menu for the three."""

    menu_label = gettext_lazy("Skills and standards")
    menu_icon = "tasks"
    menu_order = 215
    items = (SkillViewSet, StandardViewSet, LadderViewSet)
