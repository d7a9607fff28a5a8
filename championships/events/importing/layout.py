"""What the workbook of a championship holds: its four sheets, their columns, and the words that are understood.

The words are those of all three languages at once, whatever language the reader has: organisers pass files on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from championships.schemes.folding import alike

LANGUAGES = ("en", "ru", "kk")
Words = tuple[str, str, str]


class SheetKind(StrEnum):
    """The four sheets."""

    SKILLS = "skills"
    PARTICIPANTS = "participants"
    OFFICIALS = "officials"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in the three languages, the other headings that are understood, and whether it is needed."""

    key: str
    words: Words
    others: tuple[str, ...] = ()
    needed: bool = False

    def heading(self, language: str) -> str:
        """Return the heading in `language`."""
        return in_language(self.words, language)


def in_language(words: Words, language: str) -> str:
    """Return the word in `language`, in English where it is none of ours."""
    return words[LANGUAGES.index(language)] if language in LANGUAGES else words[0]


SKILL = Column("skill", ("Skill", "Компетенция", "Құзырет"), ("Skill name", "Название компетенции"), needed=True)
ANY_SKILL = Column("skill", SKILL.words, SKILL.others)
CATEGORY = Column("category", ("Category", "Категория", "Санат"), ("Возрастная категория",))
FAMILY = Column("family_name", ("Family name", "Фамилия", "Тегі"), ("Last name", "Surname"))
GIVEN = Column("given_name", ("Given name", "Имя", "Аты"), ("First name", "Name", "Есімі"))
PATRONYMIC = Column("patronymic", ("Patronymic", "Отчество", "Әкесінің аты"), ("Middle name",))
FULL = Column("full_name", ("Full name, family name first", "ФИО", "Аты-жөні"), ("Ф.И.О.", "ТАӘ", "Т.А.Ә."))
EMAIL = Column(
    "email",
    ("E-mail", "Электронная почта", "Электрондық пошта"),
    ("Email address", "E-mail address", "Почта", "Пошта", "адрес электронной почты"),
)
ORGANISATION = Column(
    "organisation", ("Organisation", "Организация", "Ұйым"), ("Organization", "College", "Колледж", "Учебное заведение")
)
REGION = Column("region", ("Region", "Регион", "Өңір"), ("Область", "Облыс"))
COUNTRY = Column("country", ("Country", "Страна", "Ел"), ("Код страны",))
PERSON = Column("person", ("Known person", "Известный человек", "Тіркелген адам"))
CONSENT = (
    Column("name_public", ("Name is public", "Имя публично", "Есімі жария")),
    Column("given_by", ("Consent given by", "Согласие дал", "Келісімді берген")),
    Column("given_by_name", ("Name of who gave it", "Имя того, кто дал", "Берген адамның есімі")),
    Column("basis", ("Paper", "Документ", "Құжат"), ("Consent paper", "Документ согласия")),
)
PEOPLE = (FAMILY, GIVEN, PATRONYMIC, FULL, EMAIL)

