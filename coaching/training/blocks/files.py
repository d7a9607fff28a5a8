"""A test project to download: its files, each with its version."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock


class ProjectFileBlock(blocks.StructBlock):
    """One file of a test project in one version."""

    document = DocumentChooserBlock(label=_("Document"), help_text=_("PDF, a drawing, a ZIP with sources."))
    version = blocks.CharBlock(
        label=_("Version"),
        max_length=20,
        required=False,
        default="",
        help_text=_("As the file itself says, for example 1.2."),
    )
    note = blocks.CharBlock(
        label=_("Note"), max_length=200, required=False, default="", help_text=_("What it is, or what is new in it.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("File")


class TestProjectBlock(blocks.StructBlock):
    """A test project that learners take along, file by file."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, help_text=_("As the competition calls it."))
    text = blocks.TextBlock(
        label=_("What it asks for"), required=False, default="", help_text=_("In two or three sentences.")
    )
    hours = blocks.DecimalBlock(
        label=_("Hours"),
        required=False,
        min_value=0,
        max_value=40,
        decimal_places=1,
        help_text=_("How long competitors have for it. May be empty."),
    )
    files = blocks.ListBlock(
        ProjectFileBlock(), label=_("Files"), min_num=1, max_num=20, help_text=_("The newest version of each.")
    )

    def get_preview_value(self) -> Any:
        """Return a project with the latest document of the library."""
        document = get_document_model().objects.order_by("-pk").first()
        files = [{"document": document, "version": "1.2", "note": str(_("Task and drawings"))}]
        words = {"title": str(_("Module A: a bench lamp")), "text": str(_("Build the lamp from the drawing."))}
        return self.normalize({**words, "hours": 4, "files": files})

    class Meta:
        icon = "download"
        label = _("Test project")
        description = _("A test project to download, with versions and sizes of its files.")
        template = "training/blocks/test_project.html"
