"""What a quiz says about its questions: for authors."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE
from coaching.training.quizzes.gathering import statistics_for, workbook_for
from coaching.training.quizzes.views.opening import quiz_at
from people.access import role_required
from people.permissions import may_author_training


@require_safe
@role_required(may_author_training)
def of_quiz(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how hard each question is, and what it tells."""
    quiz = quiz_at(key)
    context = {"quiz": quiz, "found": statistics_for(key, get_language() or "en")}
    return render(request, "quizzes/statistics.html", context)


@require_safe
@role_required(may_author_training)
def workbook(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the same as a workbook."""
    quiz_at(key)
    found = statistics_for(key, get_language() or "en")
    answer = HttpResponse(workbook_for(found), content_type=WORKBOOK_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="quiz-statistics.xlsx"'
    return answer
