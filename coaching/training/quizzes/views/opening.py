"""What the views of quizzes have in common: who is there, which quiz, which attempt, and what to say when it is closed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from coaching.training.quizzes.finding import quiz_in
from coaching.training.quizzes.models import Attempt, Quiz
from coaching.training.quizzes.refusals import NotAdmitted
from coaching.training.quizzes.solutions import sees_solutions
from people.access import role_required, signed_in
from people.permissions import may_author_training

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_learners(view: View[P]) -> View[P]:
    """Open a view to people who are signed in, keep it in no browser, and explain a gate that is closed."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAdmitted as refusal:
            context = {"words": refusal.words, "way_on": refusal.admission.way_on}
            return render(request, "quizzes/closed.html", context, status=HTTPStatus.FORBIDDEN)

    return guarded


def for_authors(view: Callable[[HttpRequest, Quiz], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Open a view of a quiz and its right answers to authors, and explain it to one who learns with the quiz."""

    @role_required(may_author_training)
    @wraps(view)
    def guarded(request: HttpRequest, /, key: UUID) -> HttpResponse:
        quiz = quiz_at(key)
        return view(request, quiz) if sees_solutions(signed_in(request), quiz) else closed_to_learner(request, quiz)

    return guarded


def closed_to_learner(request: HttpRequest, quiz: Quiz | None = None) -> HttpResponse:
    """Return the page (status 403) for an author who learns with what she wants to see the right answers of."""
    words = _("You are enrolled in a programme that asks this. You see the right answers after your own attempt.")
    context = {"words": words, "way_on": quiz.get_absolute_url() if quiz else ""}
    return render(request, "quizzes/closed.html", context, status=HTTPStatus.FORBIDDEN)


def quiz_at(key: UUID) -> Quiz:
    """Return the quiz in the reader's language, or answer 404."""
    try:
        return quiz_in(key, get_language() or "en")
    except Quiz.DoesNotExist as error:
        raise Http404(_("There is no such quiz.")) from error


def attempt_at(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Return the reader's own attempt, or answer 404."""
    found = Attempt.objects.filter(pk=attempt_id, user=signed_in(request)).first()
    if found is None:
        raise Http404(_("There is no such attempt."))
    return found
