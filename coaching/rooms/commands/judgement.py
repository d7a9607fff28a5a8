"""Judgement: each judge scores 0 to 3 on their own; nobody sees a score before all are in.

A spread of more than one asks all judges for a new round after they have talked (rules of the field: nobody
overrules, all score again).
"""

from typing import Any

from championships.marking import judgement_mark, spread_is_allowed
from coaching.rooms.context import Context, Happening
from coaching.rooms.marks import aspect_to_mark, competitor_to_mark, find_mark, marked
from coaching.rooms.models import AspectMark, JudgeScore, MarkState
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import SheetAspect

Scores = list[list[Any]]


def score(context: Context, data: dict[str, Any]) -> Happening:
    """Give a score in the current round; until the last one is in a judge may change their own, or take it back.

    Raises:
        CommandRefused: the aspect or the competitor is not as it must be; `round_over`, `round_closed`,
            `nothing_to_withdraw`.
    """
    aspect = aspect_to_mark(context, data, "J")
    mark = find_mark(context, competitor_to_mark(context, data["competitor"], aspect), aspect)
    if data["round"] != mark.round:
        raise CommandRefused("round_over", field="round", round=mark.round)
    if mark.state == MarkState.MARKED:
        raise CommandRefused("round_closed")
    if data["score"] is None:
        return _withdrawn(context, mark)
    if mark._state.adding:  # noqa: SLF001 -- Django documents it for exactly this
        mark.save()
    JudgeScore.objects.update_or_create(
        aspect_mark=mark, judge=context.participant, round=mark.round, defaults={"score": data["score"]}
    )
    return _settled(context, mark, aspect)


def _withdrawn(context: Context, mark: AspectMark) -> Happening:
    given = JudgeScore.objects.filter(aspect_mark=mark.pk, judge=context.participant, round=mark.round)
    if not given.exists():
        raise CommandRefused("nothing_to_withdraw", field="score")
    given.delete()
    return marked(
        context, "judgement.scored", mark, scores_of_round(context, mark, mark.round), _previous(context, mark)
    )


def reopen(context: Context, data: dict[str, Any]) -> Happening:
    """Open a new round for all judges of an aspect whose round is finished.

    Raises:
        CommandRefused: the aspect or the competitor is not as it must be; `nothing_to_reopen`.
    """
    aspect = aspect_to_mark(context, data, "J")
    mark = find_mark(context, competitor_to_mark(context, data["competitor"], aspect), aspect)
    if mark.state != MarkState.MARKED:
        raise CommandRefused("nothing_to_reopen")
    finished = scores_of_round(context, mark, mark.round)
    _begin_round(mark, MarkState.SCORING)
    return marked(context, "judgement.reopened", mark, _empty(context, mark), finished)


def _settled(context: Context, mark: AspectMark, aspect: SheetAspect) -> Happening:
    scores = scores_of_round(context, mark, mark.round)
    if any(given is None for _, given in scores):
        return marked(context, "judgement.scored", mark, scores, _previous(context, mark))
    values = [given for _, given in scores]
    if not spread_is_allowed(values):
        mark.discussed_since = context.now
        _begin_round(mark, MarkState.DISCUSS)
        return marked(context, "judgement.scored", mark, _empty(context, mark), scores)
    mark.mark = judgement_mark(values, aspect.maximum, panel=len(values))
    mark.state = MarkState.MARKED
    mark.discussed_since = None
    mark.save(update_fields=["mark", "state", "discussed_since"])
    return marked(context, "judgement.scored", mark, scores, _previous(context, mark))


def _begin_round(mark: AspectMark, state: MarkState) -> None:
    mark.round += 1
    mark.state = state
    mark.mark = None
    mark.save(update_fields=["round", "state", "mark", "discussed_since"])


def scores_of_round(context: Context, mark: AspectMark, number: int) -> Scores:
    """Return a pair of judge and score for each seat of the panel; the score is None when it is not in."""
    given = dict(JudgeScore.objects.filter(aspect_mark=mark, round=number).values_list("judge", "score"))
    by_seat = {str(judge): value for judge, value in given.items()}
    return [[seat, by_seat.get(seat)] for seat in context.seats(mark.competitor)]


def _previous(context: Context, mark: AspectMark) -> Scores:
    return [] if mark.round == 1 else scores_of_round(context, mark, mark.round - 1)


def _empty(context: Context, mark: AspectMark) -> Scores:
    return [[seat, None] for seat in context.seats(mark.competitor)]
