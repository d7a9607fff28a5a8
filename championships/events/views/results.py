"""The results desk: how final the result of each skill is, the next step, corrections, and the freeze."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.events import public_lines
from championships.events.confirming import confirm, may_confirm
from championships.events.correcting import correct, corrections_of
from championships.events.desk_lists import desk_lines
from championships.events.forms import CorrectionForm
from championships.events.freezing import freeze, thaw
from championships.events.models import Championship, ChampionshipIndexPage, ResultState, SkillResult
from championships.events.past_results.planning import CIS
from championships.events.publishing import publish
from championships.events.recomputing import differences
from championships.events.refusals import EventRefused
from championships.events.sections import url_of
from championships.events.skill_names import titles_of
from championships.events.sources import address_of, source_of
from championships.events.views.doors import championship_of, chief_of, say
from people.access import refuse, role_required, signed_in
from people.permissions import may_confirm_results, may_publish_results, may_run_championships


@require_safe
@role_required(may_confirm_results)
def results_desk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show every contested skill with its result and what can be done next."""
    championship = championship_of(slug)
    chief = chief_of(request, championship)
    if chief is not None and not chief:
        return refuse(request, may_run_championships.roles)
    lines = desk_lines(championship, chief)
    if chief is not None:
        lines = [line for line in lines if line.may_confirm]
    context = {
        "championship": championship,
        "lines": lines,
        "page": championship.public_page(),
        "list_of_championships": ChampionshipIndexPage.objects.live().order_by("pk").first(),
        "is_organiser": chief is None,
        "waiting": sum(line.public_differs for line in lines) if championship.is_frozen else 0,
    }
    return render(request, "events/desk/results.html", context)


@require_POST
@role_required(may_run_championships)
def freeze_or_thaw(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze what the public sees, or let it thaw."""
    championship, actor = championship_of(slug), signed_in(request)
    if request.POST.get("to") == "thaw":
        say(request, lambda: thaw(actor=actor, championship=championship), _("The results are no longer frozen."))
    else:
        say(request, lambda: freeze(actor=actor, championship=championship), _("What the public sees is frozen."))
    return redirect("events:desk", championship.slug)


@require_safe
@role_required(may_confirm_results)
def result_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one result under its sealed names, what recomputing gives, and its corrections."""
    championship, result = _found(request, slug, pk)
    rows = list(result.rows.order_by("position", "name"))
    context = {
        "championship": championship,
        "result": result,
        "skill_title": _skill_title(result),
        "step": ResultState(result.state).step,
        "rows": rows,
        "left": public_lines.people_who_left(rows),
        "has_marks": any(row.total is not None for row in rows),
        "has_scale": any(row.scale_score is not None for row in rows),
        "differences": differences(result) if result.replaced_at is None else [],
        "corrections": corrections_of(result.contested_skill) if result.contested_skill else [],
        "may_publish": may_publish_results(request.user),
        "is_organiser": may_run_championships(request.user),
        "is_export": result.source.startswith(CIS),
        "is_own": championship.needs_second_person and result.sent_by_id == signed_in(request).pk,
        "public_url": _public_url(result),
    }
    return render(request, "events/desk/result.html", context)


def _skill_title(result: SkillResult) -> str:
    skill = result.contested_skill
    return result.skill_title if skill is None else titles_of([skill])[skill.pk]


def _public_url(result: SkillResult) -> str:
    """Return where the public reads this result; empty where it does not see it."""
    page, skill = result.championship.public_page(), result.contested_skill
    if page is None or skill is None or skill.public_result_id != result.pk:
        return ""
    return url_of(page, "skills", skill.pk)


@require_POST
@role_required(may_confirm_results)
def take_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm or publish a result."""
    championship, result = _found(request, slug, pk)
    actor = signed_in(request)
    if request.POST.get("to") == "publish":
        say(request, lambda: publish(actor=actor, result=result), _published_words(championship))
    else:
        say(request, lambda: confirm(actor=actor, result=result), _("The result is confirmed."))
    return redirect("events:desk_result", championship.slug, result.pk)


def _published_words(championship: Championship) -> str:
    if championship.is_frozen:
        return _("The result is published. The public sees it when the championship is no longer frozen.")
    return _("The result is published.")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def correct_result(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask why a result is corrected, and for the marks where no room has them; then make a new version."""
    championship, result = _found(request, slug, pk)
    rows = list(result.rows.order_by("position", "name"))
    typed = source_of(result.source) is None
    form = CorrectionForm(request.POST or None, result=result, rows=rows, typed=typed)
    if request.method == "POST" and form.is_valid():
        try:
            after = correct(
                actor=signed_in(request),
                result=result,
                reason=form.cleaned_data["reason"],
                public_reason=form.cleaned_data["public_reason"],
                changes=form.changes(),
            )
        except EventRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:desk_result", championship.slug, after.pk)
    context = {
        "championship": championship,
        "result": result,
        "skill_title": _skill_title(result),
        "form": form,
        "typed": typed,
        "differences": [] if typed else differences(result),
        "marks_url": address_of(result.source),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "events/desk/correct.html", context, status=status)


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Championship, SkillResult]:
    """Return the result of an address for whoever may confirm it; to other experts it is not there."""
    championship = championship_of(slug)
    results = SkillResult.objects.select_related("contested_skill", "sent_by", "confirmed_by", "published_by")
    result = get_object_or_404(results, pk=pk, championship=championship)
    if not may_confirm(signed_in(request), result):
        raise Http404
    return championship, result
