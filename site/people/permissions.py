"""Who may do what. Every view, socket command and management command asks here or in its own app's rules."""

from django.contrib.auth.models import AnonymousUser

from people.models import Role, User


def has_role(user: User | AnonymousUser, *roles: Role) -> bool:
    """Return whether `user` has one of `roles` in any organisation; a superuser has them all."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.memberships.filter(role__in=roles).exists()


class Right:
    """Something that people of certain roles may do; call it with a user to learn whether she may.

    A right knows its roles, so that a page which refuses can say which role is missing.
    """

    def __init__(self, *roles: Role) -> None:
        """Grant the right to people who have one of `roles` in any organisation."""
        self.roles = roles

    def __call__(self, user: User | AnonymousUser) -> bool:
        """Return whether `user` is signed in, active and has one of the roles, or is a superuser."""
        return has_role(user, *self.roles)


may_keep_schemes = Right(Role.MENTOR, Role.EXPERT, Role.ORGANISER)
"""May import marking schemes and make new versions of them."""

may_host_rooms = Right(Role.MENTOR, Role.EXPERT, Role.ORGANISER)
"""May open practice rooms and host them."""

may_publish_results = Right(Role.MENTOR, Role.ORGANISER)
"""May publish a room's results on a championship's page."""

may_confirm_results = Right(Role.EXPERT, Role.ORGANISER)
"""May confirm results of a championship; an expert only those of the skills that they are a chief expert of."""

may_author_training = Right(Role.MENTOR, Role.METHODOLOGIST)
"""May write training pages; in Wagtail these are the groups MENTORS and METHODOLOGISTS of `people.groups`."""

may_review_training = Right(Role.METHODOLOGIST)
"""May approve training pages that authors hand in; in Wagtail this is the group METHODOLOGISTS."""

may_run_championships = Right(Role.ORGANISER)
"""May write and publish championship pages; in Wagtail this is the group of `people.groups.ORGANISERS`."""
