"""Bringing questions from a file: the door, the template, and the report before anything is stored."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE
from coaching.training.quizzes import importing
from coaching.training.quizzes.exchange.draft import QuestionDraft, QuestionsReport, RemarkDraft
from coaching.training.quizzes.exchange.template import write_template
from coaching.training.quizzes.file_messages import remark_words
from coaching.training.quizzes.forms import QuestionsFileForm, StoreForm
from coaching.training.quizzes.models import PendingQuestions, Question
from coaching.training.quizzes.reviewing import right_answers
from coaching.training.quizzes.showing import texts_of
from coaching.training.quizzes.template_examples import examples
from people.access import role_required, signed_in
from people.permissions import may_author_training


class Preview(NamedTuple):
    """A question of a report as its author looks at it."""

    draft: QuestionDraft
    offered: tuple[str, ...]
    right: tuple[str, ...]
    kind: str
    copy: Question | None
    is_twice: bool


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_author_training)
def import_questions(request: HttpRequest) -> HttpResponse:
    """Take a file, read it and lead to its report."""
    initial = {"bank": request.GET.get("bank", "")}
    form = QuestionsFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), initial=initial)
    if form.is_valid() and form.report:
        chosen = form.cleaned_data
        waiting = importing.keep(
            owner=signed_in(request), report=form.report, bank=chosen["bank"], language=chosen["language"]
        )
        return redirect("quizzes:import_report", waiting.pk)
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "quizzes/import.html", context, status=422 if form.errors else 200)


@require_safe
@role_required(may_author_training)
def template(request: HttpRequest) -> HttpResponse:
    """Send the workbook to fill in."""
    answer = HttpResponse(write_template(get_language() or "en", examples()), content_type=WORKBOOK_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="questions.xlsx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_author_training)
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a file holds; store it, or throw it away, at one word."""
    waiting = _waiting(request, key)
    if waiting.applied_to:
        return redirect("wagtailsnippets_quizzes_question:list")
    found = importing.report_of(waiting)
    copies = importing.copies_in(found, waiting.report["language"])
    has_copies = bool(copies.here or copies.twice)
    initial = {"title": found.source.rsplit(".", 1)[0]}
    form = StoreForm(request.POST or None, bank=waiting.bank, has_copies=has_copies, initial=initial)
    if request.method == "POST":
        if "discard" in request.POST:
            waiting.delete()
            messages.info(request, _("The file was discarded. Nothing was stored."))
            return redirect("quizzes:import")
        if found.questions and form.is_valid():
            return _stored(request, waiting, form)
    return render(request, "quizzes/report.html", _context(waiting, found, copies, form))


def _stored(request: HttpRequest, waiting: PendingQuestions, form: StoreForm) -> HttpResponse:
    chosen = form.cleaned_data
    imported = importing.apply(
        actor=signed_in(request),
        key=waiting.pk,
        bank=waiting.bank,
        title=chosen.get("title", ""),
        with_copies=chosen.get("with_copies", False),
    )
    words = ngettext(
        "%(count)s question was stored in “%(bank)s”.",
        "%(count)s questions were stored in “%(bank)s”.",
        imported.stored,
    )
    messages.success(request, words % {"count": imported.stored, "bank": imported.bank})
    if imported.pictures_lost:
        lost = ngettext(
            "%(count)s picture could not be kept.", "%(count)s pictures could not be kept.", imported.pictures_lost
        )
        messages.warning(request, lost % {"count": imported.pictures_lost})
    return redirect("wagtailsnippets_quizzes_question:list")


def _context(
    waiting: PendingQuestions, found: QuestionsReport, copies: importing.Copies, form: StoreForm
) -> dict[str, Any]:
    return {
        "waiting": waiting,
        "report": found,
        "questions": [_preview(place, draft, copies) for place, draft in enumerate(found.questions)],
        "losses": _in_words(found.losses),
        "notes": _in_words(found.notes),
        "fresh": sum(place not in copies for place in range(len(found.questions))),
        "copies": sum(place in copies for place in range(len(found.questions))),
        "is_table": found.layout == "table",
        "form": form,
        "crumbs": _crumbs((_("Report"), "")),
    }


def _preview(place: int, draft: QuestionDraft, copies: importing.Copies) -> Preview:
    right = right_answers(draft.content)
    offered = tuple(text for text in texts_of(draft.content).values() if text not in right)
    return Preview(
        draft,
        offered if draft.content.kind in {"choice", "several"} else (),
        right,
        Question(kind=draft.content.kind).kind_name,
        copies.here.get(place),
        place in copies.twice,
    )


def _in_words(remarks: tuple[RemarkDraft, ...]) -> list[tuple[RemarkDraft, str]]:
    return [(remark, remark_words(remark)) for remark in remarks]


def _waiting(request: HttpRequest, key: UUID) -> PendingQuestions:
    try:
        return importing.find(owner=signed_in(request), key=key)
    except PendingQuestions.DoesNotExist as error:
        raise Http404(_("This report has expired, or it is somebody else's. Upload the file again.")) from error


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    door = reverse("quizzes:import")
    return [
        (_("Question banks"), reverse("wagtailsnippets_quizzes_questionbank:list")),
        (_("Import questions"), door if more else ""),
        *more,
    ]
