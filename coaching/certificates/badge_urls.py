"""Addresses that machines ask when they verify a badge: the same in every language."""

from django.urls import URLPattern, URLResolver, path, register_converter

from coaching.certificates.badges.credentials import Proof
from coaching.certificates.views import machines


class ProofConverter:
    """The ending of an address: the kind of proof."""

    regex = "json|jwt"

    def to_python(self, value: str) -> Proof:
        """Return the kind of proof."""
        return Proof(value)

    def to_url(self, value: str) -> str:
        """Return the ending."""
        return str(value)


register_converter(ProofConverter, "proof")

app_name = "badges"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:organisation_id>/did.json", machines.did, name="did"),
    path("<int:organisation_id>/profile.json", machines.profile, name="profile"),
    path("<int:organisation_id>/keys.json", machines.keys, name="keys"),
    path("<int:organisation_id>/status/<int:number>.<proof:proof>", machines.status, name="status"),
    path("achievements/<uuid:programme_key>/<str:language>.json", machines.achievement, name="achievement"),
]
