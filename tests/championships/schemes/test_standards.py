"""Skills and occupational standards: kept by editors, read in three languages, laid beside what schemes declare."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.linking import link_skill, propose_skill
from championships.schemes.models import OccupationalSection, OccupationalStandard, Scheme, SchemeVersion, Skill
from championships.schemes.snippets import problems_of_sections
from championships.schemes.standards import ShownStandard
from championships.schemes.weighing import weigh
from people.groups import MENTORS, ORGANISERS, ensure_groups
from people.models import AuditEntry, Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def locales() -> dict[str, Locale]:
    """Return the three languages."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "ru", "kk")}


@pytest.fixture
def skill(locales: dict[str, Locale]) -> Skill:
    """Return a skill in English."""
    return Skill.objects.create(
        number="99", name="Sample making", description="Makes samples.", sector="building", locale=locales["en"]
    )


@pytest.fixture
def standard(skill: Skill) -> OccupationalStandard:
    """Return a standard of three sections: 40, 40 and 20 percent."""
    return make_standard(skill, 2026, {1: "40.00", 2: "40.00", 3: "20.00"})


def make_standard(skill: Skill, year: int, weights: dict[int, str]) -> OccupationalStandard:
    standard = OccupationalStandard(skill=skill, year=year, locale=skill.locale)
    standard.sections = [
        OccupationalSection(
            number=number,
            name=f"Section {number}",
            weight=Decimal(weight),
            know=f"Know {number} one\nKnow {number} two",
            able=f"Do {number} one\n\n  Do {number} two ",
            locale=skill.locale,
        )
        for number, weight in weights.items()
    ]
    standard.save()
    return standard


def as_read(standard: OccupationalStandard) -> ShownStandard:
    return ShownStandard(standard, "en", is_fallback=False)


@pytest.fixture
def editor(client: Client) -> User:
    """Return an editor of standards who is signed in: somebody of the organisers' group."""
    ensure_groups()
    user = User.objects.create_user("editor@example.org", "a long sample password")
    user.groups.add(Group.objects.get(name=ORGANISERS))
    client.force_login(user)
    return user


def form_of(skill: Skill, *weights: str, **fields: Any) -> dict[str, Any]:
    """Return what the page editor posts for a standard with sections of `weights`."""
    data: dict[str, Any] = {"skill": skill.pk, "year": 2026, "naming": "wsos", "edition": "", "note": ""}
    data |= {"sections-TOTAL_FORMS": len(weights), "sections-INITIAL_FORMS": 0}
    data |= {"sections-MIN_NUM_FORMS": 1, "sections-MAX_NUM_FORMS": 1000}
    for place, weight in enumerate(weights):
        row = {"id": "", "number": place + 1, "weight": weight, "name": f"Part {place}", "know": "a\nb", "able": ""}
        data |= {f"sections-{place}-{name}": value for name, value in row.items()}
        data |= {f"sections-{place}-ORDER": place + 1, f"sections-{place}-DELETE": ""}
    return data | fields


ADD_STANDARD = "wagtailsnippets_schemes_occupationalstandard:add"


@pytest.mark.usefixtures("editor")
def test_an_editor_keeps_a_standard_whose_weights_add_up_to_100(client: Client, skill: Skill) -> None:
    answer = client.post(reverse(ADD_STANDARD), form_of(skill, "40.00", "59.99", "0.01"))
    assert answer.status_code == 302
    kept = OccupationalStandard.objects.get()
    assert [section.weight for section in kept.sections.all()] == [Decimal(40), Decimal("59.99"), Decimal("0.01")]
    assert kept.sections.all()[0].know_items == ["a", "b"]


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("weights", "words"),
    [
        (("40.00", "50.00"), "add up to 90.00 and must add up to 100.00: 10.00 is missing"),
        (("60.00", "50.00"), "10.00 too much"),
        (("-1.00", "101.00"), "Ensure this value is"),
        ((), "submit at least 1"),
    ],
)
def test_other_weights_are_refused_in_words(client: Client, skill: Skill, weights: tuple[str, ...], words: str) -> None:
    answer = client.post(reverse(ADD_STANDARD), form_of(skill, *weights))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not OccupationalStandard.objects.exists()


@pytest.mark.usefixtures("editor")
def test_a_section_number_that_stands_twice_is_refused(client: Client, skill: Skill) -> None:
    answer = client.post(reverse(ADD_STANDARD), form_of(skill, "50", "50", **{"sections-1-number": 1}))
    assert "Section 1 stands twice" in answer.content.decode()


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("what", ["skill", "occupationalstandard", "descriptorladder"])
def test_pages_of_the_editor_open(client: Client, what: str) -> None:
    space = f"wagtailsnippets_schemes_{what}"
    assert client.get(reverse(f"{space}:list")).status_code == 200
    assert client.get(reverse(f"{space}:add")).status_code == 200


