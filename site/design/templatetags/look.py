"""Tags and filters that the components are made with."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()

SITE_NAME = "Podium"
OWN_TITLE, OWN_DESCRIPTION = "own title", "own description"


@lru_cache(maxsize=512)
def _icon_svg(name: str) -> SafeString:
    # The package deep-copies and serialises the element at every call: four times the cost of the rest of a button.
    return mark_safe(lucide(name, size=None, aria_hidden="true", focusable="false"))  # noqa: S308 -- from the package


@register.simple_tag
def icon_svg(name: str) -> SafeString:
    """Return lucide's icon of this name as inline SVG; its size is a matter for CSS.

    Raises `lucide.IconDoesNotExist` for a name that lucide does not have.
    """
    return _icon_svg(str(name))


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Return the attributes a component was given beyond its own, escaped.

    Cotton's own `{{ attrs }}` trusts values that begin and end with a quotation mark.
    """
    own = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else dict(attrs)
    return flatatt(own)


@register.filter
def as_number(value: object) -> Decimal | None:
    """Return the value as an exact number, whichever decimal mark it was written with; None if it is not one."""
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None


@register.filter
def as_attribute(value: object) -> str:
    """Return a number for an attribute that a machine reads: a point and no grouping, whatever the language."""
    number = as_number(value)
    return "" if number is None else str(number)


@register.filter
def widget_kind(field: BoundField) -> str:
    """Return how a field is laid out: `checkbox`, `group`, `file`, `select` or `text`."""
    widget = field.field.widget
    if field.use_fieldset:
        return "group"
    input_type = getattr(widget, "input_type", "")
    return input_type if input_type in {"checkbox", "file", "select"} else "text"


@register.filter
def visible_errors(form: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (address on the page, label, error) for each field error of a form, in the order of its fields."""
    for field in form:
        for error in field.errors:
            yield f"#{field.id_for_label or field.auto_id}", str(field.label), str(error)


class PageTitleNode(template.Node):
    """The title of a page, with the product's name behind it exactly once."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the page's own title and the product's name, or the name alone."""
        own = " ".join(self.nodelist.render(context).split())
        context.render_context[OWN_TITLE] = mark_safe(own or SITE_NAME)  # noqa: S308 -- a rendered template
        title = f"{own} · {SITE_NAME}" if own and own != SITE_NAME else SITE_NAME
        return mark_safe(title)  # noqa: S308 -- a rendered template, escaped already


@register.tag
def page_title(parser: Parser, _token: Token) -> PageTitleNode:
    """Wrap the `title` block of the base template."""
    nodelist = parser.parse(("endpage_title",))
    parser.delete_first_token()
    return PageTitleNode(nodelist)


class PageDescriptionNode(template.Node):
    """The description of a page in one line, as search engines and shared links show it."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the description, and keep it for `own_description`."""
        words = mark_safe(" ".join(self.nodelist.render(context).split()))  # noqa: S308 -- a rendered template
        context.render_context[OWN_DESCRIPTION] = words
        return words


@register.tag
def page_description(parser: Parser, _token: Token) -> PageDescriptionNode:
    """Wrap the `description` block of the base template."""
    nodelist = parser.parse(("endpage_description",))
    parser.delete_first_token()
    return PageDescriptionNode(nodelist)


@register.simple_tag(takes_context=True)
def own_title(context: template.Context) -> SafeString:
    """Return the title that stood in `page_title`, without the product's name."""
    return context.render_context.get(OWN_TITLE) or SafeString(SITE_NAME)


@register.simple_tag(takes_context=True)
def own_description(context: template.Context) -> SafeString:
    """Return the description that stood in `page_description`."""
    return context.render_context.get(OWN_DESCRIPTION) or SafeString("")


@register.filter
def page_numbers(page: Any) -> Iterator[int | str]:
    """Return the page numbers to show, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
