"""What the tests of the look share."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import RequestContext, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


@pytest.fixture
def draw() -> Callable[..., str]:
    """Return a function that renders markup with components, as a page would, less the white space between tags."""

    def render(markup: str, path: str = "/en/", **context: Any) -> str:
        request = RequestFactory().get(path)
        request.user = AnonymousUser()
        drawn = Template(CottonCompiler().process(markup)).render(RequestContext(request, context))
        return re.sub(r"> <|(?<=>) | (?=[<>])", lambda gap: gap[0].replace(" ", ""), re.sub(r"\s+", " ", drawn)).strip()

    return render
