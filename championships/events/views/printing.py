"""What is printed at the desk: a page with all of it, and the files. Only the desk's own people come here."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.events.models import ContestedSkill, SkillResult
from championships.events.printing.diplomas import print_diplomas
from championships.events.printing.filled_summaries import print_filled_summaries
from championships.events.printing.forms import FormChoice, print_forms_for, scheme_version_of
from championships.events.printing.listing import lines_of, printable_of, printables
from championships.events.printing.protocol import print_protocol
from championships.events.printing.start_list import print_start_list
from championships.events.views.doors import championship_of, chief_of
from championships.schemes.printing import NothingToPrint
from design.printing import PressBusy, TooMuchToPrint
from people.access import refuse, role_required
from people.permissions import may_confirm_results, may_run_championships

PDF_TYPE = "application/pdf"


@require_safe
@role_required(may_confirm_results)
def print_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show what can be printed of every skill."""
    championship = championship_of(slug)
    chief = chief_of(request, championship)
    if chief is not None and not chief:
        return refuse(request, may_run_championships.roles)
    context = {
        "championship": championship,
        "printables": printables(championship, get_language() or "en", chief),
        "printed_in": _language(request),
        "printing_languages": settings.LANGUAGES,
    }
    return render(request, "events/desk/printing.html", context)


@require_safe
@role_required(may_confirm_results)
def print_skill(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what can be printed of everybody in a skill."""
    return _skill_page(request, _skill(request, slug, pk))


@require_safe
@role_required(may_confirm_results)
def start_list_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the start list of a skill."""
    skill, language = _skill(request, slug, pk), _language(request)
    return _pdf(request, skill, "start-list", lambda: print_start_list(skill, language))


@require_safe
@role_required(may_confirm_results)
def forms_pdf(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Send the forms of marking of a skill, with the names of its competitors; the mark summary also with its marks."""
    if form == FormChoice.SUMMARY and "filled" in request.GET:
        return _filled_summaries(request, _skill(request, slug, pk))
    skill, language, entry = _skill(request, slug, pk), _language(request), _key(request, "entry")
    version = scheme_version_of(skill, _current(skill))
    if form not in set(FormChoice) or version is None:
        raise Http404
    name = form if entry is None else f"{form}-{entry}"
    return _pdf(request, skill, name, lambda: print_forms_for(skill, version, FormChoice(form), language, entry=entry))


def _filled_summaries(request: HttpRequest, skill: ContestedSkill) -> HttpResponse:
    result, language, row = _current(skill), _language(request), _key(request, "row")
    if result is None:
        raise Http404
    name = "summary-filled" if row is None else f"summary-filled-{row}"
    return _pdf(request, skill, name, lambda: print_filled_summaries(result, language, row=row))


@require_safe
@role_required(may_confirm_results)
def protocol_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the protocol of a skill's current result."""
    skill, language = _skill(request, slug, pk), _language(request)
    result = _current(skill)
    if result is None:
        raise Http404
    return _pdf(request, skill, f"protocol-v{result.version}", lambda: print_protocol(result, language))


@require_safe
@role_required(may_confirm_results)
def diplomas_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the diplomas of a skill's published result: all, the awarded ones, or one."""
    skill, language, row = _skill(request, slug, pk), _language(request), _key(request, "row")
    result = _current(skill)
    if result is None:
        raise Http404
    awarded = request.GET.get("of") == "awarded"
    name = "diplomas" if row is None else f"diploma-{row}"
    return _pdf(request, skill, name, lambda: print_diplomas(result, language, row=row, awarded_only=awarded))


def _pdf(request: HttpRequest, skill: ContestedSkill, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """Send what `make` prints; what cannot be printed comes back to the skill's page with the reason."""
    try:
        response = HttpResponse(make(), content_type=PDF_TYPE)
    except NothingToPrint:
        words = _("There is nothing to print: nobody is entered, or the result is not published yet.")
        return _skill_page(request, skill, words, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooMuchToPrint:
        words = _("This is too much for one file: print it for each competitor from the list below.")
        return _skill_page(request, skill, words, HTTPStatus.UNPROCESSABLE_ENTITY)
    except PressBusy:
        words = _("Others are printing at this moment. Try again in a minute.")
        return _skill_page(request, skill, words, HTTPStatus.SERVICE_UNAVAILABLE)
    file = f"{skill.championship.slug}-skill-{skill.pk}-{name}-{_language(request)}.pdf"
    response["Content-Disposition"] = f'inline; filename="{file}"'
    return response


def _skill_page(
    request: HttpRequest, skill: ContestedSkill, refusal: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    each = printable_of(skill, get_language() or "en")
    context = {
        "championship": skill.championship,
        "each": each,
        "lines": lines_of(each),
        "refusal": refusal,
        "printed_in": _language(request),
        "printing_languages": settings.LANGUAGES,
    }
    return render(request, "events/desk/printing_skill.html", context, status=status)


def _skill(request: HttpRequest, slug: str, pk: int) -> ContestedSkill:
    """Return the skill for an organiser or its chief expert; to others it is not there."""
    championship = championship_of(slug)
    chief = chief_of(request, championship)
    skills = ContestedSkill.objects.select_related("championship", "skill", "scheme_version__scheme")
    skill = get_object_or_404(skills, pk=pk, championship=championship)
    if chief is not None and skill.pk not in chief:
        raise Http404
    return skill


def _current(skill: ContestedSkill) -> SkillResult | None:
    found = skill.results.filter(replaced_at=None)
    people = ("sent_by", "confirmed_by", "published_by")
    return found.select_related(
        "contested_skill__championship", "contested_skill__skill", "scheme_version__scheme", *people
    ).first()


def _language(request: HttpRequest) -> str:
    """Return the language to print in: the one chosen, else that of the address."""
    chosen = request.GET.get("language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else get_language() or "en"


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 -- no key is longer
        raise Http404
    return int(text)
