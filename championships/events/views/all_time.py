"""Public pages over all championships: the records, and what an organisation has reached."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.events import kept
from championships.events.models import MembersAre
from championships.events.public_results import all_time, of_organisation
from championships.events.public_results.naming import member_name
from championships.events.public_results.published import way_from_championships
from people.models import Organisation


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Show the best public results of all championships."""
    kept.keep_of_all(request)
    title = _("All-time records")
    context = {"title": title, "records": all_time.records(), "crumbs": way_from_championships((title, ""))}
    return render(request, "events/public/records.html", context)


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the public results of an organisation; one that the public does not know of has no page."""
    kept.keep_of_all(request)
    found = get_object_or_404(Organisation, pk=pk)
    if not of_organisation.is_public(found):
        raise Http404
    results = of_organisation.results_of(found)
    country = member_name(found.country, MembersAre.COUNTRY)
    context = {
        "organisation": found,
        "where": ", ".join(part for part in (found.region, country) if part),
        "results": results,
        "medals": of_organisation.medals_of(results),
        "crumbs": way_from_championships((found.name, "")),
    }
    return render(request, "events/public/organisation.html", context)
