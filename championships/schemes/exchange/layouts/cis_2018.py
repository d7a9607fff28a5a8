"""Layout 4: CIS of 2018 to 2020 in Russian use, 9 columns: objective types, options as texts `(0)`, `(1)`, `(2)`."""

from django.utils.translation import gettext_noop

from championships.schemes.exchange.columns import Role
from championships.schemes.exchange.layouts.cis_family import CisFamily

LAYOUT = CisFamily(
    key="cis-2018",
    name=gettext_noop("CIS of 2018 to 2020, 9 columns"),
    expected="Sub Criteria ID, Aspect Type O = Obj S = Sub J = Judg, Aspect - Description, WSSS Section, Max Mark",
    needed=frozenset({Role.CODE, Role.TYPE, Role.DESCRIPTION, Role.SECTION, Role.MAXIMUM}),
    fewest=6,
    objective=True,
    options_in_text=True,
    reads_words=True,
)
