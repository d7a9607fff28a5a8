"""Pages and files for an asynchronous server: what is read bit by bit is also sent bit by bit."""

from collections.abc import AsyncIterator, Iterator
from typing import cast

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase


async def _one_by_one(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    # In the request's own thread, because the parts may come from a database cursor that belongs to it.
    while (part := await sync_to_async(_next)(parts)) is not None:
        yield part


def _next(parts: Iterator[bytes]) -> bytes | None:
    return next(parts, None)


class Pages(ASGIHandler):
    """Django's handler, which also sends plain iterators without holding up the loop.

    Django itself reads a whole file into memory first, and warns of it: static files, documents and
    pictures all come as plain iterators.
    """

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer to `request`; if it streams, it streams asynchronously."""
        response: HttpResponseBase = await super().get_response_async(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _one_by_one(iter(cast(Iterator[bytes], response.streaming_content)))
        return response


def pages() -> Pages:
    """Return the application of Podium's pages, with Django ready."""
    django.setup(set_prefix=False)
    return Pages()
