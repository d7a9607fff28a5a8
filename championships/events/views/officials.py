"""Officials and marking teams at the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.events import appointing
from championships.events.by_row import do_rows
from championships.events.importing.layout import SheetKind
from championships.events.marking_teams import dissolve_team, form_team
from championships.events.models import ContestedSkill, MarkingTeam, Official
from championships.events.organising_forms import MarkingTeamForm, OfficialForm
from championships.events.organising_lists import (
    officials_of,
    organisations_to_suggest,
    team_lines,
    who_may_mark,
)
from championships.events.skill_names import named, titles_of
from championships.events.views.doors import championship_of, say
from championships.events.views.entering import do_beside_fields
from championships.events.views.form_page import FormPage, answer
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_safe
@role_required(may_run_championships)
def official_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who has which task."""
    championship = championship_of(slug)
    context = {
        "championship": championship,
        "officials": officials_of(championship),
        "skills": named(championship.skills.all()),
        "tab": "officials",
    }
    return render(request, "events/desk/officials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def add_official(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for somebody and a task, and appoint them."""
    championship, actor = championship_of(slug), signed_in(request)
    form = OfficialForm(request.POST or None, championship=championship)
    page = FormPage(
        title=_("Appoint an official"),
        eyebrow=_("Officials"),
        lead=_("A chief expert confirms results with an account: write its address."),
        done=_("The official is appointed."),
        back=reverse("events:desk_officials", args=[slug]),
        submit=_("Appoint"),
    )
    return answer(
        request,
        page,
        form,
        lambda: do_beside_fields(
            form,
            lambda: do_rows(actor=actor, championship=championship, kind=SheetKind.OFFICIALS, rows=form.rows()),
        ),
        championship,
        organisations=organisations_to_suggest(),
        tab="officials",
    )


@require_POST
@role_required(may_run_championships)
def dismiss_official(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a task from somebody."""
    official, actor = get_object_or_404(Official, pk=pk, championship__slug=slug), signed_in(request)
    say(request, lambda: appointing.dismiss(actor=actor, official=official), _("The task is taken back."))
    return redirect("events:desk_officials", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def marking_teams(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the marking teams of a skill with whom they cannot mark, and form another one."""
    skill = get_object_or_404(
        ContestedSkill.objects.select_related("championship", "skill"), pk=pk, championship__slug=slug
    )
    officials = who_may_mark(skill)
    form = MarkingTeamForm(request.POST or None, officials=officials)
    page = FormPage(
        title=_("Marking teams"),
        eyebrow=titles_of([skill])[skill.pk],
        done=_("The team is formed."),
        back=reverse("events:desk_teams", args=[slug, skill.pk]),
        submit=_("Form the team"),
        template="events/desk/teams.html",
    )
    actor = signed_in(request)
    return answer(
        request,
        page,
        form,
        lambda: form_team(
            actor=actor,
            contested_skill=skill,
            name=form.cleaned_data["name"],
            judges=list(form.cleaned_data["judges"]),
            coordinator=form.cleaned_data["coordinator"],
        ),
        skill.championship,
        skill=skill,
        teams=team_lines(skill),
        officials=officials,
        tab="skills",
    )


@require_POST
@role_required(may_run_championships)
def dissolve(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Dissolve a marking team."""
    teams = MarkingTeam.objects.select_related("contested_skill")
    team, actor = get_object_or_404(teams, pk=pk, contested_skill__championship__slug=slug), signed_in(request)
    skill = team.contested_skill_id
    say(request, lambda: dissolve_team(actor=actor, team=team), _("The team is dissolved."))
    return redirect("events:desk_teams", slug, skill)
