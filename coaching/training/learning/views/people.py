"""The people of a cohort: adding many, writing to some, and one learner with the decisions about her."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.schemes.permissions import visible_class_lists
from coaching.training.learning import adding, attendance, belonging, enrolling, nudging, overriding, wording
from coaching.training.learning.adding import Entry
from coaching.training.learning.forms import OverrideForm, PeopleForm
from coaching.training.learning.home import step_of
from coaching.training.learning.models import Cohort, Enrolment, EnrolmentState, Override, OverrideKind
from coaching.training.learning.outline import outline_of
from coaching.training.learning.page_strips import wanted
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.standing import Standing, standing_of
from coaching.training.learning.views.cohorts import cohort_of
from people.access import signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what a list of people would do to the cohort; then do it."""
    found = cohort_of(request, pk)
    lists = visible_class_lists(request.user)
    form = PeopleForm(*((request.POST, request.FILES) if request.method == "POST" else ()), class_lists=lists)
    context = {"cohort": found, "form": form, "seats_left": enrolling.seats_left(found)}
    if request.method == "POST" and form.is_valid():
        try:
            entries = _entries(form)
            if "confirmed" in request.POST:
                return _added(request, found, entries)
            context["report"] = adding.report_on(found, entries)
        except LearningRefused as refused:
            form.add_error(None, str(refused))
    return render(request, "learning/add_people.html", context, status=422 if form.errors else 200)


def _entries(form: PeopleForm) -> list[Entry]:
    chosen = form.cleaned_data
    if chosen["text"]:
        return adding.from_text(chosen["text"])
    if chosen["workbook"]:
        return adding.from_workbook(chosen["workbook"].read())
    return adding.from_class_list(chosen["class_list"])


def _added(request: HttpRequest, found: Cohort, entries: list[Entry]) -> HttpResponse:
    count = len(adding.add_people(actor=signed_in(request), cohort=found, entries=entries).taken)
    words = ngettext("%(count)s person was added.", "%(count)s people were added.", count) % {"count": count}
    messages.success(request, words)
    return redirect("learning:cohort", found.pk)


@require_POST
@login_required
def nudge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write to the chosen learners."""
    found = cohort_of(request, pk)
    chosen = [int(each) for each in request.POST.getlist("learner") if each.isdigit()]
    if not chosen:
        messages.warning(request, _("Choose to whom you want to write."))
        return redirect("learning:cohort", pk)
    came = nudging.nudge(actor=signed_in(request), cohort=found, enrolments=chosen, text=request.POST.get("text", ""))
    if came.sent:
        words = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", came.sent)
        messages.success(request, words % {"count": came.sent})
    if came.left_in_peace:
        names = ", ".join(came.left_in_peace)
        messages.info(request, _("A letter went out less than three days ago to: %(names)s.") % {"names": names})
    return redirect("learning:cohort", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def learner(request: HttpRequest, pk: UUID, enrolment: int) -> HttpResponse:
    """Show one learner of a cohort part by part, and take a mentor's decision about her."""
    found = cohort_of(request, pk)
    who = get_object_or_404(found.enrolments.exclude(state=EnrolmentState.LEFT).select_related("user"), pk=enrolment)
    who.cohort = found
    outline = outline_of(found.programme_key)
    if outline is None:
        return redirect("learning:cohort", pk)
    form = OverrideForm(request.POST or None, outline=outline, initial={"key": request.GET.get("part")})
    if request.method == "POST" and form.is_valid() and _decided(request, who, form):
        return redirect("learning:learner", pk, enrolment)
    standing = standing_of(who.user, outline, now=timezone.now(), beginning=belonging.beginning_of(who))
    context = {
        "cohort": found,
        "enrolment": who,
        "form": form,
        "lines": list(_lines(standing, who)),
        "rooms": list(attendance.of([who.user_id], outline.ways.keys())),
        "nudges": list(who.nudges.select_related("by")[:5]),
    }
    return render(request, "learning/learner.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, who: Enrolment, form: OverrideForm) -> bool:
    chosen = form.cleaned_data
    try:
        overriding.override(
            actor=signed_in(request),
            enrolment=who,
            key=UUID(chosen["key"]),
            kind=OverrideKind(chosen["kind"]),
            reason=chosen["reason"],
        )
    except LearningRefused as refused:
        form.add_error("reason", str(refused))
        return False
    messages.success(request, _("Your decision is kept, with its reason."))
    return True


def _lines(standing: Standing, who: Enrolment) -> list[dict[str, object]]:
    """Return each module and lesson with how far the learner is, and what was decided about it."""
    decisions: dict[UUID, list[Override]] = {}
    for decision in Override.objects.filter(user=who.user, key__in=standing.outline.ways).select_related("by"):
        decisions.setdefault(decision.key, []).append(decision)
    lines = []
    for key, way in list(standing.outline.ways.items())[1:]:
        closed = standing.closed(key)
        lines.append(
            {
                "key": key,
                "depth": len(way) - 1,
                "title": standing.outline.shown[key].title,
                "step": step_of(standing.state_of(key)),
                "at": standing.completed_at(key),
                "closed": "" if closed is None else wording.why(closed, standing.outline, who.user),
                "wanted": wanted(standing, way[-1]),
                "decisions": decisions.get(key, ()),
            }
        )
    return lines


@require_POST
@login_required
def take_out(request: HttpRequest, pk: UUID, enrolment: int) -> HttpResponse:
    """Take a learner out of the cohort."""
    found = cohort_of(request, pk)
    who = get_object_or_404(found.enrolments.select_related("user", "cohort"), pk=enrolment)
    enrolling.leave(actor=signed_in(request), enrolment=who)
    messages.info(request, _("%(name)s is out of the cohort. What she has reached is kept.") % {"name": who.user})
    return redirect("learning:cohort", pk)


@never_cache
@require_safe
@login_required
def rooms(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who came into which practice room of the programme."""
    found = cohort_of(request, pk)
    outline = outline_of(found.programme_key)
    enrolments = found.enrolments.exclude(state=EnrolmentState.LEFT).select_related("user")
    people = {each.user_id: each for each in enrolments.order_by("user__name", "user__email")}
    came: dict[UUID, dict[str, object]] = {}
    for each in attendance.of(list(people), outline.ways.keys() if outline else ()):
        room = came.setdefault(each.room_id, {"title": each.title, "at": each.at, "people": []})
        room["people"].append((people[each.user_id], each))  # type: ignore[attr-defined]
    return render(request, "learning/rooms.html", {"cohort": found, "rooms": list(came.values()), "of": len(people)})
