"""Founding a championship at the desk, and its rules."""

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from championships.events import founding
from championships.events.models import Championship
from championships.events.organising_forms import ChampionshipForm
from championships.events.views.doors import championship_of
from championships.events.views.form_page import FormPage, answer
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def new_championship(request: HttpRequest) -> HttpResponse:
    """Ask for the facts and rules of a championship, and found it."""
    form, made = ChampionshipForm(request.POST or None), list[Championship]()
    page = FormPage(
        title=_("New championship"),
        lead=_("Write what it is and by which rules it is held. All of it can be changed later, until it is frozen."),
        done=_("The championship is founded. Add its skills, or import a workbook."),
        back=reverse("pages:desk"),
        submit=_("Found the championship"),
        template="events/desk/rules.html",
    )
    answered = answer(
        request, page, form, lambda: made.append(founding.found(actor=signed_in(request), **form.cleaned_data))
    )
    return redirect("events:desk_skills", made[0].slug) if made else answered


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change the facts and rules of a championship."""
    championship = championship_of(slug)
    # A copy, because the form writes into what it is given.
    form = ChampionshipForm(request.POST or None, instance=championship_of(slug))
    page = FormPage(
        title=_("Dates and rules"),
        lead=_("Results that were handed over keep the rules that they were computed by."),
        done=_("The rules are saved."),
        back=reverse("events:desk_rules", args=[_slug_after(form, slug)]),
        submit=_("Save"),
        template="events/desk/rules.html",
    )
    return answer(
        request,
        page,
        form,
        lambda: founding.change_rules(actor=signed_in(request), championship=championship, **form.cleaned_data),
        championship,
        tab="rules",
    )


def _slug_after(form: ChampionshipForm, slug: str) -> str:
    """Return the short name that the championship has when the form is done."""
    if form.is_bound and form.is_valid():
        return str(model_to_dict(form.instance, ["slug"])["slug"])
    return slug
