"""The pages of the editor that export a module and bring one in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from coaching.training.exchange import waiting
from coaching.training.exchange.bringing import bring_in, may_bring
from coaching.training.exchange.judging_a_file import Report, judge
from coaching.training.exchange.opening import FileRefused, open_file
from coaching.training.exchange.packing import export_module
from coaching.training.models import TrainingModulePage
from people.access import signed_in


class FileForm(forms.Form):
    """Which file to read."""

    file = forms.FileField(
        label=gettext_lazy("File of the module"),
        help_text=gettext_lazy(
            "A ZIP that “Export the module” has made. Nothing is stored before you have seen the report."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


@require_safe
@require_admin_access
def export(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Send the file of a module."""
    module = get_object_or_404(TrainingModulePage, pk=page_id)
    packed = export_module(actor=signed_in(request), module=module)
    return FileResponse(packed, as_attachment=True, filename=f"{module.slug}.zip", content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def bring(request: HttpRequest, parent_id: int) -> HttpResponse:
    """Take a file, report on it, and store it when its author says so."""
    parent = get_object_or_404(Page, pk=parent_id).specific
    if not may_bring(signed_in(request), parent):
        raise PermissionDenied
    if request.method == "POST" and "token" in request.POST:
        return _decide(request, parent)
    form = FileForm(request.POST or None, request.FILES or None)
    report, token = _report(request, form) if form.is_valid() else (None, "")
    context = {"parent": parent, "form": form, "report": report, "token": token}
    status = 422 if form.errors else 200
    return render(request, "training/exchange/bring.html", context, status=status)


def _report(request: HttpRequest, form: FileForm) -> tuple[Report | None, str]:
    file, user = form.cleaned_data["file"], signed_in(request)
    try:
        report, _reader = judge(open_file(file), user)
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return None, ""
    return report, "" if report.refused else waiting.keep(user, file)


def _decide(request: HttpRequest, parent: Page) -> HttpResponse:
    user, token = signed_in(request), request.POST["token"]
    path = waiting.waiting(user, token)
    if "discard" in request.POST or path is None:
        waiting.forget(user, token)
        if path is None:
            messages.error(request, _("The file is no longer here: choose it once more."))
        return redirect("training_bring", parent.pk)
    try:
        with path.open("rb") as file:
            module = bring_in(actor=user, opened=open_file(file), parent=parent)
    except FileRefused as refused:
        messages.error(request, str(refused))
        return redirect("training_bring", parent.pk)
    waiting.forget(user, token)
    messages.success(request, _("“%(title)s” is here as a draft, with its lessons.") % {"title": module.title})
    return redirect("wagtailadmin_explore", module.pk)
