"""What is wrong with a question, before anybody is asked it. Pure: it names codes, `messages.py` has the words."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coaching.training.quizzes.content import (
    WHOLE,
    ChoiceContent,
    Content,
    Credit,
    JudgeContent,
    MatchingContent,
    NumberContent,
    OrderingContent,
    SeveralContent,
    TextContent,
)

FEWEST, MOST = 2, 40


class Problem(NamedTuple):
    """Something that keeps a question from being asked; `what` fills the words of `code`."""

    code: str
    what: str = ""


def problems_of(content: Content) -> tuple[Problem, ...]:
    """Return everything that keeps `content` from being a question that can be answered and marked."""
    return tuple(CHECKS[type(content)](content))


def _texts(texts: Sequence[str], *, differ: bool = True) -> Iterator[Problem]:
    if len(texts) < FEWEST:
        yield Problem("too_few")
    if len(texts) > MOST:
        yield Problem("too_many", str(MOST))
    if any(not text.strip() for text in texts):
        yield Problem("empty_text")
    twice = sorted(text for text, count in Counter(texts).items() if count > 1 and text.strip())
    if differ and twice:
        yield Problem("twice", twice[0])


def _choice(content: ChoiceContent) -> Iterator[Problem]:
    yield from _texts([option.text for option in content.options])
    if not any(option.share == WHOLE for option in content.options):
        yield Problem("no_right_option")


def _several(content: SeveralContent) -> Iterator[Problem]:
    yield from _texts([option.text for option in content.options])
    right = [option for option in content.options if option.share > 0]
    if not right:
        yield Problem("no_right_option")
    elif content.credit == Credit.WEIGHTS and not _adds_up(sum(option.share for option in right)):
        yield Problem("weights_do_not_add_up", f"{sum(option.share for option in right):f}")


def _adds_up(total: Any) -> bool:
    """Whether weights are 100 percent, allowing for thirds that are written with five decimals."""
    return bool(abs(total - WHOLE) < 1)


def _number(content: NumberContent) -> Iterator[Problem]:
    if not any(answer.share == WHOLE for answer in content.answers):
        yield Problem("no_right_answer")
    if any(answer.tolerance < 0 for answer in content.answers):
        yield Problem("negative_tolerance")
    if any(unit.factor <= 0 for unit in content.units):
        yield Problem("impossible_factor")
    if content.unit_needed and not content.units:
        yield Problem("no_unit")


def _ordering(content: OrderingContent) -> Iterator[Problem]:
    yield from _texts([item.text for item in content.items], differ=False)
    if len({item.text for item in content.items}) == 1:
        yield Problem("nothing_to_order")


def _matching(content: MatchingContent) -> Iterator[Problem]:
    yield from _texts([pair.left for pair in content.pairs])
    if any(not pair.right.strip() for pair in content.pairs):
        yield Problem("empty_half")
    if len({pair.right for pair in content.pairs} | set(content.extras)) < FEWEST:
        yield Problem("nothing_to_match")


def _text(content: TextContent) -> Iterator[Problem]:
    if not any(answer.share == WHOLE for answer in content.answers):
        yield Problem("no_right_answer")
    if any(not answer.text.strip() for answer in content.answers):
        yield Problem("empty_text")
    if any(answer.text.strip() == "*" and answer.share == WHOLE for answer in content.answers):
        yield Problem("anything_is_right")


def _judge(content: JudgeContent) -> Iterator[Problem]:
    if any(not level.strip() for level in content.levels):
        yield Problem("empty_level")


CHECKS: Mapping[type, Callable[[Any], Iterator[Problem]]] = {
    ChoiceContent: _choice,
    SeveralContent: _several,
    NumberContent: _number,
    OrderingContent: _ordering,
    MatchingContent: _matching,
    TextContent: _text,
    JudgeContent: _judge,
}
