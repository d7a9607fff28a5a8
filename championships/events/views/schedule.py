"""The schedule at the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.events import scheduling
from championships.events.models import Championship, ScheduleItem
from championships.events.organising_forms import ScheduleForm
from championships.events.organising_lists import days_of
from championships.events.skill_names import named
from championships.events.views.doors import championship_of, say
from championships.events.views.form_page import FormPage, answer
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_safe
@role_required(may_run_championships)
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the schedule by day."""
    championship = championship_of(slug)
    context = {
        "championship": championship,
        "days": days_of(championship),
        "skills": named(championship.skills.all()),
        "tab": "schedule",
    }
    return render(request, "events/desk/schedule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def add_item(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for an item, and put it on the plan."""
    championship, actor = championship_of(slug), signed_in(request)
    instance = ScheduleItem(championship=championship)
    form = ScheduleForm(request.POST or None, championship=championship, instance=instance)
    return answer(
        request,
        _page(championship, _("Add to the schedule"), _("It is on the schedule.")),
        form,
        lambda: scheduling.plan(actor=actor, championship=championship, **form.facts()),
        championship,
        tab="schedule",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def change_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show and change an item of the schedule."""
    championship, actor = championship_of(slug), signed_in(request)
    item = get_object_or_404(championship.schedule, pk=pk)
    instance = ScheduleItem.objects.get(pk=item.pk)
    form = ScheduleForm(request.POST or None, championship=championship, instance=instance)
    return answer(
        request,
        _page(championship, item.title(), _("The schedule is saved.")),
        form,
        lambda: scheduling.change_item(actor=actor, item=item, **form.facts()),
        championship,
        tab="schedule",
        drop=reverse("events:desk_schedule_remove", args=[slug, item.pk]),
    )


@require_POST
@role_required(may_run_championships)
def remove_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an item off the schedule."""
    item, actor = get_object_or_404(ScheduleItem, pk=pk, championship__slug=slug), signed_in(request)
    say(request, lambda: scheduling.take_off(actor=actor, item=item), _("It is off the schedule."))
    return redirect("events:desk_schedule", slug)


def _page(championship: Championship, title: str, done: str) -> FormPage:
    back = reverse("events:desk_schedule", args=[championship.slug])
    lead = _("Times are those of %(zone)s.") % {"zone": championship.time_zone.replace("_", " ")}
    return FormPage(title=title, done=done, back=back, eyebrow=_("Schedule"), lead=lead, submit=_("Save"))
