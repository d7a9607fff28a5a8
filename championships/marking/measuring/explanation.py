"""How a mark came about, in words: a code with its figures, and an English sentence made of both.

Whoever shows a mark in another language takes the code and the figures and has a sentence of their own for each
code; `SENTENCES` lists them all. The sentences are written so that no word changes with a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "met": "The requirement is met: the full mark of %(maximum)s.",
        "not_met": "The requirement is not met: no marks of %(maximum)s.",
        "nothing_to_deduct": "There is nothing to deduct: the full mark of %(maximum)s.",
        "deducted": "Counted: %(count)s. Each takes %(amount)s from the full mark of %(maximum)s.",
        "added": "Counted: %(count)s. Each adds %(amount)s to zero, up to the full mark of %(maximum)s.",
        "in_tolerance": "The difference of %(value)s is within %(limit)s: %(marks)s of %(maximum)s.",
        "beyond_tolerance": "The difference of %(value)s is more than %(limit)s: %(marks)s of %(maximum)s.",
        "on_target": "The measured value is the target, %(target)s: the full mark of %(maximum)s.",
        "in_range": "%(value)s lies between %(lower)s and %(upper)s: this takes %(amount)s from %(maximum)s.",
        "in_range_below": "%(value)s is not more than %(upper)s: this takes %(amount)s from %(maximum)s.",
        "in_range_above": "%(value)s is not less than %(lower)s: this takes %(amount)s from %(maximum)s.",
        "out_of_range": "%(value)s lies in none of the ranges: no marks of %(maximum)s.",
        "chosen": "Chosen: %(label)s. This takes %(amount)s from the full mark of %(maximum)s.",
        "differs": (
            "%(value)s differs from the target %(target)s by %(difference)s. Steps counted: %(steps)s. "
            "Each takes %(amount)s from the full mark of %(maximum)s."
        ),
        "completed": "Completed: %(count)s of %(possible)s, and the same share of %(maximum)s.",
        "level": "Level %(level)s of %(highest)s, and the same share of %(maximum)s.",
        "agreed": "The panel agreed on %(mark)s of %(maximum)s.",
        "agreed_because": "The panel agreed on %(mark)s of %(maximum)s: %(reason)s",
        "stopped_at_zero": "No mark falls below zero.",
        "stopped_at_maximum": "No mark rises above the maximum of %(maximum)s.",
    }
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step of how a mark came about: a code of `SENTENCES` and the figures it needs, written out."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> str:
        """The step in English.

        >>> Explanation("level", {"level": "1", "highest": "2", "maximum": "4.00"}).sentence
        'Level 1 of 2, and the same share of 4.00.'
        """
        return self.said_in(SENTENCES)

    def said_in(self, sentences: Mapping[str, str]) -> str:
        """Return the step in the language of `sentences`: a sentence for each code, with the same figures."""
        return str(sentences[self.code]) % self.parameters
