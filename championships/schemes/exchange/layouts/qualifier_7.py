"""Layout 3: national qualifiers, 7 columns (United Kingdom). A sub-criterion's own mark is a subtotal: never counted."""

from django.utils.translation import gettext_noop

from championships.schemes.exchange.layouts.cis_family import CisFamily
from championships.schemes.exchange.words import QUALIFIER_HEADINGS, Role

LAYOUT = CisFamily(
    key="qualifier-7",
    name=gettext_noop("National qualifier, 7 columns"),
    expected="ID, Name, Aspect Type, Aspect - Description, Judg Score, Max Mark",
    needed=frozenset({Role.CODE, Role.TYPE, Role.DESCRIPTION, Role.MAXIMUM}),
    fewest=6,
    lacks=frozenset({Role.SECTION}),
    headings=QUALIFIER_HEADINGS,
)
