"""The words of headings in the three languages: Podium writes English ones, files of the field have them translated.

A word is the beginning of a heading; one that begins with `=` is the whole heading. Punctuation, case, white space,
`ё` for `е` and letters that look alike make no difference (`columns.bare`).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a column of a marking scheme holds."""

    CODE = "code"
    NAME = "name"
    DAY = "day"
    TEAM = "team"
    TYPE = "type"
    DESCRIPTION = "description"
    SCORE = "score"
    EXTRA = "extra"
    REQUIREMENT = "requirement"
    SECTION = "section"
    CALCULATION = "calculation"
    MAXIMUM = "maximum"
    # The maximum and the marks of one competitor, once more, scaled to another total; and those marks themselves.
    MAXIMUM_SCALED = "maximum scaled"
    AWARDED = "awarded"
    AWARDED_SCALED = "awarded scaled"


Headings = Mapping[Role, tuple[str, ...]]

SUB_CRITERION = (
    "sub criterion", "sub criteria",
    "подкритерий", "подкритерия", "субкритерий", "субкритерия",
    "ішкі өлшемшарт", "ішкі өлшемшарттың", "қосалқы өлшемшарт", "қосалқы өлшемшарттың",
    "ішкі критерий", "ішкі критерийдің", "субкритерийдің",
)  # fmt: skip
CODES = ("id", "ид", "код", "номер", "идентификатор", "коды", "нөмірі", "идентификаторы", "code")
NAMES = ("name", "наименование", "название", "имя", "описание", "атауы", "сипаттамасы")
MAXIMA = (
    "max mark", "maximum mark",
    "макс балл", "максимальный балл", "максимальная оценка", "макс оценка", "максимальное количество баллов",
    "ең жоғары балл", "ең жоғарғы балл", "ең көп балл", "максималды балл", "ең жоғары ұпай",
)  # fmt: skip
COMMISSIONS = (
    "оценка экспертной комиссии", "оценка комиссии", "оценка экспертов",
    "mark of the expert commission", "expert commission mark", "expert panel mark",
    "сараптама комиссиясының бағасы", "сараптамалық комиссияның бағасы", "сарапшылар комиссиясының бағасы",
)  # fmt: skip
WHOLE_MAXIMA = ("=max", "=maximum", "=макс", "=максимум")


