"""The columns of the template and the words of its lists: Russian whichever language the reader has.

They are those of the template for additional professional education. Take the current template of the register's
operator before a release and compare it: another copy joins columns 3 to 5.
"""

from coaching.certificates.models import DocumentKind, EducationLevel, EducationPlace, Financing, Sex, StudyForm

SHEET = "Шаблон"
COLUMNS = (
    "Вид документа",
    "Статус документа",
    "Подтверждение утраты",
    "Подтверждение обмена",
    "Подтверждение уничтожения",
    "Серия документа",
    "Номер документа",
    "Дата выдачи документа",
    "Регистрационный номер",
    "Дополнительная профессиональная программа (повышение квалификации/ профессиональная переподготовка)",
    "Наименование дополнительной профессиональной программы",
    "Наименование области профессиональной деятельности",
    "Укрупненные группы специальностей",
    "Наименование квалификации, профессии, специальности",
    "Уровень образования ВО/СПО",
    "Фамилия указанная в дипломе о ВО или СПО",
    "Серия документа о ВО/СПО",
    "Номер документа о ВО/СПО",
    "Год начала обучения (для документа о квалификации)",
    "Год окончания обучения (для документа о квалификации)",
    "Срок обучения, часов (для документа о квалификации)",
    "Фамилия получателя",
    "Имя получателя",
    "Отчество получателя",
    "Дата рождения получателя",
    "Пол получателя",
    "СНИЛС",
    "Форма обучения",
    "Источник финансирования обучения",
    "Форма получения образования на момент прекращения образовательных отношений",
    "Гражданство получателя (код страны по ОКСМ)",
    "Наименование документа об образовании (оригинала)",
    "Серия (оригинала)",
    "Номер (оригинала)",
    "Регистрационный N (оригинала)",
    "Дата выдачи (оригинала)",
    "Фамилия получателя (оригинала)",
    "Имя получателя (оригинала)",
    "Отчество получателя (оригинала)",
    "Номер документа для изменения",
)

DOCUMENTS = {
    DocumentKind.PROFESSIONAL_DEVELOPMENT.value: "Удостоверение о повышении квалификации",
    DocumentKind.RETRAINING.value: "Диплом о профессиональной переподготовке",
}
PROGRAMMES = {
    DocumentKind.PROFESSIONAL_DEVELOPMENT.value: "Повышение квалификации",
    DocumentKind.RETRAINING.value: "Профессиональная переподготовка",
}
ORIGINAL, DUPLICATE = "Оригинал", "Дубликат"
YES, NO = "Да", "Нет"
LEVELS = {
    EducationLevel.HIGHER.value: "Высшее образование",
    EducationLevel.VOCATIONAL.value: "Среднее профессиональное образование",
}
SEXES = {Sex.MALE.value: "Муж", Sex.FEMALE.value: "Жен"}
STUDY_FORMS = {
    StudyForm.IN_PERSON.value: "Очная",
    StudyForm.BY_CORRESPONDENCE.value: "Заочная",
    StudyForm.MIXED.value: "Очно-заочная",
}
FINANCING = {Financing.PAID.value: "Платное обучение", Financing.BUDGET.value: "Бюджетное обучение"}
PLACES = {
    EducationPlace.INSIDE.value: "в образовательной организации",
    EducationPlace.OUTSIDE.value: "вне образовательной организации",
}