COLUMNS: Mapping[SheetKind, tuple[Column, ...]] = {
    SheetKind.SKILLS: (
        Column("number", ("Number", "Номер", "Нөмірі"), ("No.", "№", "Skill number")),
        SKILL,
        CATEGORY,
        Column(
            "team_size",
            ("Competitors in a team", "Конкурсантов в команде", "Командадағы қатысушылар"),
            ("Team size", "Размер команды"),
        ),
        Column("workplaces", ("Workplaces", "Рабочие места", "Жұмыс орындары"), ("Рабочих мест",)),
    ),
    SheetKind.PARTICIPANTS: (
        SKILL,
        CATEGORY,
        Column("number", ("Number", "Номер", "Нөмірі"), ("No.", "№")),
        Column("team_name", ("Team", "Команда", "Команда атауы"), ("Team name", "Название команды")),
        *PEOPLE,
        ORGANISATION,
        REGION,
        COUNTRY,
        PERSON,
        *CONSENT,
    ),
    SheetKind.OFFICIALS: (
        ANY_SKILL,
        CATEGORY,
        Column("role", ("Role", "Роль", "Рөлі"), ("Должность", "Лауазымы"), needed=True),
        *PEOPLE,
        ORGANISATION,
        PERSON,
        *CONSENT,
    ),
    SheetKind.SCHEDULE: (
        Column("date", ("Day", "День", "Күні"), ("Date", "Дата"), needed=True),
        Column("starts_at", ("Begins", "Начало", "Басталуы"), ("Start", "Время")),
        Column("ends_at", ("Ends", "Конец", "Аяқталуы"), ("End", "Окончание")),
        Column("title_en", ("Title in English", "Название по-английски", "Ағылшынша атауы"), ("Title",)),
        Column("title_ru", ("Title in Russian", "Название по-русски", "Орысша атауы"), ("Название",)),
        Column("title_kk", ("Title in Kazakh", "Название по-казахски", "Қазақша атауы"), ("Атауы",)),
        Column("place", ("Place", "Место", "Өтетін жері")),
        ANY_SKILL,
        CATEGORY,
        Column("kind", ("Kind", "Вид", "Түрі")),
    ),
}
# Each sheet needs one column of every group as well.
GROUPS: Mapping[SheetKind, tuple[tuple[str, ...], ...]] = {
    SheetKind.SKILLS: (),
    SheetKind.PARTICIPANTS: (("given_name", "full_name"),),
    SheetKind.OFFICIALS: (("given_name", "full_name"),),
    SheetKind.SCHEDULE: (("title_en", "title_ru", "title_kk"),),
}
TITLES: Mapping[SheetKind, Words] = {
    SheetKind.SKILLS: ("Skills", "Компетенции", "Құзыреттер"),
    SheetKind.PARTICIPANTS: ("Participants", "Участники", "Қатысушылар"),
    SheetKind.OFFICIALS: ("Experts", "Эксперты", "Сарапшылар"),
    SheetKind.SCHEDULE: ("Schedule", "Расписание", "Кесте"),
}
HELP: Words = ("Help", "Справка", "Анықтама")
EXAMPLE: Words = ("Example:", "Пример:", "Мысал:")
YES = ("yes", "да", "иә", "true", "1", "+")
NO = ("no", "нет", "жоқ", "false", "0", "-")
NEW_PERSON = ("new", "новый", "жаңа")

CATEGORIES: Mapping[str, Words] = {
    "main": ("main", "основная", "негізгі"),
    "juniors": ("juniors", "юниоры", "юниорлар"),
    "open": ("open", "открытая", "ашық"),
}
ROLES: Mapping[str, Words] = {
    "chief_expert": ("chief expert", "главный эксперт", "бас сарапшы"),
    "deputy_chief_expert": ("deputy chief expert", "заместитель главного эксперта", "бас сарапшының орынбасары"),
    "expert": ("expert", "эксперт", "сарапшы"),
    "industrial_expert": ("industrial expert", "индустриальный эксперт", "индустриялық сарапшы"),
    "mentor": ("expert-mentor", "эксперт-наставник", "тәлімгер-сарапшы"),
    "technical_administrator": ("technical administrator", "технический администратор", "техникалық әкімші"),
    "organiser": ("organiser", "организатор", "ұйымдастырушы"),
    "other": ("other", "другое", "басқа"),
}
KINDS: Mapping[str, Words] = {
    "preparation": ("preparation", "подготовка", "дайындық"),
    "familiarisation": ("familiarisation", "ознакомление", "танысу"),
    "competition": ("competition", "соревнование", "жарыс"),
    "marking": ("marking", "оценка", "бағалау"),
    "ceremony": ("ceremony", "церемония", "салтанат"),
    "break": ("break", "перерыв", "үзіліс"),
    "visitors": ("for visitors", "для посетителей", "көрермендер үшін"),
    "other": ("other", "другое", "басқа"),
}
GIVERS: Mapping[str, Words] = {
    "self": ("the person", "сам человек", "адамның өзі"),
    "parent": ("a parent or guardian", "родитель или опекун", "ата-анасы немесе қамқоршысы"),
}
CHOICES: Mapping[str, Mapping[str, Words]] = {
    "category": CATEGORIES,
    "role": ROLES,
    "kind": KINDS,
    "given_by": GIVERS,
}


@cache
def headings_of(kind: SheetKind) -> Mapping[str, str]:
    """Return the key of the column for every heading that a sheet of this kind may have, made alike."""
    return {alike(word): column.key for column in COLUMNS[kind] for word in (*column.words, *column.others)}


def column_of(kind: SheetKind, key: str) -> Column | None:
    """Return the column of a sheet by its key."""
    return next((column for column in COLUMNS[kind] if column.key == key), None)
