"""The contested skills at the desk: adding, changing, taking out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.events import contesting
from championships.events.models import Championship, ContestedSkill
from championships.events.organising_forms import ContestedSkillForm
from championships.events.organising_lists import skill_lines
from championships.events.skill_names import titles_of
from championships.events.views.doors import championship_of, say
from championships.events.views.form_page import FormPage, answer
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_safe
@role_required(may_run_championships)
def skill_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the contested skills with what is missing of each."""
    championship = championship_of(slug)
    context = {"championship": championship, "lines": skill_lines(championship), "tab": "skills"}
    return render(request, "events/desk/skills.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def add_skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a skill, and let it be contested."""
    championship, actor = championship_of(slug), signed_in(request)
    form = ContestedSkillForm(request.POST or None, user=actor, instance=ContestedSkill(championship=championship))
    return answer(
        request,
        _page(championship, _("Add a skill"), _("The skill is added.")),
        form,
        lambda: contesting.contest(actor=actor, championship=championship, **form.facts()),
        championship,
        tab="skills",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def change_skill(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show and change a contested skill, or take it out while nothing hangs on it."""
    championship, actor = championship_of(slug), signed_in(request)
    skill = get_object_or_404(championship.skills.select_related("skill"), pk=pk)
    instance = ContestedSkill.objects.select_related("skill").get(pk=skill.pk)
    form = ContestedSkillForm(request.POST or None, user=actor, instance=instance)
    return answer(
        request,
        _page(championship, titles_of([skill])[skill.pk], _("The skill is saved.")),
        form,
        lambda: contesting.change_contested(actor=actor, contested_skill=skill, **form.facts()),
        championship,
        tab="skills",
        drop=reverse("events:desk_skill_drop", args=[slug, skill.pk]),
    )


@require_POST
@role_required(may_run_championships)
def drop_skill(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a contested skill out of the championship."""
    skill = get_object_or_404(ContestedSkill, pk=pk, championship__slug=slug)
    actor = signed_in(request)
    if say(request, lambda: contesting.drop(actor=actor, contested_skill=skill), _("The skill is taken out.")):
        return redirect("events:desk_skills", slug)
    return redirect("events:desk_skill_change", slug, pk)


def _page(championship: Championship, title: str, done: str) -> FormPage:
    back = reverse("events:desk_skills", args=[championship.slug])
    return FormPage(title=title, done=done, back=back, eyebrow=_("Skills"), submit=_("Save"))