@pytest.mark.usefixtures("editor", "standard")
def test_a_standard_and_a_skill_open_and_can_be_looked_at(client: Client, skill: Skill) -> None:
    standard = skill.standards.get()
    for what, pk in (("skill", skill.pk), ("occupationalstandard", standard.pk)):
        for view in ("edit", "inspect", "history", "usage"):
            assert client.get(reverse(f"wagtailsnippets_schemes_{what}:{view}", args=[pk])).status_code == 200, view
    found = client.get(reverse("wagtailsnippets_schemes_skill:list"), {"q": "sample"}).content.decode()
    assert "Sample making" in found


def test_previews_show_what_is_being_written(standard: OccupationalStandard, skill: Skill) -> None:
    assert "Do 3 two" in standard.make_preview_request().render().content.decode()
    assert "Makes samples." in skill.make_preview_request().render().content.decode()


@pytest.mark.usefixtures("standard")
def test_mentors_look_at_standards_and_change_none(client: Client, skill: Skill) -> None:
    ensure_groups()
    mentor = User.objects.create_user("m@example.org", "a long sample password")
    mentor.groups.add(Group.objects.get(name=MENTORS))
    client.force_login(mentor)
    assert client.get(reverse("wagtailsnippets_schemes_skill:inspect", args=[skill.pk])).status_code == 200
    for address in (reverse(ADD_STANDARD), reverse("wagtailsnippets_schemes_skill:edit", args=[skill.pk])):
        assert client.get(address).status_code == 302, "back to the editor's first page, with a refusal"


def translate(
    standard: OccupationalStandard, locale: Locale, words: dict[str, str], user: User
) -> OccupationalStandard:
    """Return `standard` in `locale`, translated through wagtail-localize as editors do."""
    TranslationCreator(user=user, target_locales=[locale]).create_translations(standard, include_related_objects=True)
    for source in TranslationSource.objects.all():
        for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
            if segment.string.data in words:
                StringTranslation.from_text(segment.string, locale, segment.context, words[segment.string.data])
    for each in Translation.objects.filter(target_locale=locale).order_by("pk"):
        each.save_target(user=user)
    return OccupationalStandard.objects.get(translation_key=standard.translation_key, locale=locale)


def test_a_translation_keeps_numbers_and_weights_and_translates_line_by_line(
    standard: OccupationalStandard, skill: Skill, locales: dict[str, Locale], mentor: User
) -> None:
    words = {"Sample making": "Изготовление образцов", "Know 1 two": "Знать второе", "Section 2": "Раздел второй"}
    russian = translate(standard, locales["ru"], words, mentor)
    assert russian.skill.name == "Изготовление образцов"
    assert russian.skill.translation_key == skill.translation_key
    sections = list(russian.sections.all())
    assert [(section.number, section.weight) for section in sections] == [(1, 40), (2, 40), (3, 20)]
    assert sections[0].know_items == ["Know 1 one", "Знать второе"]
    assert sections[1].name == "Раздел второй"
    assert sections[2].able_items == ["Do 3 one", "Do 3 two"]


def page_of(client: Client, language: str, name: str, *args: object, **query: str) -> str:
    """Return the text of the page `name` in `language`."""
    with translation.override(language):
        return client.get(reverse(f"schemes:{name}", args=args), query).content.decode()


def test_a_translated_skill_is_read_in_its_language_and_others_fall_back_visibly(
    client: Client, standard: OccupationalStandard, skill: Skill, locales: dict[str, Locale], mentor: User
) -> None:
    translate(standard, locales["ru"], {"Sample making": "Изготовление образцов"}, mentor)
    russian = page_of(client, "ru", "skill", skill.translation_key)
    assert "Изготовление образцов" in russian
    assert "Ещё не переведено" not in russian
    assert "15 текстов пока на языке оригинала" in russian
    source = StringSegment.objects.filter(source__object=standard.translation_key).select_related("string")
    translate(standard, locales["ru"], {each.string.data: f"{each.string.data} по-русски" for each in source}, mentor)
    assert "alert-info" not in page_of(client, "ru", "skill", skill.translation_key)
    kazakh = page_of(client, "kk", "skill", skill.translation_key)
    assert "Sample making" in kazakh
    assert "alert-info" in kazakh
    assert 'lang="en"' in kazakh


