"""Addresses of documents in the reader's language."""

from django.urls import URLPattern, URLResolver, path

from coaching.certificates.badges.credentials import Proof
from coaching.certificates.views import issuing, own, public, register, terms

app_name = "certificates"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.mine, name="mine"),
    path("details/", own.details, name="details"),
    path("check/", public.check, name="check"),
    path("programmes/", issuing.programme_list, name="programmes"),
    path("programmes/<uuid:programme_key>/", issuing.issued, name="issued"),
    path("programmes/<uuid:programme_key>/terms/", terms.terms, name="terms"),
    path("programmes/<uuid:programme_key>/issue/", issuing.issue, name="issue"),
    path("programmes/<uuid:programme_key>/issued.xlsx", issuing.issued_workbook, name="issued_workbook"),
    path("programmes/<uuid:programme_key>/register/", register.register, name="register"),
    path("programmes/<uuid:programme_key>/register/frdo.xlsx", register.register_file, name="register_file"),
    path("<uuid:certificate_id>/", public.verify, name="verify"),
    path("<uuid:certificate_id>/document.pdf", own.document_pdf, name="document_pdf"),
    path("<uuid:certificate_id>/badge.json", own.badge, {"proof": Proof.DATA_INTEGRITY}, name="badge_json"),
    path("<uuid:certificate_id>/badge.jwt", own.badge, {"proof": Proof.JWT}, name="badge_jwt"),
    path("<uuid:certificate_id>/revoke/", issuing.revoke, name="revoke"),
    path("<uuid:certificate_id>/reissue/", issuing.reissue, name="reissue"),
]
