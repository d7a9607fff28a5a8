"""The small addresses that browser modules talk to: keep one answer, check one, and say how things stand."""

import json
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from coaching.training.quizzes.finishing import close_if_over
from coaching.training.quizzes.models import Attempt
from coaching.training.quizzes.page_answers import answers_of, verdict_of
from coaching.training.quizzes.refusals import QuizRefused
from coaching.training.quizzes.sitting import Answering, ask_gates, check_answer, keep_answer
from coaching.training.quizzes.snapshot import Snapshot
from people.models import User

LARGEST = 20_000


class BadMessage(ValueError):
    """The body is no answer that could be read."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Keep the answer in the body and say what became of it; asked with GET, say which answers stand."""
    return _answered(request, attempt_id, _keep if request.method == "POST" else _state)


@never_cache
@require_POST
def check(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Check one answer and return what is to be said about it, as a piece of the page."""
    return _answered(request, attempt_id, _check)


def _answered(request: HttpRequest, attempt_id: UUID, act: Any) -> HttpResponse:
    if not isinstance(request.user, User):
        return _said({"error": "signed_out"}, HTTPStatus.UNAUTHORIZED)
    try:
        return _said(act(request, request.user, attempt_id))
    except Attempt.DoesNotExist:
        return _said({"error": "unknown_attempt", "words": _("There is no such attempt.")}, HTTPStatus.NOT_FOUND)
    except BadMessage:
        words = QuizRefused("not_an_answer").words
        return _said({"error": "bad_message", "words": words}, HTTPStatus.BAD_REQUEST)
    except QuizRefused as refusal:
        return _said({"error": refusal.code, "words": refusal.words}, HTTPStatus.CONFLICT)


def _said(content: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return JsonResponse({**content, "now": timezone.now().isoformat()}, status=status)


def _body(request: HttpRequest) -> dict[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise BadMessage
    try:
        content = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadMessage from error
    if not isinstance(content, dict):
        raise BadMessage
    return content


def _keep(request: HttpRequest, reader: User, attempt_id: UUID) -> dict[str, Any]:
    content = _body(request)
    answering = Answering(
        _uuid(content.get("question")),
        content.get("given"),
        _uuid(content.get("id")),
        _moment(content.get("given_at")),
        _seconds(content.get("seconds")),
    )
    return {"state": keep_answer(reader=reader, attempt_id=attempt_id, answering=answering)}


def _state(request: HttpRequest, reader: User, attempt_id: UUID) -> dict[str, Any]:
    attempt = Attempt.objects.get(pk=attempt_id, user=reader)
    ask_gates(reader, attempt.quiz_key)
    finished = close_if_over(attempt=attempt)
    given = {str(key): answer.given for key, answer in answers_of(attempt).items()}
    return {
        "finished": finished,
        "ends_at": attempt.ends_at.isoformat() if attempt.ends_at else None,
        "given": {} if finished else given,
    }


def _check(request: HttpRequest, reader: User, attempt_id: UUID) -> dict[str, Any]:
    key = _uuid(_body(request).get("question"))
    answer = check_answer(reader=reader, attempt_id=attempt_id, question_key=key)
    asked = Snapshot.model_validate(answer.attempt.snapshot).find(key)
    assert asked  # noqa: S101 -- it was just checked; this tells the type checker
    context = {"verdict": verdict_of(asked, answer), "number": asked.name.removeprefix("q")}
    return {"html": render_to_string("quizzes/parts/verdict.html", context, request)}


def _uuid(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise BadMessage from error


def _moment(value: object) -> datetime | None:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def _seconds(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9 else None
