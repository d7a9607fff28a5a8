"""What a learner may give as an answer: read from a form or from a browser module, into one plain form for each kind.

`None` is "nothing given". Only identifiers that were really offered pass; how good an answer is, is not asked here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coaching.training.quizzes.content import Kind

LONGEST_TEXT = 500
Given = dict[str, Any]


class GivenRefused(ValueError):
    """Something that is no answer to the question; the text is for the log, and never shown as it is."""


class Offered:
    """The names that a question offers: what may be chosen or ordered, and what it may be matched with."""

    def __init__(self, kind: Kind, ids: Sequence[str] = (), tokens: Sequence[str] = ()) -> None:
        self.kind = kind
        self.ids = tuple(ids)
        self.tokens = tuple(tokens)


def read_given(offered: Offered, raw: object) -> Given | None:
    """Return what `raw` gives as an answer, in the form that is stored; None if it gives nothing.

    Raises:
        GivenRefused: it is no answer to such a question.
    """
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        raise GivenRefused("An answer is an object.")
    return READERS[offered.kind](offered, raw)


def _choice(offered: Offered, raw: Mapping[str, Any]) -> Given | None:
    option = _text(raw.get("option", ""))
    _check([option] if option else [], offered.ids)
    return {"option": option} if option else None


def _several(offered: Offered, raw: Mapping[str, Any]) -> Given | None:
    chosen = _texts(raw.get("options", []))
    _check(chosen, offered.ids)
    options = [name for name in offered.ids if name in chosen]
    return {"options": sorted(options)} if options else None


def _typed(offered: Offered, raw: Mapping[str, Any]) -> Given | None:
    text = _text(raw.get("text", "")).replace("\0", "").strip()[:LONGEST_TEXT]
    return {"text": text} if text else None


def _ordering(offered: Offered, raw: Mapping[str, Any]) -> Given | None:
    order = _texts(raw.get("order", []))
    if not order:
        return None
    if sorted(order) != sorted(offered.ids):
        raise GivenRefused("An order names every item once.")
    return {"order": order}


def _matching(offered: Offered, raw: Mapping[str, Any]) -> Given | None:
    pairs = raw.get("pairs", {})
    if not isinstance(pairs, Mapping):
        raise GivenRefused("Pairs are an object.")
    filled = {_text(left): _text(token) for left, token in pairs.items() if token}
    _check(list(filled), offered.ids)
    _check(list(filled.values()), offered.tokens)
    return {"pairs": dict(sorted(filled.items()))} if filled else None


def _judge(offered: Offered, raw: Mapping[str, Any]) -> Given | None:
    score = raw.get("score")
    if score is None or score == "":
        return None
    if str(score) not in {"0", "1", "2", "3"}:
        raise GivenRefused("A score is 0, 1, 2 or 3.")
    return {"score": int(str(score))}


READERS: Mapping[Kind, Callable[[Offered, Mapping[str, Any]], Given | None]] = {
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.NUMBER: _typed,
    Kind.TEXT: _typed,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.JUDGE: _judge,
}


def from_form(offered: Offered, name: str, form: Any) -> Given | None:
    """Return what a posted form gives under `name`; `form` is a QueryDict.

    Raises:
        GivenRefused: it is no answer to such a question.
    """
    return read_given(offered, _raw(offered, name, form))


def _raw(offered: Offered, name: str, form: Any) -> Given:
    if offered.kind == Kind.SEVERAL:
        return {"options": form.getlist(name)}
    if offered.kind == Kind.MATCHING:
        return {"pairs": {left: form.get(f"{name}.{left}", "") for left in offered.ids}}
    if offered.kind == Kind.ORDERING:
        return {"order": _by_places(offered, name, form)}
    field = {Kind.CHOICE: "option", Kind.JUDGE: "score"}.get(offered.kind, "text")
    return {field: form.get(name, "")}


def _by_places(offered: Offered, name: str, form: Any) -> list[str]:
    """Return the items by the places that were chosen for them; nothing while a place is missing.

    Two items in one place stay in the order in which they are shown.
    """
    places = {item: form.get(f"{name}.{item}", "") for item in offered.ids}
    if not all(place.isdecimal() and len(place) < 4 for place in places.values()):  # noqa: PLR2004 -- three digits
        return []
    return sorted(offered.ids, key=lambda item: int(places[item]))


def _check(names: Sequence[str], offered: Sequence[str]) -> None:
    if not set(names) <= set(offered):
        raise GivenRefused("This was not offered.")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise GivenRefused("A text is expected.")
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise GivenRefused("A list is expected.")
    return [_text(each) for each in value]
