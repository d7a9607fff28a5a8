"""Importing at the desk: a file is read, what would become of it is shown, and then done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from championships.events import waiting
from championships.events.import_forms import NamesForm, SharedPlacesForm, UploadForm
from championships.events.import_pages import results_page, workbook_page
from championships.events.importing import reading
from championships.events.importing.carrying_out import carry_out
from championships.events.importing.planning import plan_for
from championships.events.importing.tables import Line, Tables
from championships.events.importing.template import write_template
from championships.events.importing.words import why_refused
from championships.events.models import Championship, PendingUpload, UploadKind
from championships.events.past_results import carrying_out as storing
from championships.events.past_results import planning as past_planning
from championships.events.past_results import reading as past_reading
from championships.events.refusals import EventRefused
from championships.events.views.doors import championship_of
from championships.schemes.exchange.refusals import FileRefused
from people.access import role_required, signed_in
from people.permissions import may_run_championships

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a workbook, and lead to its dry run."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, accept=".xlsx", help_text=_("An Excel workbook (.xlsx) of up to 5 MB."))
    return _uploaded(request, slug, form, UploadKind.WORKBOOK, lambda data: reading.read(data).dump())


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def upload_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an export of results, and lead to its dry run."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    help_text = _("The export of CIS as a workbook (.xlsx) or as text (.csv), up to 5 MB.")
    form = UploadForm(*sent, accept=".xlsx,.csv,.txt", help_text=help_text)
    return _uploaded(request, slug, form, UploadKind.RESULTS, _past_dump)


def _past_dump(data: bytes) -> dict[str, Any]:
    return {"lines": [[line.number, dict(line.cells), dict(line.faults)] for line in past_reading.read(data)]}


def _uploaded(
    request: HttpRequest, slug: str, form: UploadForm, kind: UploadKind, read: Callable[[bytes], Mapping[str, Any]]
) -> HttpResponse:
    championship = championship_of(slug)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            tables = read(file.read(reading.LIMIT + 1))
        except FileRefused as refusal:
            form.add_error("file", why_refused(refusal))
        else:
            kept = waiting.keep(
                actor=signed_in(request), championship=championship, kind=kind, name=file.name, tables=tables
            )
            return redirect("events:desk_dry_run", slug, kept.pk)
    context = {"championship": championship, "form": form, "kind": kind.value, "tab": "import"}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "events/desk/import.html", context, status=status)


@require_safe
@role_required(may_run_championships)
def template(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the empty workbook in the reader's language."""
    championship = championship_of(slug)
    response = HttpResponse(write_template(get_language() or ""), content_type=WORKBOOK_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{championship.slug}-{get_language()}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def dry_run(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Show what would become of a file, and do it when its owner says so."""
    championship, actor = championship_of(slug), signed_in(request)
    kept = waiting.find(owner=actor, championship=championship, key=key)
    if kept is None:
        raise Http404
    if kept.done:
        return render(request, "events/desk/dry_run.html", _context(championship, kept))
    is_results = kept.kind == UploadKind.RESULTS
    if is_results and "choose" in request.POST:
        return _read_otherwise(request, championship, kept)
    names = NamesForm(request.POST if request.method == "POST" and is_results else None)
    refused = False
    if request.method == "POST" and (not is_results or names.is_valid()):
        try:
            _do(request, championship, kept, names)
        except EventRefused as refusal:
            messages.error(request, str(refusal))
            refused = True
        else:
            messages.success(request, _("The import is done."))
            return redirect("events:desk_dry_run", slug, kept.pk)
    shown = _results_page(kept, championship) if is_results else _workbook_page(kept, championship)
    context = {**_context(championship, kept), **shown, "names": names if is_results else None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused or names.errors else HTTPStatus.OK
    return render(request, "events/desk/dry_run.html", context, status=status)


def _context(championship: Championship, kept: PendingUpload) -> dict[str, Any]:
    return {"championship": championship, "kept": kept, "tab": "import"}


def _read_otherwise(request: HttpRequest, championship: Championship, kept: PendingUpload) -> HttpResponse:
    """Note how lines that share a place are read, and show what would become of the file then."""
    form = SharedPlacesForm(request.POST, skills=_past_plan(kept, championship).unclear())
    if form.is_valid():
        waiting.note_choices(kept, form.choices())
    return redirect("events:desk_dry_run", championship.slug, kept.pk)


def _workbook_page(kept: PendingUpload, championship: Championship) -> dict[str, Any]:
    tables = Tables.load(kept.tables)
    return {"plan": workbook_page(tables, plan_for(tables, championship))}


def _results_page(kept: PendingUpload, championship: Championship) -> dict[str, Any]:
    planned = _past_plan(kept, championship)
    unclear = planned.unclear()
    return {"plan": results_page(planned), "shared_places": SharedPlacesForm(skills=unclear) if unclear else None}


def _lines(kept: PendingUpload) -> list[Line]:
    return [Line(*each) for each in kept.tables["lines"]]


def _past_plan(kept: PendingUpload, championship: Championship) -> past_planning.PastResults:
    return past_planning.plan(_lines(kept), championship, kept.tables.get("choices"))


def _do(request: HttpRequest, championship: Championship, kept: PendingUpload, names: NamesForm) -> None:
    """Carry out what was shown and note it, in one transaction."""
    actor, shown = signed_in(request), request.POST.get("shown", "")
    with transaction.atomic():
        if kept.kind == UploadKind.RESULTS:
            done = storing.carry_out(
                actor=actor,
                championship=championship,
                lines=_lines(kept),
                shown=shown,
                choices=kept.tables.get("choices"),
                published_by=names.cleaned_data["published_by"],
                reason=names.cleaned_data["reason"],
            )
            counts = {skill.verdict.value: len(done.of(skill.verdict)) for skill in done.skills}
        else:
            planned = carry_out(actor=actor, championship=championship, tables=Tables.load(kept.tables), shown=shown)
            counts = {verdict.value: count for verdict, count in planned.counts().items()}
        waiting.note_done(kept, counts)