def _beside(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return every pair of words in both orders: `код подкритерия`, `подкритерий код`."""
    return tuple(pair for word in words for other in others for pair in (f"{word} {other}", f"{other} {word}"))


CIS_HEADINGS: Headings = MappingProxyType(
    {
        Role.CODE: _beside(SUB_CRITERION, CODES),
        Role.NAME: (*_beside(SUB_CRITERION, NAMES), *(f"={word}" for word in SUB_CRITERION)),
        Role.DAY: (
            "day of marking", "marking day", "день оцен", "день выставления", "день проверки", "=день",
            "бағалау күні", "=күн", "=күні",
        ),
        Role.TEAM: ("marking team", "команда оценки", "группа оценки", "оценивающая группа", "бағалау тобы"),
        Role.TYPE: (
            "aspect type", "type of aspect", "тип аспекта", "вид аспекта", "тип оценки",
            "аспект түрі", "аспектінің түрі", "аспект типі", "аспектінің типі",
        ),
        Role.DESCRIPTION: (
            "aspect description", "description of aspect", "=aspect",
            "описание аспекта", "аспект описание", "наименование аспекта", "название аспекта", "=аспект",
            "аспект сипаттамасы", "аспектінің сипаттамасы", "аспект сипаттама", "аспект атауы", "аспектінің атауы",
        ),
        Role.SCORE: (
            "judg score", "judgement score", "judgment score", "judge s score", "judges score",
            "судейский балл", "судейская оценка", "судейские баллы", "балл судьи", "оценка судьи", "суд балл",
            "төреші балы", "төреші бағасы", "төрелік балл", "төрелік баға", "төрешінің балы", "төрешінің бағасы",
        ),
        Role.EXTRA: (
            "extra aspect description", "extra description", "=extra", "judgement score description",
            "=дополнительно", "=қосымша",
            "дополнительное описание", "доп описание", "методика проверки",
            "аспектінің қосымша", "аспект қосымша", "қосымша сипаттама",
        ),
        Role.REQUIREMENT: ("requirement", "требовани", "номинальный размер", "талап"),
        Role.SECTION: (
            "wsos section", "standards section",
            "раздел wsos", "wsos раздел", "секция wsos", "wsos секция", "раздел стандарт", "раздел спецификации",
            "wsos бөлімі", "бөлім wsos", "стандарт бөлімі", "стандарттар бөлімі", "кәсіби стандарт бөлімі",
        ),
        Role.CALCULATION: (
            "calculation row", "строка расчет", "строка вычислени", "строка калькуляции", "расчетная строка",
            "есептеу жолы", "есептеу қатары",
        ),
        Role.MAXIMUM: (*MAXIMA, *WHOLE_MAXIMA),
    }
)  # fmt: skip

QUALIFIER_HEADINGS: Headings = MappingProxyType(
    {
        **CIS_HEADINGS,
        Role.CODE: (*CIS_HEADINGS[Role.CODE], "=id", "=ид", "=код", "=коды"),
        Role.NAME: (*CIS_HEADINGS[Role.NAME], "name", "наименование", "название", "атауы"),
    }
)

EXAM_2020_HEADINGS: Headings = MappingProxyType(
    {
        **CIS_HEADINGS,
        Role.MAXIMUM_SCALED: tuple(f"{word} 2" for word in MAXIMA),
        Role.AWARDED: COMMISSIONS,
        Role.AWARDED_SCALED: tuple(f"{word} 2" for word in COMMISSIONS),
    }
)

PROFESSIONALS_HEADINGS: Headings = MappingProxyType(
    {
        Role.CODE: ("=код", "=code", "=коды"),
        Role.NAME: SUB_CRITERION,
        Role.TYPE: CIS_HEADINGS[Role.TYPE],
        Role.DESCRIPTION: CIS_HEADINGS[Role.DESCRIPTION],
        Role.SCORE: CIS_HEADINGS[Role.SCORE],
        Role.EXTRA: (
            "методика проверки", "=методика", "verification method", "method of verification", "method of checking",
            "тексеру әдістемесі", "аспектіні тексеру", "аспектті тексеру", "аспектіні бағалау әдістемесі",
        ),
        Role.REQUIREMENT: CIS_HEADINGS[Role.REQUIREMENT],
        Role.SECTION: (
            "проф задач", "профессиональная задача", "профессиональные задачи", "prof task", "professional task",
            "кәсіби міндет", "кәсіптік міндет",
        ),
        Role.MAXIMUM: CIS_HEADINGS[Role.MAXIMUM],
        Role.AWARDED: (
            *COMMISSIONS, "=оценка", "=балл", "=баллы", "=результат", "=mark", "=marks", "=балы", "=баға",
            "набранн", "выставленн", "полученн", "балл участника", "баллы участника", "балл конкурсанта",
            "awarded", "mark given", "қойылған балл", "қойылған баға", "алған балл",
        ),
    }
)  # fmt: skip

# The tables above the aspects, and the lines below them. Whole texts, folded.
SECTION_WORDS = frozenset({"section", "раздел", "секция", "бөлім"})
SECTION_MARKS = frozenset(
    {
        "wsos marks", "wsos mark", "marks", "баллы wsos", "балл wsos", "баллы", "wsos баллы",
        "wsos балдары", "wsos балл", "балдар", "балдары",
    }
)  # fmt: skip
SECTION_NAMES = frozenset({"wsos area", "name", "description", "наименование", "название", "описание", "атауы"})
CARRIED_WORDS = frozenset({"aspect marks", "aspect mark", "баллы аспектов", "балл аспектов", "аспект балдары"})
VARIATION_WORDS = frozenset({"variation", "отклонение", "разница", "вариация", "расхождение", "ауытқу"})
TOTAL_VARIATION = frozenset(
    {"total variation", "общее отклонение", "итоговое отклонение", "общая разница", "общая вариация", "жалпы ауытқу"}
)
CRITERIA_TITLES = frozenset({"criteria", "критерии", "өлшемшарттар", "критерийлер"})
STANDARDS_TITLES = ("standards", "стандарт")
ID_WORDS = frozenset({"id", "ид", "код", "коды", "criterion", "критерий", "өлшемшарт"})
NAME_WORDS = frozenset({"name", "наименование", "название", "атауы"})
MARK_WORDS = frozenset({"mark", "marks", "max mark", "балл", "баллы", "макс балл", "балдар", "балы"})
SKILL_LABELS = frozenset(
    {
        "skill",
        "skill name",
        "компетенция",
        "название компетенции",
        "наименование компетенции",
        "құзырет",
        "құзырет атауы",
    }
)
FOOTERS = frozenset(
    {
        "competition", "total", "total mark", "total marks", "grand total",
        "соревнование", "конкурс", "чемпионат", "итого", "всего", "итого баллов", "всего баллов", "итоговый балл",
        "общий балл", "сумма", "сумма баллов", "общая сумма", "общая сумма баллов",
        "жарыс", "барлығы", "жиыны", "жалпы балл", "жалпы", "қорытынды балл",
    }
)  # fmt: skip
