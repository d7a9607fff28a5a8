"""The kind of an aspect: read from what was typed, told from its levels, or chosen by the mentor afterwards."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from championships.marking import Aspect, Kind, Scheme, SubCriterion, UnknownAspect
from championships.schemes.exchange.rules_in_words import levels_in, rule_in_words
from championships.schemes.exchange.texts import latin

# Compared in Latin look-alikes. `O` and `S` are the old objective and subjective; И and С are the измеримый and
# судейский of Russian files, Ө and Т the өлшемдік and төрелік of Kazakh ones.
MEASURED = ("M", "MEAS", "O", "OBJ", "S", "SUB", "И", "ИЗМ", "ОБЪ", "СУБ", "Ө", "ӨЛШ")
JUDGED = ("J", "JUDG", "С", "СУД", "Т", "ТӨР")
SUBJECTIVE = ("S", "SUB", "СУБ")
RUNNING = re.compile(r"\.?\d{0,4}")
FEWEST_OF_A_WORD = 3


@dataclass(frozen=True, slots=True)
class TypedKind:
    """What a cell of types says; `subjective` is the old type S, which no longer exists."""

    kind: Kind
    subjective: bool = False


def kind_typed(text: str) -> TypedKind | None:
    """Return the kind that `text` names, with or without a running number; None if it names none.

    >>> kind_typed("J12").kind, kind_typed("И").kind, kind_typed("Судейский").kind, kind_typed("X")
    (<Kind.JUDGEMENT: 'J'>, <Kind.MEASUREMENT: 'M'>, <Kind.JUDGEMENT: 'J'>, None)
    """
    typed = latin(text)
    for kind, words in ((Kind.MEASUREMENT, MEASURED), (Kind.JUDGEMENT, JUDGED)):
        for word in words:
            if _names(typed, latin(word)):
                return TypedKind(kind, word in SUBJECTIVE)
    return None


def _names(typed: str, word: str) -> bool:
    rest = typed.removeprefix(word)
    if len(rest) == len(typed):
        return False
    return bool(RUNNING.fullmatch(rest)) or (len(word) >= FEWEST_OF_A_WORD and rest.rstrip(".").isalpha())


def with_kind(scheme: Scheme, code: str, kind: Kind) -> Scheme:
    """Return `scheme` with the aspect `code` as a judgement or a measurement; the other codes follow (rule 5).

    A judgement takes its levels from the lines that read as such and has no calculation; a measurement takes the rule
    that its words tell, and keeps the levels as they are described.

    Raises:
        UnknownAspect: no aspect has this code.
    """
    if code not in {aspect.code for aspect in scheme.aspects}:
        raise UnknownAspect(code)
    criteria = tuple(
        replace(criterion, sub_criteria=tuple(_with_kind(sub, code, kind) for sub in criterion.sub_criteria))
        for criterion in scheme.criteria
    )
    return replace(scheme, criteria=criteria)


def renamed(before: Scheme, after: Scheme) -> Mapping[str, str]:
    """Return the new code of every aspect by its old one, in two schemes with the same aspects in the same order."""
    return {old.code: new.code for old, new in zip(before.aspects, after.aspects, strict=True)}


def _with_kind(sub_criterion: SubCriterion, code: str, kind: Kind) -> SubCriterion:
    if code not in {aspect.code for aspect in sub_criterion.aspects}:
        return sub_criterion
    aspects = tuple(_changed(one, kind) if one.code == code else one for one in sub_criterion.aspects)
    derived = _derived(sub_criterion.code, sub_criterion.aspects)
    if [aspect.code for aspect in sub_criterion.aspects] == derived:
        codes = _derived(sub_criterion.code, aspects)
        aspects = tuple(replace(one, code=new) for one, new in zip(aspects, codes, strict=True))
    return replace(sub_criterion, aspects=aspects)


def _derived(sub_criterion: str, aspects: tuple[Aspect, ...]) -> list[str]:
    running: Counter[Kind] = Counter()
    codes = []
    for aspect in aspects:
        running[aspect.kind] += 1
        codes.append(f"{sub_criterion}.{aspect.kind}{running[aspect.kind]}")
    return codes


def _changed(aspect: Aspect, kind: Kind) -> Aspect:
    if aspect.kind is kind:
        return aspect
    lines = aspect.extra.splitlines()
    if kind is Kind.JUDGEMENT:
        levels = {} if aspect.ladder else levels_in(lines, aspect.maximum)
        if levels:
            return replace(aspect, kind=kind, calculation=None, extra="", ladder=tuple(levels.items()))
        return replace(aspect, kind=kind, calculation=None)
    found = rule_in_words([aspect.description], lines, [score for score, _text in aspect.ladder], aspect.maximum)
    return replace(aspect, kind=kind, calculation=found.calculation)
