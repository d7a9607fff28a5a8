"""Tags of the pages and letters of training: what other apps put up there, and whose language it is."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from people.language import language_of
from people.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def page_parts(context: Context, place: str) -> SafeString:
    """Return what other apps put at `place` of the page: `{% page_parts "head" %}`."""
    parts = (context.get("parts") or {}).get(place, ())
    return format_html_join("\n", "{}", ((_rendered(context, part.template, part.context),) for part in parts))


@register.simple_tag(takes_context=True)
def include_if_there(context: Context, name: str) -> SafeString:
    """Return the template `name` with the page's context, or nothing where no app brings it."""
    try:
        return _rendered(context, name, {})
    except TemplateDoesNotExist as missing:
        if missing.args and missing.args[0] == name:
            return SafeString("")
        raise


def _rendered(context: Context, name: str, more: dict[str, object]) -> SafeString:
    # A context is flattened into plain names and values, whatever its own types say.
    known: dict[str, Any] = {str(key): value for key, value in context.flatten().items()}
    return SafeString(get_template(name).render({**known, **more}, request=context.get("request")))


@register.filter
def language_of_reader(user: User) -> str:
    """Return the language that a letter to `user` is written in: her own, else the first of the site."""
    return language_of(user) or settings.LANGUAGE_CODE
