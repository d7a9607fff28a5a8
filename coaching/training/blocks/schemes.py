"""Blocks that show a marking scheme or open a room on it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from championships.schemes.models import SchemeVersion
from coaching.training import excerpts, practice
from coaching.training.choosers import SchemeVersionChooserBlock
from pages.blocks import CodeBlock


class SchemePartBlock(blocks.StructBlock):
    """A base of blocks that show some sub-criteria of a marking scheme."""

    scheme_version = SchemeVersionChooserBlock(
        label=_("Marking scheme"), help_text=_("The version that learners see, aspect by aspect, as it stands now.")
    )

    def latest(self) -> dict[str, Any]:
        """Return the latest version of any scheme and the code of its first criterion, for a preview."""
        version = SchemeVersion.objects.order_by("-pk").first()
        codes = excerpts.known_codes(version) if version else []
        return {"scheme_version": version, "codes": codes[0] if codes else ""}

    def clean(self, value: Any) -> Any:
        """Check that the codes stand in the chosen scheme."""
        cleaned = super().clean(value)
        codes = excerpts.codes_in(cleaned["codes"])
        missing = excerpts.missing_codes(cleaned["scheme_version"], codes)
        if missing:
            raise StructBlockValidationError({"codes": ValidationError(_explain(cleaned["scheme_version"], missing))})
        return cleaned


class SchemeExcerptBlock(SchemePartBlock):
    """A part of a marking scheme as it is now, aspect by aspect."""

    codes = CodeBlock(
        label=_("Criterion or sub-criteria"),
        max_length=120,
        help_text=_("A letter for a whole criterion, or codes with commas: A, or A1, A2."),
        search_index=False,
    )
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, help_text=_("What this part is about, in a few words.")
    )

    def get_preview_value(self) -> Any:
        """Return a part of the latest scheme."""
        return self.normalize({**self.latest(), "heading": str(_("How it is marked"))})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the sub-criteria with their aspects."""
        context = super().get_context(value, parent_context=parent_context)
        version = value["scheme_version"]
        return {**context, "excerpt": version and excerpts.read(version, excerpts.codes_in(value["codes"]))}

    class Meta:
        icon = "table"
        label = _("Part of a marking scheme")
        description = _("How this is marked: the aspects as they stand in the scheme.")
        template = "training/blocks/scheme_excerpt.html"


class PracticeRoomBlock(SchemePartBlock):
    """An invitation to practise live: mentors open a room from here, students learn how to join."""

    codes = CodeBlock(
        label=_("Sub-criteria to mark"),
        max_length=120,
        help_text=_("Codes with commas: A1, A2. A letter stands for the whole criterion."),
        search_index=False,
    )
    title = blocks.CharBlock(
        label=_("Title of the room"), max_length=120, help_text=_("As it will stand above the room.")
    )
    task = blocks.TextBlock(
        label=_("What competitors do"), required=False, default="", help_text=_("The task in two or three sentences.")
    )
    minutes = blocks.IntegerBlock(
        label=_("Minutes"), min_value=5, max_value=360, default=60, help_text=_("How long the clock of the room runs.")
    )

    def get_preview_value(self) -> Any:
        """Return a room on the latest scheme."""
        words = {"title": str(_("An hour of practice")), "task": str(_("Work through the task by the clock."))}
        return self.normalize({**self.latest(), **words, "minutes": 60})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add what will be marked and the address that opens the room ready to start."""
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "practice": value["scheme_version"] and practice.offer(value, context.get("page"))}

    class Meta:
        icon = "group"
        label = _("Practice room")
        description = _("Mentors open a live, marked room from here; students see how to join.")
        template = "training/blocks/practice_room.html"


def _explain(version: SchemeVersion, missing: list[str]) -> str:
    """Say which codes the scheme does not have and which it has."""
    return _("%(missing)s is not in “%(scheme)s”. It has: %(known)s.") % {
        "missing": ", ".join(missing),
        "scheme": version,
        "known": ", ".join(excerpts.known_codes(version)),
    }
