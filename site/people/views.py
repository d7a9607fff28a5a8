"""Pages of people's own settings."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.access import refuse, signed_in
from people.forms import ProfileForm
from people.models import Role, User
from people.permissions import may_author_training, may_run_championships
from people.profile import change_profile


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name and language; the way to e-mail, password and second factor."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk), initial=_initial(user))
    if request.method == "POST" and form.is_valid():
        return _save(request, user, form)
    memberships = user.memberships.select_related("organisation").order_by("organisation__name", "role")
    context = {"form": form, "memberships": memberships, "has_second_factor": is_mfa_enabled(user)}
    return render(request, "people/profile.html", context)


def _initial(user: User) -> dict[str, str]:
    return {} if user.language else {"language": get_language() or ""}


def _save(request: HttpRequest, user: User, form: ProfileForm) -> HttpResponse:
    person = change_profile(actor=user, user=user, **form.cleaned_data)
    with override(person.language):
        messages.success(request, gettext("Your profile is saved."))
    return redirect(translate_url(reverse("people:profile"), person.language))


def editor_door(request: HttpRequest) -> HttpResponse:
    """Stand where Wagtail's sign-in was: in for editors, sign-in for the anonymous, the reason for the others."""
    is_in = request.user.has_perm("wagtailadmin.access_admin")
    return _door(request, "wagtailadmin_home", may_author_training.roles + may_run_championships.roles, is_in=is_in)


def administration_door(request: HttpRequest) -> HttpResponse:
    """Stand where the sign-in of Django's admin was; no role opens it, only an administrator's account."""
    return _door(request, "admin:index", (), is_in=admin.site.has_permission(request))


def _door(request: HttpRequest, inside: str, roles: tuple[Role, ...], *, is_in: bool) -> HttpResponse:
    if is_in:
        return redirect(inside)
    if request.user.is_authenticated:
        # Sending her to sign-in would send her straight back here, round and round.
        list(messages.get_messages(request))  # Wagtail's own words for the refusal; the page says it better
        return refuse(request, roles)
    return redirect_to_login(request.GET.get("next") or reverse(inside))
