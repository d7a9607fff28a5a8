"""Who may issue documents: mentors and organisers, for the organisation in which they are that."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from coaching.certificates.models import Certificate, ProgrammeTerms
from people.models import Organisation, Role, User
from people.permissions import Right

ISSUERS = (Role.MENTOR, Role.ORGANISER)
may_issue_certificates = Right(*ISSUERS)
"""May say on which terms a programme of the own organisation ends with a document, issue, revoke and export."""


def organisations_to_issue_for(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """Return the organisations in whose name `user` may issue; all for a superuser."""
    if not isinstance(user, User) or not user.is_active:
        return Organisation.objects.none()
    if user.is_superuser:
        return Organisation.objects.all()
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=ISSUERS).distinct()


def may_issue_for(user: User | AnonymousUser, organisation_id: int) -> bool:
    """Return whether `user` may issue in the name of the organisation."""
    return organisations_to_issue_for(user).filter(pk=organisation_id).exists()


def visible_terms(user: User | AnonymousUser) -> QuerySet[ProgrammeTerms]:
    """Return the terms that `user` may change and issue on."""
    organisations = organisations_to_issue_for(user)
    return ProgrammeTerms.objects.filter(organisation__in=organisations).select_related("organisation", "series")


def terms_to_issue_on(user: User | AnonymousUser, programme_key: UUID) -> ProgrammeTerms | None:
    """Return the terms of a programme, if `user` may issue on them."""
    return visible_terms(user).filter(programme_key=programme_key).first()


def may_see_file(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Return whether `user` may download the document and its badge: its recipient, and who may issue."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return certificate.recipient_id == user.pk or may_issue_for(user, certificate.organisation_id)
