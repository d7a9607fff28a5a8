"""Pages of a ceremony: the operator's, the presenter's, and the screens in the hall."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from championships.events.models import Ceremony, Championship
from championships.events.refusals import EventRefused
from championships.events.reveal import leading
from championships.events.reveal.desk import ready_skills, screen_links, step_lines
from championships.events.reveal.forms import CeremonyForm
from championships.events.reveal.leading import open_ceremony
from championships.events.reveal.making import is_current, make
from championships.events.reveal.screens import ceremony_of_screens, scene_in, state_in
from championships.events.views.doors import championship_of, say
from people.access import role_required, signed_in
from people.permissions import may_run_championships

MOST_DIGITS = 6


@require_safe
@role_required(may_run_championships)
def ceremony_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the operator the ceremony that is open, or what one is made of."""
    championship = championship_of(slug)
    ceremony = open_ceremony(championship)
    if ceremony is None:
        return _preparing(request, championship, CeremonyForm(skills=ready_skills(championship)))
    return render(request, "events/ceremony/operator.html", _led(championship, ceremony))


def _preparing(request: HttpRequest, championship: Championship, form: CeremonyForm) -> HttpResponse:
    context = {"championship": championship, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "events/ceremony/prepare.html", context, status=status)


def _led(championship: Championship, ceremony: Ceremony) -> dict[str, Any]:
    steps = step_lines(ceremony)
    following = ceremony.step + 1
    return {
        "championship": championship,
        "ceremony": ceremony,
        "steps": steps,
        "now": steps[ceremony.step],
        "next": steps[following] if following < len(steps) else None,
        "last": len(steps) - 1,
        "screens": screen_links(ceremony),
        "is_current": is_current(ceremony),
    }


@require_POST
@role_required(may_run_championships)
def make_steps(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the steps of a ceremony, or of its rehearsal."""
    championship = championship_of(slug)
    form = CeremonyForm(request.POST, skills=ready_skills(championship))
    if form.is_valid():
        try:
            make(
                actor=signed_in(request),
                championship=championship,
                skills=form.skills(),
                choices=form.choices(),
                rehearsal=request.POST.get("to") == "rehearse",
            )
        except EventRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:ceremony", slug)
    return _preparing(request, championship, form)


@require_POST
@role_required(may_run_championships)
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """Do what the operator asks: another step, how names are said, the end, or publishing."""
    championship = championship_of(slug)
    ceremony = open_ceremony(championship)
    if ceremony is None:
        messages.error(
            request, _("This ceremony is over. Another one may have been made meanwhile: load the page again.")
        )
        return _answered(request, slug, HTTPStatus.CONFLICT)
    if "step" in request.POST:
        return _go(request, ceremony, request.POST["step"])
    actor, to = signed_in(request), request.POST.get("to")
    if to == "end":
        say(request, lambda: leading.end(actor=actor, ceremony=ceremony), _("The ceremony is over."))
    elif to == "publish":
        _publish(request, ceremony)
    elif to == "say":
        sayings = _sayings(request)
        said = say(request, lambda: leading.say(actor=actor, ceremony=ceremony, sayings=sayings), _("Kept."))
        return redirect("events:ceremony_presenter" if said else "events:ceremony", slug)
    return redirect("events:ceremony", slug)


def _go(request: HttpRequest, ceremony: Ceremony, asked: str) -> HttpResponse:
    slug = ceremony.championship.slug
    step = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else -1
    try:
        now = leading.go(actor=signed_in(request), ceremony=ceremony, step=step)
    except EventRefused as refusal:
        if not _wants_json(request):
            messages.error(request, str(refusal))
        return _answered(request, slug, HTTPStatus.CONFLICT, message=str(refusal))
    return _answered(request, slug, step=now.step, moves=now.moves)


def _answered(request: HttpRequest, slug: str, status: int = HTTPStatus.OK, **facts: object) -> HttpResponse:
    """Answer a browser module in JSON, and a form with the page that it stands on."""
    return JsonResponse(facts, status=status) if _wants_json(request) else redirect("events:ceremony", slug)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _publish(request: HttpRequest, ceremony: Ceremony) -> None:
    try:
        count = leading.publish_revealed(actor=signed_in(request), ceremony=ceremony)
    except EventRefused as refusal:
        messages.error(request, str(refusal))
        return
    words = ngettext("%(count)s result is published.", "%(count)s results are published.", count)
    messages.success(request, words % {"count": count})
    if ceremony.championship.is_frozen:
        messages.info(request, _("The championship is frozen: the public sees them when the desk shows the results."))


def _sayings(request: HttpRequest) -> dict[int, str]:
    """Return the texts of the fields `say-<line>`."""
    found = {}
    for name, text in request.POST.items():
        key = name.removeprefix("say-")
        if key != name and key.removeprefix("-").isdecimal():
            found[int(key)] = str(text)
    return found


@require_safe
@role_required(may_run_championships)
def presenter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the presenter who stands on the screens, who comes next, and how to say it."""
    championship = championship_of(slug)
    ceremony = open_ceremony(championship)
    if ceremony is None:
        return redirect("events:ceremony", slug)
    context = _led(championship, ceremony)
    people = {person.line.key: person for step in context["steps"] for person in step.people}
    return render(request, "events/ceremony/presenter.html", {**context, "people": people.values()})


# The screens ---------------------------------------------------------------------------------------------------------


@require_safe
@never_cache
def screen(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the hall what was revealed last, to whoever has the address."""
    ceremony = _of_screens(slug, key)
    scene = scene_in(ceremony, _language())
    context = {"ceremony": ceremony, "scene": scene, "championship": ceremony.championship}
    return render(request, "events/ceremony/screen.html", context)


@require_safe
def screen_state(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Return the state of the screens, or 304 while it is what the asker has."""
    state = state_in(_of_screens(slug, key), _language())
    digest = salted_hmac("championships.events.ceremony", repr(sorted(state.items())), algorithm="sha256").hexdigest()
    etag = f'"{digest[:32]}"'
    response = get_conditional_response(request, etag=etag) or JsonResponse(state)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache, private"
    return response


def _of_screens(slug: str, key: str) -> Ceremony:
    ceremony = ceremony_of_screens(key)
    if ceremony is None or ceremony.championship.slug != slug:
        raise Http404
    return ceremony


def _language() -> str:
    return get_language() or "en"
