"""Addresses of the interface for programs: they carry no language."""

from django.urls import path

from championships.events.open_data import answers
from championships.events.open_data.operations import OPERATIONS

app_name = "api"
CONVERTERS = {"{slug}": "<slug:slug>", "{skill}": "<int:skill>"}


def _route(address: str) -> str:
    for word, converter in CONVERTERS.items():
        address = address.replace(word, converter)
    return address


urlpatterns = [
    path("openapi.json", answers.openapi, name="openapi"),
    *(path(_route(each.address), getattr(answers, each.name), name=each.name) for each in OPERATIONS),
    path("<path:elsewhere>", answers.nothing),
]