@pytest.mark.usefixtures("standard")
def test_the_list_has_each_skill_once_and_finds_it_by_words_of_any_language(
    client: Client, skill: Skill, locales: dict[str, Locale]
) -> None:
    Skill.objects.create(
        name="Үлгі жасау", number="99", sector="building", locale=locales["kk"], translation_key=skill.translation_key
    )
    Skill.objects.create(name="Cooking", number="34", sector="services", source="national", locale=locales["en"])
    assert page_of(client, "kk", "skills").count('class="skill-item"') == 2
    for query in ("sample", "улгі жасау", "99"):
        found = page_of(client, "kk", "skills", q=query)
        assert ("Үлгі жасау" in found, "Cooking" in found) == (True, False)
    assert "Cooking" in page_of(client, "en", "skills", sector="services", source="national")
    assert "Cooking" not in page_of(client, "en", "skills", sector="building")
    assert "No skill is like that" in page_of(client, "en", "skills", q="nothing of this kind")


def test_an_empty_list_says_what_will_be_there(client: Client) -> None:
    assert "No skills yet" in page_of(client, "en", "skills")


def test_a_page_shows_the_latest_standard_and_earlier_years(client: Client, skill: Skill) -> None:
    make_standard(skill, 2024, {1: "100.00"})
    make_standard(skill, 2026, {1: "60.00", 2: "40.00"})
    latest = page_of(client, "en", "skill", skill.translation_key)
    assert ("60.00" in latest, "Do 2 two" in latest) == (True, True)
    assert "Do 2 two" not in page_of(client, "en", "skill", skill.translation_key, year="2024")
    address = reverse("schemes:skill", args=[skill.translation_key])
    assert client.get(address, {"year": "1999"}).status_code == 404
    assert client.get(reverse("schemes:skill", args=[uuid4()])).status_code == 404


def test_queries_of_the_list_do_not_grow(
    client: Client, locales: dict[str, Locale], django_assert_max_num_queries: Any
) -> None:
    make_standard(
        Skill.objects.create(name="Skill", number="0", sector="arts", locale=locales["en"]), 2026, {1: "100.00"}
    )
    page_of(client, "en", "skills")
    with django_assert_max_num_queries(30) as at_one:
        page_of(client, "en", "skills")
    for number in range(1, 30):
        skill = Skill.objects.create(name=f"Skill {number}", number=str(number), sector="arts", locale=locales["en"])
        make_standard(skill, 2026, {1: "100.00"})
    with django_assert_max_num_queries(len(at_one)):
        assert page_of(client, "en", "skills").count('class="skill-item"') == 30


@pytest.mark.parametrize(
    ("number", "name", "found"),
    [
        ("99", "Sample making", "99"),
        ("", "SAMPLE-MAKING", "99"),
        ("", "Sаmplе mаking", "99"),  # with Cyrillic а and е
        ("", "Изготовление образцов", "99"),
        ("99", "Another name", "99"),
        ("", "Cooking", None),  # there are two
        ("34", "Cooking", "34"),
        ("", "", None),
        ("7", "Unknown", None),
    ],
)
def test_a_file_is_recognised_by_name_and_number(
    skill: Skill, locales: dict[str, Locale], number: str, name: str, found: str | None
) -> None:
    Skill.objects.create(
        name="Изготовление образцов", number="99", sector="building",
        locale=locales["ru"], translation_key=skill.translation_key,
    )  # fmt: skip
    for own, source in (("34", "worldskills"), ("12", "national")):
        Skill.objects.create(name="Cooking", number=own, source=source, sector="services", locale=locales["en"])
    proposed = propose_skill(number, name)
    assert (proposed.number if proposed else None) == found
    assert not proposed or proposed.locale.language_code == "en"


@pytest.fixture
def version(standard: OccupationalStandard, sample: PlainScheme, mentor: User, college: Organisation) -> SchemeVersion:
    """Return the sample, imported for the college; it declares what the standard gives."""
    report = importing.read(write_workbook(sample), "sample.xlsx")
    return importing.apply_import(actor=mentor, report=report, organisation=college)


def test_a_stored_scheme_is_linked_and_its_keeper_may_change_that(
    client: Client, version: SchemeVersion, skill: Skill, mentor: User, locales: dict[str, Locale]
) -> None:
    assert version.scheme.skill == skill
    other = Skill.objects.create(name="Other", sector="arts", locale=locales["en"])
    client.force_login(mentor)
    client.post(reverse("schemes:scheme_skill", args=[version.scheme_id]), {"skill": other.pk})
    assert Scheme.objects.get().skill == other
    client.post(reverse("schemes:scheme_skill", args=[version.scheme_id]), {"skill": "nonsense"})
    assert Scheme.objects.get().skill == other
    client.post(reverse("schemes:scheme_skill", args=[version.scheme_id]), {"skill": ""})
    assert Scheme.objects.get().skill is None
    assert AuditEntry.objects.filter(action="scheme.skill_linked").count() == 2


