"""The entries of a contested skill at the desk: who takes part, the draw of workplaces, and withdrawing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.events.desk_lists import entry_lines, standing_draw
from championships.events.drawing import annul_draw, draw_workplaces
from championships.events.entering import withdraw
from championships.events.forms import DrawForm, ReasonForm
from championships.events.models import ContestedSkill, Entry
from championships.events.refusals import EventRefused
from championships.events.skill_names import titles_of
from championships.events.views.doors import championship_of, say
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_safe
@role_required(may_run_championships)
def entry_list(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the entries of a skill, and the draw."""
    skill = _skill(slug, pk)
    lines = entry_lines(skill)
    context = {
        "championship": skill.championship,
        "skill": skill,
        "skill_title": titles_of([skill])[skill.pk],
        "lines": lines,
        "draw": standing_draw(skill),
        "form": DrawForm(),
        "annul_form": ReasonForm(auto_id="annul_%s"),
        "has_results": skill.results.exists(),
        "tab": "skills",
    }
    return render(request, "events/desk/entries.html", context)


@require_POST
@role_required(may_run_championships)
def draw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Draw the workplaces, or annul the draw that stands."""
    skill, actor = _skill(slug, pk), signed_in(request)
    standing = standing_draw(skill)
    if request.POST.get("to") == "annul" and standing is not None:
        reason = request.POST.get("reason", "")[:300]
        say(request, lambda: annul_draw(actor=actor, draw=standing, reason=reason), _("The draw is annulled."))
    else:
        seed = request.POST.get("seed", "")[:200]
        drawn = _("The workplaces are drawn.")
        say(request, lambda: draw_workplaces(actor=actor, contested_skill=skill, seed=seed), drawn)
    return redirect("events:desk_entries", slug, skill.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def withdraw_entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask why an entry is withdrawn, and withdraw it."""
    entries = Entry.objects.select_related("contested_skill__championship", "organisation")
    entry = get_object_or_404(entries, pk=pk, contested_skill__championship__slug=slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(actor=signed_in(request), entry=entry, **form.cleaned_data)
        except EventRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:desk_entries", slug, entry.contested_skill_id)
    context = {
        "championship": entry.contested_skill.championship,
        "entry": entry,
        "skill_title": titles_of([entry.contested_skill])[entry.contested_skill_id],
        "people": entry.people.order_by("places__order"),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "events/desk/withdraw.html", context, status=status)


def _skill(slug: str, pk: int) -> ContestedSkill:
    skills = ContestedSkill.objects.select_related("championship", "skill")
    return get_object_or_404(skills, pk=pk, championship=championship_of(slug))
