"""Entering people and teams at the desk, changing an entry, and how far it has come."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from championships.events.by_row import RowRefused, do_rows
from championships.events.entering import change_entry, move_all
from championships.events.importing.layout import SheetKind
from championships.events.models import ContestedSkill, Entry, EntryStatus
from championships.events.organising_forms import ChangeEntryForm, EntryForm, PeopleForm
from championships.events.organising_lists import organisations_to_suggest
from championships.events.skill_names import titles_of
from championships.events.views.doors import say
from championships.events.views.form_page import FormPage, answer
from people.access import role_required, signed_in
from people.permissions import may_run_championships


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for a competitor or a team, and enter them."""
    skill = get_object_or_404(
        ContestedSkill.objects.select_related("championship", "skill"), pk=pk, championship__slug=slug
    )
    form = EntryForm(request.POST or None, skill=skill)
    page = FormPage(
        title=_("Enter a team") if skill.team_size > 1 else _("Enter a competitor"),
        eyebrow=titles_of([skill])[skill.pk],
        done=_("The entry stands."),
        back=reverse("events:desk_entries", args=[slug, skill.pk]),
        submit=_("Enter"),
        template="events/desk/enter.html",
    )

    def act() -> None:
        rows = [{**row, "skill_key": str(skill.pk)} for row in form.rows()]
        actor = signed_in(request)
        do_beside_fields(
            form,
            lambda: do_rows(actor=actor, championship=skill.championship, kind=SheetKind.PARTICIPANTS, rows=rows),
        )

    return answer(
        request,
        page,
        form,
        act,
        skill.championship,
        skill=skill,
        organisations=organisations_to_suggest(),
        tab="skills",
    )


def do_beside_fields(form: PeopleForm, act: Callable[[], object]) -> None:
    """Do what may be refused, with every problem beside the field that it is about."""
    try:
        act()
    except RowRefused as refusal:
        for problem in refusal.problems:
            if problem.code == "unsure_person":
                form.ask_who(problem.row)
            personal, common = f"{problem.column}_{problem.row}", problem.column
            field = next((name for name in (personal, common) if name in form.fields), None)
            form.add_error(field, problem.words)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_run_championships)
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show and change an entry."""
    entries = Entry.objects.select_related("contested_skill__championship", "contested_skill__skill", "organisation")
    entry = get_object_or_404(
        entries.exclude(status=EntryStatus.WITHDRAWN), pk=pk, contested_skill__championship__slug=slug
    )
    form = ChangeEntryForm(request.POST or None, instance=Entry.objects.get(pk=entry.pk))
    skill = entry.contested_skill
    page = FormPage(
        title=_("Change the entry"),
        eyebrow=f"{titles_of([skill])[skill.pk]} {entry.number}",
        lead=", ".join(person.full_name for person in form.members.values()),
        done=_("The entry is saved."),
        back=reverse("events:desk_entries", args=[slug, entry.contested_skill_id]),
        submit=_("Save"),
    )
    actor = signed_in(request)
    return answer(
        request,
        page,
        form,
        lambda: change_entry(actor=actor, entry=entry, **form.facts()),
        entry.contested_skill.championship,
        tab="skills",
    )


@require_POST
@role_required(may_run_championships)
def step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm every entry of a skill that is entered, or let every one start."""
    skill = get_object_or_404(ContestedSkill, pk=pk, championship__slug=slug)
    actor = signed_in(request)
    status = EntryStatus.STARTED if request.POST.get("to") == "start" else EntryStatus.CONFIRMED
    done = _("All entries are confirmed.") if status == EntryStatus.CONFIRMED else _("All entries have started.")
    say(request, lambda: move_all(actor=actor, contested_skill=skill, status=status), done)
    return redirect("events:desk_entries", slug, skill.pk)