def test_others_do_not_change_the_skill_of_a_scheme(
    client: Client, version: SchemeVersion, stranger: User, student: User
) -> None:
    for user in (stranger, student):
        client.force_login(user)
        address = reverse("schemes:scheme_skill", args=[version.scheme_id])
        assert client.post(address, {"skill": ""}).status_code == 404
        with pytest.raises(PermissionDenied):
            link_skill(actor=user, scheme=version.scheme, skill=None)
    assert Scheme.objects.get().skill


def test_a_skill_names_the_schemes_that_the_reader_sees(
    client: Client, version: SchemeVersion, skill: Skill, colleague: User, stranger: User
) -> None:
    address = version.scheme.get_absolute_url()
    assert address not in page_of(client, "en", "skill", skill.translation_key)
    client.force_login(stranger)
    assert address not in page_of(client, "en", "skill", skill.translation_key)
    client.force_login(colleague)
    assert address in page_of(client, "en", "skill", skill.translation_key)


def test_a_scheme_that_declares_the_weights_is_not_warned_of(
    client: Client, version: SchemeVersion, mentor: User
) -> None:
    client.force_login(mentor)
    page = client.get(version.scheme.get_absolute_url()).content.decode()
    assert "By the standard" in page
    assert "Do 3 two" in page
    assert "declares other marks" not in page


def test_a_scheme_that_strays_is_warned_of_on_its_page_and_in_the_report(
    client: Client, skill: Skill, sample: PlainScheme, mentor: User
) -> None:
    make_standard(skill, 2027, {1: "50.00", 2: "40.00", 4: "10.00"})
    client.force_login(mentor)
    file = SimpleUploadedFile("sample.xlsx", write_workbook(sample))
    report = client.post(reverse("schemes:import"), {"file": file}, follow=True).content.decode()
    assert "1 section declares other marks than the standard" in report
    assert "declared 40.00, by the standard 50.00" in report


@pytest.mark.parametrize(("limit", "straying"), [("0.00", [1, 3]), ("9.99", [1, 3]), ("10.00", [])])
def test_the_limit_of_straying_is_a_setting(
    skill: Skill, sample: PlainScheme, settings: Any, limit: str, straying: list[int]
) -> None:
    settings.SCHEME_WEIGHT_LIMIT = limit
    weighing = weigh(sample, as_read(make_standard(skill, 2027, {1: "50.00", 2: "40.00", 3: "10.00"})))
    assert [row.number for row in weighing.straying] == straying
    assert [row.difference for row in weighing.rows] == [Decimal("-10.00"), Decimal("0.00"), Decimal("10.00")]


def test_a_module_is_weighed_by_its_own_total(skill: Skill, sample: PlainScheme) -> None:
    half = replace(
        sample,
        sections=tuple(replace(s, declared=s.declared / 5) for s in sample.sections if s.declared),
        criteria=sample.criteria[:1],
    )
    weighing = weigh(half, as_read(make_standard(skill, 2027, {1: "33.33", 2: "33.33", 3: "33.34"})))
    assert half.maximum == 20
    assert [row.expected for row in weighing.rows] == [Decimal("6.67")] * 3


def test_sections_that_only_one_side_has_are_shown_and_not_blamed(skill: Skill, sample: PlainScheme) -> None:
    weighing = weigh(sample, as_read(make_standard(skill, 2027, {1: "40.00", 9: "60.00"})))
    assert [(row.number, row.expected) for row in weighing.rows] == [
        (1, Decimal("40.00")), (2, None), (3, None), (9, Decimal("60.00")),
    ]  # fmt: skip
    assert weighing.straying == []
    assert [row.heading for row in weighing.rows] == ["Planning", "Making", "Finishing", "Section 9"]
    assert weighing.rows[0].other_name == "Section 1"


@given(st.lists(st.decimals("0.01", "100", places=2), min_size=1, max_size=9))
def test_weights_are_accepted_exactly_when_they_add_up_to_100(weights: list[Decimal]) -> None:
    rows = [{"number": number, "weight": weight} for number, weight in enumerate(weights)]
    assert bool(problems_of_sections(rows)) == (sum(weights) != 100)
    rest = 100 - sum(weights)
    if rest > 0:
        assert problems_of_sections([*rows, {"number": 99, "weight": rest}]) == []
