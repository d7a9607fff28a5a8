"""What the public reads of why a result was corrected: words of their own, in which nobody stands whose name is not public.

The reason itself stays at the desk and in the protocol: it says who appealed.
"""

from collections.abc import Iterable

from championships.events.models import Championship, Publicity, PublicPerson, ResultRow, SkillResult
from pages.search.folding import folded

# A name of fewer letters is looked for as it is, and one of fewer than SHORTEST is too much like other words.
DECLINED_FROM, SHORTEST = 5, 3
LONGEST_ENDING = 5
ENDINGS = "аеийоуыьэюя"


def hidden_name_in(text: str, people: Iterable[PublicPerson], lines: Iterable[ResultRow]) -> str:
    """Return the first name of somebody that stands in `text` and is not public, empty where there is none.

    `people` are looked for by family and given name unless they let their name be public, `lines` of nobody who is
    entered by their sealed names, where the public is not shown the same.
    """
    words = folded(text).split()
    names = [name for person in people if not _is_public(person) for name in (person.family_name, person.given_name)]
    names += [row.name for row in lines if row.entry_id is None and row.public_name != row.name]
    parts = (part for name in names for part in name.split())
    return next((part for part in parts if _stands_in(part, words)), "")


def hidden_name_at(championship: Championship, text: str, people: Iterable[PublicPerson]) -> str:
    """Return the first name in `text` that is not public, of `people` or of the lines of `championship`. One query."""
    lines = ResultRow.objects.filter(result__championship=championship, entry__isnull=True)
    return hidden_name_in(text, people, lines.only("name", "public_name", "entry")) if text else ""


def hide_reasons(
    championship: Championship, people: Iterable[PublicPerson] = (), lines: Iterable[ResultRow] = ()
) -> None:
    """Take the words out of public sight in which any of `people` or `lines` stands; the caller advances the sequence."""
    told = SkillResult.objects.filter(championship=championship).exclude(public_reason="")
    people, lines = list(people), list(lines)
    named = [result.pk for result in told if hidden_name_in(result.public_reason, people, lines)]
    SkillResult.objects.filter(pk__in=named).update(public_reason="")


def _is_public(person: PublicPerson) -> bool:
    return person.removed_at is None and person.publicity == Publicity.NAME


def _stands_in(name: str, words: list[str]) -> bool:
    """Return whether a part of a name is among `words`, the halves of a double one next to each other."""
    parts = folded(name).split()
    if not parts or max(map(len, parts)) < SHORTEST:
        return False
    places = range(len(words) - len(parts) + 1)
    return any(all(map(_is_called, parts, words[place : place + len(parts)])) for place in places)


def _is_called(part: str, word: str) -> bool:
    """Return whether `word` is this part of a name, if it is longer in another ending as well."""
    if len(part) < DECLINED_FROM:
        return word == part
    stem = part.rstrip(ENDINGS)
    stem = stem if len(stem) >= SHORTEST else part
    return word.startswith(stem) and len(word) <= len(stem) + LONGEST_ENDING
