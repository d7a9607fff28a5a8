"""The blocks of lessons about judging: an invitation to an exercise, and an example of what each score looks like."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from coaching.training.calibration.models import CalibrationExercise

MIXED = (2, 0, 3, 1)
"""In which order the four scores are shown, so that their places give nothing away."""
NAMES = "ABCD"


class CalibrationBlock(blocks.StructBlock):
    """An invitation to judge recorded works, and to compare oneself with the reference and with others."""

    exercise = SnippetChooserBlock("calibration.CalibrationExercise", label=_("Calibration exercise"))
    words = blocks.TextBlock(
        label=_("Words before it"),
        required=False,
        default="",
        max_length=600,
        help_text=_("Why to judge now, and what to watch for. The exercise has its own introduction."),
    )

    def get_preview_value(self) -> Any:
        """Return an example that needs no exercise to be there."""
        exercise = CalibrationExercise(title=gettext("Four tables laid for two"), introduction="")
        words = gettext("Judge the four tables alone, before you read on.")
        return blocks.StructValue(self, [("exercise", exercise), ("words", words)])

    class Meta:
        icon = "pick"
        label = _("Calibration of judges")
        description = _("Recorded works that every reader judges alone and then compares with a reference.")
        template = "calibration/blocks/calibration.html"


class LookBlock(blocks.StructBlock):
    """What work of one score looks like."""

    image = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("In words"),
        max_length=400,
        help_text=_("What the picture shows, for readers who do not see it. Describe and do not judge."),
    )
    reason = blocks.TextBlock(label=_("Why it is this score"), max_length=600)

    class Meta:
        icon = "image"
        label = _("Example of a score")


class WorkedExampleBlock(blocks.StructBlock):
    """One judged aspect and a work for each score: readers judge each before they look at what it is."""

    aspect = blocks.CharBlock(
        label=_("Aspect"), max_length=250, help_text=_("What is judged, in the words of the scheme.")
    )
    question = blocks.CharBlock(
        label=_("Question"),
        max_length=250,
        help_text=_("What readers decide before they look, for example: Which score would you give to each?"),
    )
    score_0 = LookBlock(label=_("Score 0"))
    score_1 = LookBlock(label=_("Score 1"))
    score_2 = LookBlock(label=_("Score 2"))
    score_3 = LookBlock(label=_("Score 3"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the four works in mixed order, each with its letter and its score."""
        context = super().get_context(value, parent_context=parent_context)
        looks = [
            {"letter": letter, "score": score, "look": value[f"score_{score}"]}
            for letter, score in zip(NAMES, MIXED, strict=True)
        ]
        return {**context, "looks": looks}

    def get_preview_value(self) -> Any:
        """Return an example without pictures."""
        reasons = (
            gettext("Things are missing or stand at random."),
            gettext("Complete and clean, and no more."),
            gettext("In balance from every chair."),
            gettext("A guest would take out a camera."),
        )
        looks = [
            (f"score_{score}", {"image": None, "alternative": "", "reason": reason})
            for score, reason in enumerate(reasons)
        ]
        question = gettext("Which score would you give to each table?")
        return blocks.StructValue(self, [("aspect", gettext("The table as a whole")), ("question", question), *looks])

    class Meta:
        icon = "view"
        label = _("Worked example: what 0, 1, 2 and 3 look like")
        description = _("A judged aspect with a work for each score. Readers guess first and then open the answer.")
        template = "calibration/blocks/worked_example.html"
