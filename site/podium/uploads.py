"""Serving what people upload, where no proxy does: pictures and videos are public, documents are not.

Documents go through Wagtail, which asks who may read them; marking schemes that wait for their import
are never served.
"""

from posixpath import normpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

PUBLIC_FOLDERS = ("images/", "original_images/", "media/", "media_thumbnails/", "captions/", "avatar_images/")


def public_upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve an uploaded file of a public folder.

    Raises:
        Http404: there is no such file, or its folder is not public.
    """
    path = normpath(path)
    if not path.startswith(PUBLIC_FOLDERS):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # An uploaded SVG or HTML file must not run as a page of this address.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
