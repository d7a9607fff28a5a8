"""The blocks in which an author writes what an answer is: one for each kind of question."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from coaching.training.quizzes.content import Credit
from coaching.training.quizzes.messages import words_of
from coaching.training.quizzes.soundness import problems_of
from coaching.training.quizzes.stored_answers import NoContent, content_from

LONGEST = 500
SHARE = _("Percent of the points. 100 is a right answer; less is right in part.")


class SoundBlock(blocks.StructBlock):
    """A base: what is wrong with the answer as a whole is said when it is saved."""

    def clean(self, value: Any) -> Any:
        """Check that the question can be asked and marked."""
        cleaned = super().clean(value)
        try:
            content = content_from([{"type": self.name, "value": self.get_prep_value(cleaned)}])
        except NoContent as error:
            raise StructBlockValidationError(non_block_errors=[ValidationError(_("Fill in every answer."))]) from error
        if problems := problems_of(content):
            errors = [ValidationError(words_of(problem)) for problem in problems]
            raise StructBlockValidationError(non_block_errors=errors)
        return cleaned


def _feedback() -> blocks.TextBlock:
    return blocks.TextBlock(label=_("Said about it"), required=False, default="", rows=1)


def _share(default: int) -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        label=_("Worth"), default=default, min_value=-100, max_value=100, decimal_places=5, help_text=SHARE
    )


def _keep_order() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(
        label=_("Keep this order"), required=False, help_text=_("For example where the last one is “all of these”.")
    )


def _credit(*choices: tuple[Credit, Any]) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        label=_("Right in part"), choices=[(str(a), b) for a, b in choices], default=choices[0][0]
    )


class OptionBlock(blocks.StructBlock):
    """One option of a choice."""

    text = blocks.CharBlock(label=_("Answer"), max_length=LONGEST)
    share = _share(0)
    feedback = _feedback()


class ChoiceAnswerBlock(SoundBlock):
    """One of several."""

    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=2, max_num=40)
    keep_order = _keep_order()

    class Meta:
        icon = "radio-full"
        label = _("Choice: one answer")
        description = _("Learners choose one of several answers.")


class SeveralOptionBlock(blocks.StructBlock):
    """One option of several."""

    text = blocks.CharBlock(label=_("Answer"), max_length=LONGEST)
    right = blocks.BooleanBlock(label=_("It is right"), required=False)
    share = blocks.DecimalBlock(
        label=_("Weight"),
        required=False,
        min_value=-100,
        max_value=100,
        decimal_places=5,
        help_text=_("Only for “by the weights”. May be below zero."),
    )
    feedback = _feedback()


class SeveralAnswerBlock(SoundBlock):
    """Several of those offered."""

    options = blocks.ListBlock(SeveralOptionBlock(), label=_("Answers"), min_num=2, max_num=40)
    credit = _credit(
        (Credit.EACH, _("each right one adds, each wrong one takes away")),
        (Credit.ALL, _("only all right ones and no other")),
        (Credit.WEIGHTS, _("by the weights")),
    )
    keep_order = _keep_order()

    class Meta:
        icon = "list-ul"
        label = _("Several choices")
        description = _("Learners choose every right answer.")


class NumberAnswerPart(blocks.StructBlock):
    """A number that is taken."""

    value = blocks.DecimalBlock(label=_("Number"))
    tolerance = blocks.DecimalBlock(
        label=_("May be off by"), default=0, min_value=0, help_text=_("3 with 0.5 takes 2.5 to 3.5.")
    )
    share = _share(100)
    feedback = _feedback()


class UnitBlock(blocks.StructBlock):
    """A unit."""

    name = blocks.CharBlock(label=_("Unit"), max_length=20)
    factor = blocks.DecimalBlock(
        label=_("How many make one of the first"), default=1, help_text=_("First mm, then cm: 0.1.")
    )


class NumberAnswerBlock(SoundBlock):
    """A number to type."""

    answers = blocks.ListBlock(NumberAnswerPart(), label=_("Numbers that are taken"), min_num=1, max_num=20)
    units = blocks.ListBlock(UnitBlock(), label=_("Units"), min_num=0, max_num=10, default=[])
    unit_needed = blocks.BooleanBlock(
        label=_("The unit must be typed"),
        required=False,
        help_text=_("Otherwise the first unit stands beside the field."),
    )
    otherwise = blocks.TextBlock(label=_("Said about any other answer"), required=False, default="", rows=1)

    class Meta:
        icon = "decimal"
        label = _("Number")
        description = _("Learners type a number, with a comma or a point; a tolerance and units are possible.")


class OrderingAnswerBlock(SoundBlock):
    """Things to put in order."""

    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Item"), max_length=LONGEST),
        label=_("Items, in the right order"),
        min_num=2,
        max_num=20,
    )
    credit = _credit(
        (Credit.EACH, _("each item in its place counts")),
        (Credit.NEIGHBOURS, _("each pair that follows rightly counts")),
        (Credit.ALL, _("only the whole order")),
    )

    class Meta:
        icon = "list-ol"
        label = _("Ordering")
        description = _("Learners put steps or things in order.")


class PairBlock(blocks.StructBlock):
    """Two things that belong together."""

    left = blocks.CharBlock(label=_("This"), max_length=LONGEST)
    right = blocks.CharBlock(label=_("belongs to this"), max_length=LONGEST)


class MatchingAnswerBlock(SoundBlock):
    """Pairs to find."""

    pairs = blocks.ListBlock(PairBlock(), label=_("Pairs"), min_num=2, max_num=20)
    extras = blocks.TextBlock(
        label=_("Offered too, but belonging to none"), required=False, default="", rows=2, help_text=_("One in a line.")
    )
    credit = _credit((Credit.EACH, _("each pair counts")), (Credit.ALL, _("only all pairs together")))

    class Meta:
        icon = "link"
        label = _("Matching")
        description = _("Learners find what belongs together.")


class TextAnswerPart(blocks.StructBlock):
    """Words that are taken."""

    text = blocks.CharBlock(
        label=_("Answer"), max_length=LONGEST, help_text=_("* stands for anything; capitals and spaces do not matter.")
    )
    share = _share(100)
    feedback = _feedback()


class TextAnswerBlock(SoundBlock):
    """A few words to type."""

    answers = blocks.ListBlock(TextAnswerPart(), label=_("Answers that are taken"), min_num=1, max_num=40)
    case = blocks.BooleanBlock(label=_("Capitals matter"), required=False)
    exact_letters = blocks.BooleanBlock(
        label=_("Letters must be exact"),
        required=False,
        help_text=_("Otherwise е is taken for ё, and Russian letters for the Kazakh ones beside them."),
    )
    otherwise = blocks.TextBlock(label=_("Said about any other answer"), required=False, default="", rows=1)

    class Meta:
        icon = "edit"
        label = _("Short text")
        description = _("Learners type a word or a few.")


class JudgeAnswerBlock(SoundBlock):
    """A piece of work to judge."""

    level_0 = blocks.TextBlock(label=_("0 looks like this"), rows=2)
    level_1 = blocks.TextBlock(label=_("1 looks like this"), rows=2)
    level_2 = blocks.TextBlock(label=_("2 looks like this"), rows=2)
    level_3 = blocks.TextBlock(label=_("3 looks like this"), rows=2)
    reference = blocks.ChoiceBlock(
        label=_("Reference"),
        choices=[(str(score), str(score)) for score in range(4)],
        help_text=_("The score on which experts agreed."),
    )
    one_off = blocks.DecimalBlock(
        label=_("One level off is worth"), default=50, min_value=0, max_value=100, help_text=_("Percent of the points.")
    )

    class Meta:
        icon = "view"
        label = _("Judge this picture")
        description = _("Learners give 0 to 3 to the work in the picture, and then see what others gave.")


class AnswerBlocks(blocks.StreamBlock):
    """Exactly one kind of answer."""

    choice = ChoiceAnswerBlock()
    several = SeveralAnswerBlock()
    number = NumberAnswerBlock()
    ordering = OrderingAnswerBlock()
    matching = MatchingAnswerBlock()
    text = TextAnswerBlock()
    judge = JudgeAnswerBlock()

    class Meta:
        min_num = 1
        max_num = 1
