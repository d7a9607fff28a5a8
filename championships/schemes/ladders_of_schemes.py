"""The judgement ladders that stand in stored schemes, and which ladders of the library they are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from championships.schemes.models import (
    Aspect,
    AspectKind,
    DescriptorLadder,
    JudgementDescriptor,
    LadderUse,
    SchemeVersion,
    ladder_digest,
)

LEVELS = (0, 1, 2, 3)
KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC_LETTER = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """A ladder as it stands in a scheme: what is judged by it first, its four texts, and its aspects' sections."""

    title: str
    texts: Sequence[str]
    sections: list[int] = field(default_factory=list)


def complete_ladders(version: SchemeVersion) -> tuple[dict[str, Found], int]:
    """Return the ladders of `version` by their digest, and how many of its judgement aspects lack a text. 3 queries."""
    found: dict[str, Found] = {}
    incomplete = 0
    for aspect in _judged(version):
        texts = texts_of(aspect)
        if not all(texts):
            incomplete += 1
            continue
        title = aspect.description.strip() or aspect.sub_criterion.name.strip() or aspect.code
        ladder = found.setdefault(ladder_digest(texts), Found(title, texts))
        if aspect.section and aspect.section.number not in ladder.sections:
            ladder.sections.append(aspect.section.number)
    return found, incomplete


def texts_of(aspect: Aspect) -> list[str]:
    """Return the texts of the scores 0 to 3 of a judgement aspect, empty where there is none."""
    texts = {level.score: level.text.strip() for level in aspect.descriptors.all()}
    return [texts.get(score, "") for score in LEVELS]


def language_of(texts: Iterable[str]) -> str:
    """Return the language that the letters of `texts` speak for: "kk", "ru" or "en".

    >>> language_of(["Үстел таза"]), language_of(["Стол чистый"]), language_of(["A clean table"])
    ('kk', 'ru', 'en')
    """
    text = " ".join(texts)
    if KAZAKH_LETTER.search(text):
        return "kk"
    return "ru" if CYRILLIC_LETTER.search(text) else "en"


def note_uses(version: SchemeVersion) -> None:
    """Note which ladders of the library `version` judges by; call it once the content of a version is stored."""
    found, _incomplete = complete_ladders(version)
    use_in(version, found)


def use_in(version: SchemeVersion, digests: Iterable[str]) -> None:
    """Note that `version` judges by the ladders with `digests`."""
    ladders = DescriptorLadder.objects.filter(digest__in=list(digests)).values_list("pk", flat=True)
    LadderUse.objects.bulk_create(
        (LadderUse(ladder_id=ladder, version=version) for ladder in ladders), ignore_conflicts=True
    )


def note_uses_of_ladder(ladder: DescriptorLadder) -> None:
    """Note which stored versions judge by `ladder`, and forget those that no longer do."""
    same = JudgementDescriptor.objects.filter(score=LEVELS[-1], text=ladder.level_3).values("aspect")
    aspects = Aspect.objects.filter(pk__in=same, kind=AspectKind.JUDGEMENT).prefetch_related("descriptors")
    using = {
        aspect.sub_criterion.criterion.version_id
        for aspect in aspects.select_related("sub_criterion__criterion")
        if ladder_digest(texts_of(aspect)) == ladder.digest
    }
    LadderUse.objects.filter(ladder=ladder).exclude(version__in=using).delete()
    LadderUse.objects.bulk_create(
        (LadderUse(ladder=ladder, version_id=version) for version in sorted(using)), ignore_conflicts=True
    )


def _judged(version: SchemeVersion) -> Iterable[Aspect]:
    aspects = Aspect.objects.filter(sub_criterion__criterion__version=version, kind=AspectKind.JUDGEMENT)
    in_order = aspects.order_by("sub_criterion__criterion__order", "sub_criterion__order", "order")
    return in_order.select_related("section", "sub_criterion").prefetch_related("descriptors")
