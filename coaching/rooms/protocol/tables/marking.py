"""Commands about marks."""

from typing import Final

from coaching.rooms.protocol.fields import (
    ASPECT,
    COMPETITOR,
    NOT_SAID,
    PANEL,
    CommandKind,
    Field,
    read_observation,
    read_round,
    read_text,
    read_text_or_nothing,
    read_whole,
    said_as,
)

SEEN: Final = Field(
    read_text_or_nothing,
    "the mark that the judge saw, as a text or null; refused when another judge has changed it since",
    required=False,
    otherwise=NOT_SAID,
)
NOT_STARTED: Final = {"lobby": "room_not_started"}
"""In a room that has ended only a form that was opened again is marked: the form says so, not this table."""


@said_as(type=["integer", "null"], minimum=0, maximum=3)
def _read_score(value: object) -> int | None:
    """Return a score, or None for one that is taken back."""
    return None if value is None else read_whole(value, 0, 3)


COMMANDS: Final[dict[str, CommandKind]] = {
    "measurement.record": CommandKind(
        PANEL,
        "measurement.recorded",
        {
            "competitor": COMPETITOR,
            "aspect": ASPECT,
            "mark": Field(
                read_text_or_nothing,
                "text of a number with a point or a comma; null clears",
                refusal="mark_not_a_number",
            ),
            "reason": Field(read_text, "needed between zero and the maximum", required=False, otherwise=""),
            "seen": SEEN,
        },
        NOT_STARTED,
    ),
    "measurement.observe": CommandKind(
        PANEL,
        "measurement.observed",
        {
            "competitor": COMPETITOR,
            "aspect": ASPECT,
            "observation": Field(
                read_observation,
                "true or false, a whole number, or the text of a measured value; null clears",
                refusal="observation_not_understood",
            ),
            "reason": Field(read_text, "a note, if any", required=False, otherwise=""),
            "seen": SEEN,
        },
        NOT_STARTED,
    ),
    "judgement.score": CommandKind(
        PANEL,
        "judgement.scored",
        {
            "competitor": COMPETITOR,
            "aspect": ASPECT,
            "score": Field(_read_score, "0, 1, 2 or 3; null takes one's own back", refusal="score_out_of_range"),
            "round": Field(read_round, "the round that the judge sees"),
        },
        NOT_STARTED,
    ),
    "judgement.reopen": CommandKind(
        PANEL, "judgement.reopened", {"competitor": COMPETITOR, "aspect": ASPECT}, NOT_STARTED
    ),
}
