"""Cohorts: the list, making and changing one, its table, its invite link, its meetings, its workbook."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE
from coaching.training.learning import calendars, enrolling, exporting, inviting, leading
from coaching.training.learning.forms import CohortForm, MeetingForm, programme_choices
from coaching.training.learning.leading import Meeting, may_lead_cohorts
from coaching.training.learning.models import CalendarAddress, Cohort, CohortSession
from coaching.training.learning.programmes import all_programmes
from coaching.training.learning.table import FILTERS, ORDERS, shown, table_of
from people.access import role_required, signed_in


def cohort_of(request: HttpRequest, pk: UUID) -> Cohort:
    """Return the cohort if the reader leads it.

    Raises:
        Http404: there is none, or it is not hers to know of.
    """
    return get_object_or_404(leading.led_by(signed_in(request)), pk=pk)


@require_safe
@role_required(may_lead_cohorts)
def cohorts(request: HttpRequest) -> HttpResponse:
    """Show the cohorts that the reader leads."""
    led = leading.led_by(signed_in(request)).select_related("organisation")
    titles = {page.translation_key: page.title for page in all_programmes()}
    rows = [(cohort, titles.get(cohort.programme_key, "")) for cohort in led]
    return render(request, "learning/cohorts.html", {"rows": rows, "now": timezone.now()})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_lead_cohorts)
def cohort_new(request: HttpRequest) -> HttpResponse:
    """Make a cohort."""
    actor = signed_in(request)
    choices = programme_choices(all_programmes())
    form = CohortForm(
        request.POST or None, actor=actor, programmes=choices, initial={"programme": request.GET.get("programme")}
    )
    if request.method == "POST" and form.is_valid():
        cohort = leading.make_cohort(
            actor=actor,
            programme_key=UUID(form.cleaned_data["programme"]),
            mentors=form.cleaned_data["mentors"],
            **form.values(),
        )
        messages.success(request, _("The cohort is made. Give its invite link to your learners."))
        return redirect("learning:cohort", cohort.pk)
    context = {"form": form, "has_programmes": bool(choices)}
    return render(request, "learning/cohort_form.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cohort_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a cohort."""
    actor, cohort = signed_in(request), cohort_of(request, pk)
    choices = programme_choices(all_programmes())
    form = CohortForm(request.POST or None, instance=cohort, actor=actor, programmes=choices)
    if request.method == "POST" and form.is_valid():
        # Who may not be chosen here, such as the cohort's mentors of other colleges, stays.
        kept = cohort.mentors.exclude(pk__in=form.fields["mentors"].queryset)  # type: ignore[attr-defined]
        mentors = {*kept, *form.cleaned_data["mentors"]}
        leading.change_cohort(actor=actor, cohort=cohort_of(request, pk), mentors=mentors, **form.values())
        messages.success(request, _("The cohort is changed."))
        return redirect("learning:cohort", pk)
    context = {"form": form, "cohort": cohort, "has_programmes": True}
    return render(request, "learning/cohort_form.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@login_required
def cohort(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who is stuck, on what, since when; with filters, the invite link and the meetings."""
    found = cohort_of(request, pk)
    table = table_of(found, timezone.now())
    which = request.GET.get("show", "all") if request.GET.get("show") in FILTERS else "all"
    order = request.GET.get("sort", "stuck") if request.GET.get("sort") in ORDERS else "stuck"
    context = {
        "cohort": found,
        "table": table,
        "rows": shown(table, which=which, order=order),
        "which": which,
        "order": order,
        "filters": _filters(table.counts),
        "orders": _orders(),
        **_beside(request, found),
    }
    return render(request, "learning/cohort.html", context)


def _filters(counts: Any) -> list[tuple[str, str, int]]:
    labels = {
        "all": pgettext("learners of a cohort", "Everybody"),
        "stuck": _("Stuck"),
        "not_started": _("Not started"),
        "under_way": _("Under way"),
        "done": _("Done"),
    }
    return [(name, label, counts[name]) for name, label in labels.items()]


def _orders() -> list[tuple[str, str]]:
    return [
        ("stuck", _("Longest stuck first")),
        ("name", _("By name")),
        ("progress", _("Least done first")),
        ("since", _("Longest without news first")),
    ]


def _beside(request: HttpRequest, found: Cohort) -> dict[str, Any]:
    """Return what stands beside the table: link, seats, meetings, calendar, and people who have not come yet."""
    seats = enrolling.seats_left(found)
    address = CalendarAddress.objects.filter(user=signed_in(request), cohort=found, is_open=True).first()
    calendar = address and reverse("learning:calendar", args=[calendars.token_of(address)])
    return {
        "invitation": request.build_absolute_uri(reverse("learning:invitation", args=[inviting.token_of(found)])),
        "refusal": inviting.refusal(found, now=timezone.now(), seats_left=seats),
        "seats_left": seats,
        "sessions": list(found.sessions.all()),
        "expected": list(found.expected.all()),
        "calendar": calendar and request.build_absolute_uri(calendar),
    }


@require_POST
@login_required
def cohort_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Renew the invite link, close it, or open it again."""
    actor, found = signed_in(request), cohort_of(request, pk)
    match request.POST.get("do"):
        case "renew":
            inviting.renew(actor=actor, cohort=found)
            messages.success(request, _("There is a new invite link. The old one does not work any more."))
        case "close":
            inviting.set_open(actor=actor, cohort=found, is_open=False)
            messages.info(request, _("The invite link is closed."))
        case "open":
            inviting.set_open(actor=actor, cohort=found, is_open=True)
            messages.success(request, _("The invite link works again."))
    return redirect("learning:cohort", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meetings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the meetings of a cohort, and add one."""
    found = cohort_of(request, pk)
    form = MeetingForm(request.POST or None, cohort=found)
    if request.method == "POST" and form.is_valid():
        leading.add_session(actor=signed_in(request), cohort=found, meeting=Meeting(**form.cleaned_data))
        messages.success(request, _("The meeting stands in the calendar."))
        return redirect("learning:meetings", pk)
    context = {"cohort": found, "form": form, "sessions": list(found.sessions.all())}
    return render(request, "learning/meetings.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def meeting_remove(request: HttpRequest, pk: UUID, session: UUID) -> HttpResponse:
    """Take a meeting off the calendar."""
    found = get_object_or_404(CohortSession.objects.select_related("cohort"), cohort=cohort_of(request, pk), pk=session)
    leading.remove_session(actor=signed_in(request), session=found)
    messages.info(request, _("The meeting is off the calendar."))
    return redirect("learning:meetings", pk)


@never_cache
@require_safe
@login_required
def cohort_workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the table of the cohort as a workbook."""
    found = cohort_of(request, pk)
    response = HttpResponse(exporting.workbook(found, timezone.now()), content_type=WORKBOOK_TYPE)
    name = slugify(found.name) or "cohort"
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
