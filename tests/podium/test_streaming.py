"""Files under an asynchronous server."""

from pathlib import Path

import pytest
from asgiref.testing import ApplicationCommunicator
from django.http import FileResponse, HttpRequest
from django.urls import path

from podium.streaming import Pages

THIS = Path(__file__).read_bytes()


def _file(request: HttpRequest) -> FileResponse:
    return FileResponse(Path(__file__).open("rb"), content_type="text/plain")


urlpatterns = [path("file/", _file)]


@pytest.mark.urls("tests.podium.test_streaming")
async def test_files_flow_whole_and_without_a_warning() -> None:
    """Warnings are errors in the tests: Django's own, of a plain iterator, would fail this one."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/file/",
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    server = ApplicationCommunicator(Pages(), scope)
    await server.send_input({"type": "http.request"})
    assert (await server.receive_output())["status"] == 200
    parts = []
    while (part := await server.receive_output()).get("more_body"):
        parts.append(part["body"])
    await server.wait()
    assert b"".join(parts) == THIS
