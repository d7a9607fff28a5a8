"""The gate where things are sent: pages and documents. Pictures are kept by names that nobody guesses (`media.names`)."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from coaching.training import admission
from coaching.training.admission import OPEN, Admission, Kind, Reader, Subject
from coaching.training.learning import addressing, contents, gate
from people.permissions import may_author_training

NOTES = "instructor_notes"


def refuse_closed_page(page: Page, request: HttpRequest) -> HttpResponse | None:
    """Return the page that says why `page` is closed to the reader (status 403), or None when it is open."""
    if not addressing.is_learnt(page):
        return None
    return _refused(request, admission.ask(request.user, Subject(Kind.PAGE, page.translation_key)))


def refuse_closed_document(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Return the page that says why `document` is closed (status 403), or None when it is open.

    A document is as open as what uses it: where one of several uses is open, so is the document, and one that nothing of
    training uses stays as open as it was. What stands in the notes for instructors alone is for authors alone.
    """
    return _refused(request, document_admission(document, request.user))


def document_admission(document: AbstractDocument, reader: Reader) -> Admission:
    """Answer whether `reader` may have the document."""
    answers = [_use_admission(use, reader) for use in _uses(document)]
    return next((answer for answer in answers if answer.is_open), answers[0] if answers else OPEN)


def _uses(document: AbstractDocument) -> list[ReferenceIndex]:
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(document), to_object_id=str(document.pk)
    )
    return list(uses.select_related("base_content_type", "content_type").order_by("pk"))


def _use_admission(use: ReferenceIndex, reader: Reader) -> Admission:
    model = use.base_content_type.model_class()
    if model is Page:
        return _page_admission(use, reader)
    kind = contents.APPS.get(use.base_content_type.app_label)
    if kind is None or model is None or not hasattr(model, "translation_key"):
        return OPEN
    keys = model._default_manager.filter(pk=use.object_id).values_list("translation_key", flat=True)  # noqa: SLF001
    return next((admission.ask(reader, Subject(kind, key)) for key in keys), OPEN)


def _page_admission(use: ReferenceIndex, reader: Reader) -> Admission:
    page = Page.objects.filter(pk=use.object_id).first()
    if page is None or not addressing.is_learnt(page):
        return OPEN
    if use.model_path.startswith(NOTES) and not may_author_training(reader):
        return Admission(is_open=False)
    return gate.gate(reader, Subject(Kind.PAGE, page.translation_key))


def _refused(request: HttpRequest, answer: Admission) -> HttpResponse | None:
    if answer.is_open:
        return None
    context = {"reason": answer.reason, "way_on": answer.way_on}
    response = render(request, "learning/closed.html", context, status=403)
    add_never_cache_headers(response)
    return response
