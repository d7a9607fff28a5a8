"""The page that shows two versions of a scheme side by side."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from championships.schemes.addressed import crumbs
from championships.schemes.comparing.side_by_side import compare
from championships.schemes.models import Scheme, SchemeVersion
from championships.schemes.permissions import visible_schemes
from championships.schemes.stored import scheme_of


class VersionsForm(forms.Form):
    """Which two versions of a scheme are compared."""

    before = forms.TypedChoiceField(label=gettext_lazy("Before"), coerce=int)
    after = forms.TypedChoiceField(label=gettext_lazy("After"), coerce=int)

    def __init__(self, scheme: Scheme, asked: dict[str, str]) -> None:
        self.versions = {version.number: version for version in scheme.versions.order_by("-number")}
        numbers = list(self.versions) or [0]
        newest = {"before": str(numbers[1 if len(numbers) > 1 else 0]), "after": str(numbers[0])}
        super().__init__(newest | asked, prefix=None)
        for field in self.fields.values():
            field.choices = [  # type: ignore[attr-defined]
                (number, _("Version %(number)s") % {"number": number}) for number in self.versions
            ]

    def chosen(self) -> tuple[SchemeVersion, SchemeVersion]:
        """Return both versions.

        Raises:
            Http404: there is no such version.
        """
        if not self.is_valid():
            raise Http404
        return self.versions[self.cleaned_data["before"]], self.versions[self.cleaned_data["after"]]


@never_cache
@require_safe
@login_required
def scheme_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed from one version of a scheme to another, by default from the one before to the newest."""
    scheme = get_object_or_404(visible_schemes(request.user), pk=pk)
    form = VersionsForm(scheme, {key: request.GET[key] for key in ("before", "after") if key in request.GET})
    before, after = form.chosen()
    context = {
        "scheme": scheme,
        "form": form,
        "before": before,
        "after": after,
        "comparison": compare(scheme_of(before), scheme_of(after)),
        "crumbs": crumbs((scheme.title, scheme.get_absolute_url()), (_("Difference"), "")),
    }
    return render(request, "schemes/comparing/difference.html", context)
