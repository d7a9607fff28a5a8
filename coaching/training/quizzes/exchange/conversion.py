"""From what a file says to questions that can be asked here. What cannot be asked is named, never dropped silently."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from pydantic import ValidationError

from coaching.training.quizzes.content import (
    ChoiceContent,
    Content,
    Credit,
    Item,
    JudgeContent,
    MatchingContent,
    NumberAnswer,
    NumberContent,
    Option,
    OrderingContent,
    Pair,
    SeveralContent,
    TextAnswer,
    TextContent,
    Unit,
)
from coaching.training.quizzes.digests import digest_of
from coaching.training.quizzes.exchange.cleaning import html_of, picture_words, plain_of
from coaching.training.quizzes.exchange.draft import PictureDraft, QuestionDraft
from coaching.training.quizzes.exchange.neutral import Answer, CategoryRead, FileRead, QuestionRead, Remarks, Sort
from coaching.training.quizzes.soundness import problems_of

WHOLE = Decimal(100)
LEAST, MOST = Decimal("0.01"), Decimal("100.00")
LONGEST_NAME, LONGEST_SECTION = 120, 120
NOT_ASKED = {Sort.ESSAY: "essay", Sort.DESCRIPTION: "description"}


@dataclass(frozen=True, slots=True)
class Truths:
    """The words for true and false in the language of the questions."""

    true: str = "True"
    false: str = "False"


def drafts_of(read: FileRead, remarks: Remarks, truths: Truths | None = None) -> tuple[QuestionDraft, ...]:
    """Return the questions of a file that can be asked; everything else is named in `remarks`."""
    drafts, category = [], ""
    for item in read.items:
        if isinstance(item, CategoryRead):
            category = item.title.strip()
        elif draft := _draft(item, category, remarks, truths or Truths()):
            drafts.append(draft)
    return tuple(drafts)


def _draft(question: QuestionRead, category: str, remarks: Remarks, truths: Truths) -> QuestionDraft | None:
    if code := NOT_ASKED.get(question.sort):
        remarks.lose(code, question.line, question.text.text, name=question.title or "")
        return None
    text = html_of(question.text, remarks, question.line)
    content = _content(question, remarks, truths)
    if content is None:
        return None
    if not text and not question.pictures:
        remarks.lose("no_words", question.line, question.title or "")
        return None
    return QuestionDraft(
        line=question.line,
        text=text,
        content=content,
        explanation=html_of(question.general_feedback, remarks, question.line),
        name=_cut(question.title or "", LONGEST_NAME, remarks, question.line),
        note=_note(question, category),
        points=_points(question, remarks),
        difficulty=question.difficulty,
        section=_cut(question.section or _section(category), LONGEST_SECTION, remarks, question.line),
        picture=_picture(question, remarks),
        digest=digest_of(text, content),
    )


def _content(question: QuestionRead, remarks: Remarks, truths: Truths) -> Content | None:
    """Return the content of a question, or None if it cannot be asked as it is."""
    try:
        content = MAKERS[question.sort](_Making(question, remarks, truths))
    except ValidationError:
        remarks.lose("impossible_figure", question.line, question.text.text)
        return None
    problems = problems_of(content)
    for problem in problems:
        remarks.lose(f"problem_{problem.code}", question.line, question.text.text, what=problem.what)
    return None if problems else content


@dataclass(frozen=True, slots=True)
class _Making:
    question: QuestionRead
    remarks: Remarks
    truths: Truths

    def plain(self, text: Any) -> str:
        return plain_of(text, self.remarks, self.question.line)

    def option(self, answer: Answer, share: Decimal) -> Option:
        return Option(id=str(uuid4()), text=self.plain(answer.text), share=share, feedback=self.plain(answer.feedback))


def _worth(answer: Answer) -> Decimal:
    """Return percent of the points: what the file says, else 100 or 0 as the answer is right or not."""
    if answer.weight is not None:
        return answer.weight
    return WHOLE if answer.is_right else Decimal(0)


def _choice(making: _Making) -> ChoiceContent | SeveralContent:
    question = making.question
    options = tuple(making.option(answer, _worth(answer)) for answer in question.answers)
    if not question.takes_several:
        if any(option.share < 0 for option in options):
            making.remarks.note("negative_choice", question.line, question.text.text)
        return ChoiceContent(options=options, keep_order=question.keeps_order)
    if all(answer.weight is None for answer in question.answers):
        return SeveralContent(options=options, keep_order=question.keeps_order)
    if not any(option.share < 0 for option in options):
        making.remarks.note("no_penalty", question.line, question.text.text)
    return SeveralContent(options=options, credit=Credit.WEIGHTS, keep_order=question.keeps_order)


def _true_false(making: _Making) -> ChoiceContent:
    question = making.question
    said = {True: question.right_feedback, False: question.wrong_feedback}
    options = tuple(
        Option(
            id=str(uuid4()),
            text=words,
            share=WHOLE if truth == question.is_true else Decimal(0),
            feedback=making.plain(said[truth == question.is_true]),
        )
        for truth, words in ((True, making.truths.true), (False, making.truths.false))
    )
    return ChoiceContent(options=options, keep_order=True)


def _short(making: _Making) -> TextContent:
    answers, otherwise = [], ""
    for answer in making.question.answers:
        text, feedback = making.plain(answer.text), making.plain(answer.feedback)
        if text == "*" and _worth(answer) <= 0:
            otherwise = feedback
        else:
            answers.append(TextAnswer(text=text, share=_worth(answer), feedback=feedback))
    return TextContent(answers=tuple(answers), case=making.question.is_case_sensitive, otherwise=otherwise)


def _number(making: _Making) -> NumberContent:
    answers, otherwise = [], ""
    for answer in making.question.answers:
        feedback = making.plain(answer.feedback)
        if answer.number is None:
            otherwise = feedback
            if answer.is_right and _worth(answer) > 0:
                making.remarks.lose("any_number", answer.line)
            continue
        value, tolerance = answer.number.value, answer.number.tolerance or Decimal(0)
        if answer.number.high is not None:
            low, high = sorted((answer.number.value, answer.number.high))
            value, tolerance = (low + high) / 2, (high - low) / 2
        answers.append(NumberAnswer(value=value, tolerance=abs(tolerance), share=_worth(answer), feedback=feedback))
    units = tuple(Unit(name=name, factor=factor) for name, factor in making.question.units)
    return NumberContent(
        answers=tuple(answers), units=units, unit_needed=making.question.unit_needed, otherwise=otherwise
    )


def _matching(making: _Making) -> MatchingContent:
    lefts = [(making.plain(pair.left), pair.right.strip()) for pair in making.question.pairs]
    pairs = tuple(Pair(id=str(uuid4()), left=left, right=right) for left, right in lefts if left)
    extras = tuple(right for left, right in lefts if not left and right)
    return MatchingContent(pairs=pairs, extras=extras)


def _ordering(making: _Making) -> OrderingContent:
    items = tuple(Item(id=str(uuid4()), text=making.plain(answer.text)) for answer in making.question.answers)
    return OrderingContent(items=items, credit=Credit(making.question.credit or "each"))


def _judge(making: _Making) -> JudgeContent:
    first, second, third, fourth = making.question.levels
    return JudgeContent(levels=(first, second, third, fourth), reference=making.question.reference or 0)


MAKERS: Mapping[Sort, Callable[[_Making], Any]] = {
    Sort.CHOICE: _choice,
    Sort.TRUE_FALSE: _true_false,
    Sort.SHORT: _short,
    Sort.NUMBER: _number,
    Sort.MATCHING: _matching,
    Sort.ORDERING: _ordering,
    Sort.JUDGE: _judge,
}


def _points(question: QuestionRead, remarks: Remarks) -> Decimal:
    if question.points is None:
        return Decimal("1.00")
    points = question.points.quantize(LEAST)
    if not LEAST <= points <= MOST:
        remarks.lose("impossible_points", question.line, str(question.points))
        return Decimal("1.00")
    return points


def _cut(text: str, longest: int, remarks: Remarks, line: int) -> str:
    words = " ".join(text.split())
    if len(words) > longest:
        remarks.lose("too_long", line, words, longest=str(longest))
    return words[:longest]


def _section(category: str) -> str:
    """Return the last part of a category's path; what Moodle itself named says nothing."""
    last = category.replace("//", "/").rsplit("/", 1)[-1].strip()
    return "" if last.startswith(("$", "Default for ", "top")) else last


def _note(question: QuestionRead, category: str) -> str:
    """Return what a file says of a question that is nothing to ask: for authors."""
    parts = [("id", question.identifier), ("tags", ", ".join(question.tags or ())), ("category", category)]
    return "\n".join(f"{name}: {value}" for name, value in parts if value)


def _picture(question: QuestionRead, remarks: Remarks) -> PictureDraft | None:
    for picture in question.pictures[1:]:
        remarks.lose("second_picture", question.line, picture.name)
    if not question.pictures:
        return None
    first = question.pictures[0]
    words = first.words or picture_words(question.text, first.name)
    if not words:
        remarks.note("picture_without_words", question.line, first.name)
    return PictureDraft(name=first.name, data=base64.b64encode(first.data).decode(), words=words[:250])
