"""The pages of the library of descriptors: browse and search it, keep a ladder, take those of a scheme."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from championships.schemes.descriptors import (
    LadderRefused,
    change_ladder,
    matching,
    may_change_ladder,
    remove_ladder,
    save_ladder,
    schemes_using,
    take_from,
    visible_ladders,
)
from championships.schemes.models import DescriptorLadder
from championships.schemes.permissions import usable_versions
from championships.schemes.standard_forms import EVERY_LANGUAGE, LadderFilter, LadderForm
from championships.schemes.standards import find_skill, standard_in_force
from people.access import role_required, signed_in
from people.permissions import may_keep_schemes

LADDERS_ON_A_PAGE = 20


@require_safe
@role_required(may_keep_schemes)
def library(request: HttpRequest) -> HttpResponse:
    """Show the ladders that the reader may find, in her language unless she asks for another."""
    data = request.GET.copy()
    data.setdefault("language", get_language() or EVERY_LANGUAGE)
    form = LadderFilter(data)
    asked = form.cleaned_data if form.is_valid() else {}
    language = asked.get("language", "")
    found = matching(
        reader=request.user,
        query=asked.get("q", ""),
        skill=asked.get("skill"),
        section=asked.get("section"),
        language=None if language == EVERY_LANGUAGE else language,
    )
    context = {
        "form": form,
        "page": Paginator(found, LADDERS_ON_A_PAGE).get_page(request.GET.get("page")),
        "is_empty": not visible_ladders(request.user).exists(),
        "crumbs": _crumbs(),
    }
    return render(request, "schemes/library/list.html", context)


@require_safe
@role_required(may_keep_schemes)
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one ladder, the sections that it belongs to, and the schemes that judge by it."""
    found = _ladder(request, pk)
    context = {
        "ladder": found,
        "skill_entry": find_skill(found.skill.translation_key, _language()) if found.skill else None,
        "sections": _sections(found),
        "schemes": schemes_using(reader=request.user, ladder=found),
        "may_change": may_change_ladder(request.user, found),
        "crumbs": _crumbs((found.title, "")),
    }
    return render(request, "schemes/library/ladder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def new_ladder(request: HttpRequest) -> HttpResponse:
    """Keep a new ladder; one that is in the library already is shown instead."""
    user = signed_in(request)
    form = LadderForm(request.POST or None, user=user)
    if form.is_valid():
        try:
            saved = save_ladder(actor=user, **form.content())
        except LadderRefused as refusal:
            form.refuse(refusal.errors)
        else:
            _say_saved(request, is_new=saved.is_new)
            return redirect(saved.ladder)
    return _form_page(request, form, _crumbs((_("New ladder"), "")))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def edit_ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a ladder, or remove it."""
    user, found = signed_in(request), _ladder(request, pk)
    if not may_change_ladder(user, found):
        raise PermissionDenied
    if request.method == "POST" and "remove" in request.POST:
        remove_ladder(actor=user, ladder=found)
        messages.success(request, _("The ladder was removed. Schemes that judge by its texts keep them."))
        return redirect("schemes:library")
    form = LadderForm(request.POST or None, user=user, ladder=found)
    if form.is_valid():
        try:
            change_ladder(actor=user, ladder=found, **form.content())
        except LadderRefused as refusal:
            form.refuse(refusal.errors)
        else:
            messages.success(request, _("The ladder was changed."))
            return redirect(found)
    crumbs = _crumbs((found.title, found.get_absolute_url()), (_("Change"), ""))
    return _form_page(request, form, crumbs, ladder=found)


@require_POST
@role_required(may_keep_schemes)
def take_ladders(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the ladders of a version of a scheme into the library."""
    version = get_object_or_404(usable_versions(request.user).select_related("scheme__skill"), pk=pk)
    taken = take_from(actor=signed_in(request), version=version)
    words = [
        ngettext("%(count)s ladder was added.", "%(count)s ladders were added.", taken.added) % {"count": taken.added}
    ]
    if taken.already_here:
        text = ngettext("%(count)s was here already.", "%(count)s were here already.", taken.already_here)
        words.append(text % {"count": taken.already_here})
    if taken.incomplete:
        text = ngettext(
            "%(count)s lacks a level and was left out.", "%(count)s lack a level and were left out.", taken.incomplete
        )
        words.append(text % {"count": taken.incomplete})
    messages.success(request, " ".join(words))
    return redirect(f"{reverse('schemes:library')}?language={EVERY_LANGUAGE}")


def _ladder(request: HttpRequest, pk: int) -> DescriptorLadder:
    ladders = visible_ladders(request.user).select_related("skill", "owner", "organisation")
    return get_object_or_404(ladders, pk=pk)


def _sections(found: DescriptorLadder) -> list[tuple[int, str]]:
    """Return the number of each section of a ladder, with its name in the standard of the ladder's skill."""
    shown = standard_in_force(found.skill, _language()) if found.skill else None
    names = {section.number: section.name for section in shown.standard.sections.all()} if shown else {}
    return [(number, names.get(number, "")) for number in found.section_numbers]


def _form_page(
    request: HttpRequest, form: LadderForm, crumbs: list[tuple[str, str]], ladder: DescriptorLadder | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "ladder": ladder, "crumbs": crumbs}
    return render(request, "schemes/library/form.html", context, status=422 if form.errors else 200)


def _say_saved(request: HttpRequest, *, is_new: bool) -> None:
    if is_new:
        messages.success(request, _("The ladder is in the library."))
    else:
        messages.info(request, _("A ladder with the same four texts is in the library already: here it is."))


def _crumbs(*last: tuple[str, str]) -> list[tuple[str, str]]:
    here = (_("Library of descriptors"), reverse("schemes:library") if last else "")
    return [(_("Desk"), reverse("pages:desk")), (_("Marking schemes"), reverse("schemes:list")), here, *last]


def _language() -> str:
    return get_language() or "en"
