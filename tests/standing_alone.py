"""Looking for a short figure in what was sent, where random keys, tokens and times stand beside it."""

import re


def stands_alone(text: str, figure: str) -> bool:
    """Return whether `figure` stands in `text` by itself.

    A part of a longer word or number is not meant, nor a group of a UUID: 12:30:10.115 is a time and no mark of 0.11,
    and 4f77 in an address is no 77 percent.
    """
    return re.search(rf"(?<!\w)(?<!\w-){re.escape(figure)}(?!\w)", text) is not None
