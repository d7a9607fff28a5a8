"""Pages of the desk that are one form: shown, refused beside its fields, or done and left."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from championships.events.models import Championship
from championships.events.refusals import EventRefused


@dataclass(frozen=True)
class FormPage:
    """The words of the page, and where its form leads when it is done or given up."""

    title: str
    done: str
    back: str
    lead: str = ""
    eyebrow: str = ""
    submit: str = ""
    template: str = "events/desk/form.html"


def answer(
    request: HttpRequest,
    page: FormPage,
    form: forms.BaseForm,
    act: Callable[[], object],
    championship: Championship | None = None,
    **context: object,
) -> HttpResponse:
    """Show the form, or do what it asks for; what is refused stands above it, and nothing that was typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except EventRefused as refusal:
            form.add_error(None, str(refusal))
        if not form.errors:
            messages.success(request, page.done)
            return redirect(page.back)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"page_": page, "form": form, "championship": championship, **context}
    return render(request, page.template, shown, status=status)
