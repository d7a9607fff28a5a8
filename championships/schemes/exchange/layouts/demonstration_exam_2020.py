"""Layout 5: the marking sheet of a Russian demonstration exam, 10 columns, with one competitor's marks in it.

The "second commission" and the second maximum are the first ones scaled to 100: the scheme takes the first maximum,
the first commission's marks are offered as a marked sheet, and what was scaled is reported.
"""

from django.utils.translation import gettext_noop

from championships.schemes.exchange.layouts.cis_family import CisFamily
from championships.schemes.exchange.words import EXAM_2020_HEADINGS, Role

LAYOUT = CisFamily(
    key="demonstration-exam-2020",
    name=gettext_noop("Marking sheet of a demonstration exam, 10 columns"),
    expected="Sub Criteria ID, Aspect Type, Aspect - Description, Оценка экспертной комиссии 1, Max Mark 1, Max Mark 2",
    needed=frozenset({Role.CODE, Role.TYPE, Role.DESCRIPTION, Role.MAXIMUM}),
    fewest=6,
    headings=EXAM_2020_HEADINGS,
    options_in_text=True,
    reads_words=True,
    one_of=frozenset({Role.AWARDED, Role.MAXIMUM_SCALED}),
)
