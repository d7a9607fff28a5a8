"""What is public of somebody: choosing it with a consent, taking a consent back, and removal on request."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from championships.events import publicity
from championships.events.forms import PublicityForm, ReasonForm
from championships.events.models import Championship, Consent, Publicity, PublicPerson
from championships.events.refusals import EventRefused
from championships.events.skill_names import named
from championships.events.views.doors import championship_of, say
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def person_publicity(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what is public of somebody, and take the choice with the consent that allows it."""
    championship, person = _found(slug, pk)
    form = PublicityForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            publicity.choose(
                actor=signed_in(request),
                person=person,
                publicity=Publicity(form.cleaned_data["publicity"]),
                shows_picture=form.cleaned_data["shows_picture"],
                consents=form.consents(),
            )
        except EventRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:desk_person", slug, person.pk)
    entries = person.entries.select_related("contested_skill__championship")
    context = {
        "championship": championship,
        "person": person,
        "form": form,
        "consents": person.consents.select_related("recorded_by"),
        "entries": entries,
        "skills": named(entry.contested_skill for entry in entries),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "events/desk/person.html", context, status=status)


@require_POST
@role_required(may_run_championships)
def withdraw_consent(request: HttpRequest, slug: str, pk: int, consent: int) -> HttpResponse:
    """Take a consent back."""
    _championship, person = _found(slug, pk)
    found, actor = get_object_or_404(Consent, pk=consent, person=person), signed_in(request)
    say(request, lambda: publicity.withdraw_consent(actor=actor, consent=found), _("The consent is withdrawn."))
    return redirect("events:desk_person", slug, person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def remove_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask who requested it, and take everything of a person out of public sight."""
    championship, person = _found(slug, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publicity.remove_on_request(actor=signed_in(request), person=person, **form.cleaned_data)
        except EventRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:desk_person", slug, person.pk)
    context = {"championship": championship, "person": person, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "events/desk/remove.html", context, status=status)


def _found(slug: str, pk: int) -> tuple[Championship, PublicPerson]:
    """Return a person who has a part in the championship of the address; nobody else is there."""
    championship = championship_of(slug)
    people = publicity.people_of(championship)
    return championship, get_object_or_404(people, pk=pk)
