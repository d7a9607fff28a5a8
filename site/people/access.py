"""Closing a view to people without the right: sign-in for the anonymous, a page that explains for the others."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from people.models import Role, User
from people.permissions import Right

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def role_required(right: Right) -> Callable[[View[P]], View[P]]:
    """Return a decorator that opens a view only to people with `right`.

    An anonymous reader is sent to sign-in and comes back after it; somebody signed in without the right
    gets status 403 and a page that names the roles which have it and says who gives them.
    No browser keeps the page: at a college the next reader sits down at the same one.
    For a class-based view: `@method_decorator(role_required(may_host_rooms), name="dispatch")`.
    """

    def decorate(view: View[P]) -> View[P]:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not right(request.user):
                return refuse(request, right.roles)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def signed_in(request: HttpRequest) -> User:
    """Return the user of `request`, for views that only people who are signed in can reach.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def refuse(request: HttpRequest, roles: Iterable[Role]) -> HttpResponse:
    """Return the page (status 403) that says which of `roles` is needed and who can give it.

    No roles at all means that only administrators may go on.
    """
    context = {"roles": [role.label for role in roles], "administrators_email": settings.ADMINISTRATORS_EMAIL}
    return render(request, "people/role_needed.html", context, status=403)
