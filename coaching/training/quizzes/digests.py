"""What two questions share exactly when they ask the same and take the same answers."""

import hashlib
import json
from html import unescape
from re import sub

from coaching.training.quizzes.content import Content
from coaching.training.quizzes.typed_words import key_of


def digest_of(text: str, content: Content) -> str:
    """Return the digest of a question: its words without tags, case and white space, and its answers without identifiers."""
    words = key_of(unescape(sub(r"<[^<>]*>", " ", text)))
    plain = content.model_dump(mode="json")
    for name in ("options", "items", "pairs"):
        if name in plain:
            plain[name] = [{**part, "id": ""} for part in plain[name]]
    return hashlib.sha256(json.dumps([words, _folded(plain)], sort_keys=True).encode()).hexdigest()


def _folded(value: object) -> object:
    if isinstance(value, dict):
        return {name: _folded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_folded(each) for each in value]
    return _figure(value) if isinstance(value, str) else value


def _figure(text: str) -> str:
    """Return a text as it is compared: numbers without closing zeros, words folded."""
    if sub(r"^-?\d+\.\d*$", "", text) == "" and "." in text:
        return text.rstrip("0").rstrip(".")
    return key_of(text)
