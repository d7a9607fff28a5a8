"""A person's own settings."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from people import audit
from people.models import User
from people.names import validate_readable


@transaction.atomic
def change_profile(*, actor: User, user: User, name: str, language: str) -> User:
    """Change the name and the language of `user` and return her; nothing is written when nothing changed.

    Raises:
        PermissionDenied: `actor` is somebody else.
        ValidationError: the name is longer than 150 letters or cannot be shown, or Podium does not speak the language.
    """
    if actor.pk != user.pk:
        raise PermissionDenied
    person = User.objects.select_for_update().get(pk=user.pk)
    wanted = {"name": name.strip(), "language": language}
    changes: dict[str, Any] = {key: [getattr(person, key), new] for key, new in wanted.items()}
    changes = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
    if changes:
        person.name, person.language = wanted["name"], wanted["language"]
        validate_readable(person.name)
        person.clean_fields(exclude={"password"})
        person.save(update_fields=list(changes))
        audit.record(actor=actor, action="user.profile_changed", subject=person, data=changes)
    return person
