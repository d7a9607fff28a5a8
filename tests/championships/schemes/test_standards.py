"""Skills and occupational standards: kept by editors, read in three languages, laid beside what schemes declare."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from championships.schemes.models import OccupationalSection, OccupationalStandard, Skill
from people.groups import MENTORS, ORGANISERS, ensure_groups
from people.models import User

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
    for translation in Translation.objects.filter(target_locale=locale).order_by("pk"):
        translation.save_target(user=user)
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
