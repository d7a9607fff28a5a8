"""Layout 2: CIS cut to 9 columns (Indonesia): no tables above, no standards section, no requirement."""

from django.utils.translation import gettext_noop

from championships.schemes.exchange.columns import Role
from championships.schemes.exchange.layouts.cis_family import CisFamily

LAYOUT = CisFamily(
    key="cis-9",
    name=gettext_noop("CIS cut to 9 columns"),
    expected="Sub Criterion ID, Aspect Type, Aspect - Description, Judg Score, Max Mark",
    needed=frozenset({Role.CODE, Role.TYPE, Role.DESCRIPTION, Role.MAXIMUM}),
    fewest=6,
    lacks=frozenset({Role.SECTION}),
)
