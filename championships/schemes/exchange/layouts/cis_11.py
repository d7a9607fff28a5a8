"""Layout 1: the workbook that CIS imports, 11 columns (WorldSkills, EuroSkills, national finals since about 2019)."""

from django.utils.translation import gettext_noop

from championships.schemes.exchange.columns import Role
from championships.schemes.exchange.layouts.cis_family import CisFamily

LAYOUT = CisFamily(
    key="cis-11",
    name=gettext_noop("CIS import, 11 columns"),
    expected="Sub Criterion ID, Aspect Type, Aspect - Description, WSOS Section, Max Mark",
    needed=frozenset({Role.TYPE, Role.DESCRIPTION, Role.SECTION, Role.MAXIMUM}),
    fewest=7,
    objective=False,
)
