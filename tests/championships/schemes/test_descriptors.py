"""The library of descriptors: who finds which ladder, by which words, and how ladders come into it."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.descriptors import (
    LadderRefused,
    Saved,
    Taken,
    change_ladder,
    remove_ladder,
    save_ladder,
    schemes_using,
    search,
    take_from,
    visible_ladders,
)
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.folding import folded
from championships.schemes.models import DescriptorLadder, LadderUse, SchemeVersion, Skill
from people.groups import ORGANISERS, ensure_groups
from people.models import AuditEntry, Membership, Organisation, Role, User

TEXTS = ("Drops fall", "Nothing is spilt", "Levels are equal", "Calm and equal")


@pytest.fixture
def editor(college: Organisation) -> User:
    """Return an editor of the library: an organiser of the college in the organisers' group."""
    ensure_groups()
    user = User.objects.create_user("editor@example.org", "a long sample password", name="Editor")
    Membership.objects.create(user=user, organisation=college, role=Role.ORGANISER)
    user.groups.add(Group.objects.get(name=ORGANISERS))
    return user


@pytest.fixture
def skill(db: None) -> Skill:
    """Return a skill in English."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    return Skill.objects.create(number="99", name="Sample making", sector="services", locale=locale)


@pytest.fixture
def version(sample: PlainScheme, mentor: User, college: Organisation) -> SchemeVersion:
    """Return the sample, imported by the mentor for the college: all its judgement aspects share one ladder."""
    report = importing.read(write_workbook(sample), "sample.xlsx")
    return importing.apply_import(actor=mentor, report=report, organisation=college)


def keep(actor: User, title: str = "Pouring", **changes: Any) -> Saved:
    texts = changes.pop("texts", tuple(f"{text} when {title}" for text in TEXTS))
    return save_ladder(actor=actor, title=title, texts=texts, language=changes.pop("language", "en"), **changes)


def titles(reader: User, query: str = "", **narrow: Any) -> list[str]:
    return [ladder.title for ladder in search(reader=reader, query=query, **narrow)]


def test_own_ladders_are_found_by_their_owner_alone(mentor: User, colleague: User, stranger: User) -> None:
    keep(mentor)
    assert titles(mentor) == ["Pouring"]
    assert titles(colleague) == titles(stranger) == []


def test_ladders_of_an_organisation_are_found_by_its_keepers(
    mentor: User, colleague: User, stranger: User, student: User, college: Organisation
) -> None:
    keep(mentor, organisation=college, visibility="organisation")
    assert titles(colleague) == ["Pouring"]
    assert titles(stranger) == titles(student) == []


def test_only_an_editor_shows_a_ladder_to_everybody(editor: User, mentor: User, stranger: User, student: User) -> None:
    with pytest.raises(PermissionDenied):
        keep(mentor, visibility="everybody")
    keep(editor, visibility="everybody")
    assert titles(stranger) == ["Pouring"]
    assert titles(student) == []


def test_nobody_keeps_a_ladder_without_the_right(mentor: User, student: User) -> None:
    with pytest.raises(PermissionDenied):
        keep(student)
    elsewhere = Organisation.objects.create(name="Elsewhere")
    with pytest.raises(PermissionDenied):
        keep(mentor, organisation=elsewhere, visibility="organisation")
    assert not DescriptorLadder.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"texts": ("a", "b", "c")}, "texts"),
        ({"texts": ("a", "b", " ", "d")}, "level_2"),
        ({"texts": ("a", "b", "c", "d" * 1001)}, "level_3"),
        ({"language": "xx"}, "language"),
        ({"visibility": "organisation"}, "organisation"),
        ({"visibility": "nonsense"}, "visibility"),
    ],
)
def test_a_ladder_that_is_not_whole_is_refused_in_words(mentor: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(LadderRefused) as refusal:
        keep(mentor, **changes)
    assert refusal.value.errors[field]
    assert not DescriptorLadder.objects.exists()


def test_the_same_texts_are_kept_once(mentor: User, stranger: User) -> None:
    first = keep(mentor, texts=TEXTS)
    again = keep(mentor, "Another title", texts=[f" {text.upper()}. " for text in TEXTS])
    assert first.is_new
    assert again == Saved(first.ladder, is_new=False)
    assert keep(stranger, texts=TEXTS).is_new, "somebody who cannot see the first one keeps her own"


def test_keeping_changing_and_removing_leave_a_trace(mentor: User, skill: Skill) -> None:
    ladder = keep(mentor, sections=[3, 1, 3]).ladder
    assert ladder.section_numbers == [1, 3]
    content: Any = {"title": "Pouring tea", "texts": TEXTS, "language": "en", "skill": skill, "sections": [2]}
    change_ladder(actor=mentor, ladder=ladder, organisation=None, visibility="own", **content)
    ladder = DescriptorLadder.objects.get()
    assert (ladder.title, ladder.section_numbers, ladder.skill) == ("Pouring tea", [2], skill)
    remove_ladder(actor=mentor, ladder=ladder)
    actions = set(AuditEntry.objects.filter(action__startswith="ladder").values_list("action", flat=True))
    assert actions == {"ladder.saved", "ladder.changed", "ladder.removed"}


def test_a_colleague_changes_no_ladder_of_another(mentor: User, colleague: User, college: Organisation) -> None:
    ladder = keep(mentor, organisation=college, visibility="organisation").ladder
    with pytest.raises(PermissionDenied):
        remove_ladder(actor=colleague, ladder=ladder)
    with pytest.raises(PermissionDenied):
        change_ladder(
            actor=colleague, ladder=ladder, title="Mine", texts=TEXTS, language="en",
            skill=None, sections=(), organisation=None, visibility="own",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pouring", ["Pouring at the table"]),
        ("TABLE pour", ["Pouring at the table"]),
        ("pouring nowhere", []),
        ("ёлка", ["Ёлка в зале"]),
        ("елка ЗАЛ", ["Ёлка в зале"]),
        ("үстел", ["Үстелді жаю"]),
        ("устел", ["Үстелді жаю"]),
        ("ҚОНАҚ", ["Үстелді жаю"]),
        ("конак, орындык!", ["Үстелді жаю"]),
        ("100%_", []),
    ],
)
def test_search_finds_in_three_languages(mentor: User, query: str, found: list[str]) -> None:
    keep(mentor, "Pouring at the table", texts=TEXTS)
    keep(mentor, "Ёлка в зале", texts=("Нет", "Стоит", "Стоит ровно", "Радует гостей"), language="ru")
    keep(mentor, "Үстелді жаю", texts=("Жоқ", "Бар", "Тегіс", "Қонақ әр орындықтан көреді"), language="kk")
    assert titles(mentor, query) == found


def test_search_puts_the_title_before_the_texts_and_the_used_before_the_unused(
    mentor: User, version: SchemeVersion
) -> None:
    take_from(actor=mentor, version=version)
    keep(mentor, "Other", texts=("plates", "b", "c", "d"))
    keep(mentor, "Carrying plates", texts=("a", "b", "c", "e"))
    keep(mentor, "Plates", texts=("a", "b", "c", "f"))
    keep(mentor, "Plates of glass", texts=("a", "b", "c", "g"))
    assert titles(mentor, "plates") == ["Plates", "Plates of glass", "Carrying plates", "Other"]
    assert titles(mentor)[0] == "Look 1"
    assert search(reader=mentor)[0].times_used == 1


def test_search_narrows_by_skill_in_any_language_section_and_language(mentor: User, skill: Skill) -> None:
    russian = Locale.objects.get_or_create(language_code="ru")[0]
    twin = Skill.objects.create(
        number="99", name="Образцы", sector="services", locale=russian, translation_key=skill.translation_key
    )
    keep(mentor, "Of the skill", skill=skill, sections=[1, 2])
    keep(mentor, "По-русски", skill=twin, sections=[2], language="ru")
    keep(mentor, "Of none")
    assert titles(mentor, skill=twin) == ["Of the skill", "По-русски"]
    assert titles(mentor, skill=skill, section=1) == ["Of the skill"]
    assert titles(mentor, section=2, language="ru") == ["По-русски"]
    assert titles(mentor, limit=1) == ["Of none"]
    assert titles(mentor, limit=-1) == []


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_taking_from_a_scheme_takes_each_ladder_once(
    mentor: User, version: SchemeVersion, college: Organisation
) -> None:
    version.criteria.get(letter="A").sub_criteria.get(code="A1").aspects.get(code="A1.J1").descriptors.get(
        score=2
    ).delete()
    assert take_from(actor=mentor, version=version) == Taken(added=1, already_here=0, incomplete=1)
    ladder = DescriptorLadder.objects.get()
    assert (ladder.title, ladder.section_numbers, ladder.language) == ("Look 2", [3], "en")
    assert (ladder.owner, ladder.organisation, ladder.visibility) == (mentor, college, "organisation")
    assert take_from(actor=mentor, version=version) == Taken(added=0, already_here=1, incomplete=1)
    assert [scheme.pk for scheme in schemes_using(reader=mentor, ladder=ladder)] == [version.scheme_id]


def test_taking_needs_a_scheme_that_one_may_see(stranger: User, student: User, version: SchemeVersion) -> None:
    for actor in (stranger, student):
        with pytest.raises(PermissionDenied):
            take_from(actor=actor, version=version)


def test_a_scheme_stored_later_counts_as_a_use(mentor: User, sample: PlainScheme) -> None:
    ladder = keep(mentor, texts=[f"Level {score} of the sample" for score in range(4)]).ladder
    assert not LadderUse.objects.exists()
    report = importing.read(write_workbook(sample), "sample.xlsx")
    version = importing.apply_import(actor=mentor, report=report)
    assert list(LadderUse.objects.values_list("ladder", "version")) == [(ladder.pk, version.pk)]


def test_used_in_names_only_schemes_that_the_reader_sees(mentor: User, editor: User, version: SchemeVersion) -> None:
    take_from(actor=mentor, version=version)
    elsewhere = User.objects.create_superuser("admin@example.org", "a long sample password")
    ladder = visible_ladders(elsewhere).get()
    assert len(schemes_using(reader=elsewhere, ladder=ladder)) == 1
    Membership.objects.filter(user=editor).delete()
    assert schemes_using(reader=editor, ladder=ladder) == []


def form(**changes: Any) -> dict[str, Any]:
    levels = {f"level_{score}": text for score, text in enumerate(TEXTS)}
    return {"title": "Pouring", **levels, "language": "en", "sections": "2, 3", "visibility": "own", **changes}


def test_pages_keep_change_and_remove_a_ladder(client: Client, mentor: User, skill: Skill) -> None:
    client.force_login(mentor)
    answer = client.post(reverse("schemes:new_ladder"), form(skill=skill.pk))
    ladder = DescriptorLadder.objects.get()
    assert (answer["Location"], ladder.section_numbers) == (ladder.get_absolute_url(), [2, 3])
    assert client.post(reverse("schemes:new_ladder"), form())["Location"] == ladder.get_absolute_url()
    edit = reverse("schemes:edit_ladder", args=[ladder.pk])
    assert b"2, 3" in client.get(edit).content
    client.post(edit, form(title="Pouring water", skill=""))
    ladder.refresh_from_db()
    assert (ladder.title, ladder.skill) == ("Pouring water", None)
    assert client.post(edit, {"remove": ""})["Location"] == reverse("schemes:library")
    assert not DescriptorLadder.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"sections": "two"}, {"sections": "0"}, {"sections": "²"}, {"level_3": ""}, {"visibility": "everybody"}]
)
def test_a_wrong_form_keeps_what_was_typed_and_says_why(client: Client, mentor: User, wrong: dict[str, str]) -> None:
    client.force_login(mentor)
    answer = client.post(reverse("schemes:new_ladder"), form(**wrong))
    assert answer.status_code == 422
    assert "Drops fall" in answer.content.decode()
    assert not DescriptorLadder.objects.exists()


def test_a_hidden_ladder_is_not_there_for_others(client: Client, mentor: User, stranger: User) -> None:
    ladder = keep(mentor).ladder
    client.force_login(stranger)
    for view in ("ladder", "edit_ladder"):
        assert client.get(reverse(f"schemes:{view}", args=[ladder.pk])).status_code == 404


def test_a_scheme_page_takes_ladders_into_the_library(client: Client, mentor: User, version: SchemeVersion) -> None:
    client.force_login(mentor)
    address = reverse("schemes:take_ladders", args=[version.pk])
    assert address in client.get(version.scheme.get_absolute_url()).content.decode()
    answer = client.post(address, follow=True)
    assert "1 ladder was added." in answer.content.decode()


def test_the_library_is_read_in_the_readers_language_first(client: Client, mentor: User) -> None:
    keep(mentor, "Pouring")
    keep(mentor, "Құю", language="kk")
    client.force_login(mentor)
    with translation.override("kk"):
        page = client.get(reverse("schemes:library")).content.decode()
        everything = client.get(reverse("schemes:library"), {"language": "all"}).content.decode()
    assert "Құю" in page
    assert "Pouring" not in page
    assert "Pouring" in everything


def test_an_empty_library_offers_the_first_step(client: Client, mentor: User) -> None:
    client.force_login(mentor)
    assert b"The library is empty" in client.get(reverse("schemes:library")).content
    keep(mentor)
    assert b"No ladder is like that" in client.get(reverse("schemes:library"), {"q": "zzz"}).content
    assert client.get(reverse("schemes:library"), {"skill": "x", "section": "y", "page": "z"}).status_code == 200


def test_queries_of_the_library_do_not_grow(
    client: Client, mentor: User, django_assert_max_num_queries: Any, skill: Skill
) -> None:
    client.force_login(mentor)
    keep(mentor, "Ladder 0", skill=skill, sections=[1])
    client.get(reverse("schemes:library"))
    with django_assert_max_num_queries(60) as at_one:
        client.get(reverse("schemes:library"), {"q": "ladder"})
    for number in range(1, 20):
        keep(mentor, f"Ladder {number}", skill=skill, sections=[1, 2])
    with django_assert_max_num_queries(len(at_one)):
        page = client.get(reverse("schemes:library"), {"q": "ladder"}).content.decode()
    assert len(re.findall("library-item", page)) == 20


def test_an_editor_meets_in_the_page_editor_only_what_she_finds_in_the_library(
    client: Client, editor: User, mentor: User
) -> None:
    hidden, own = keep(mentor).ladder, keep(editor, "Own").ladder
    client.force_login(editor)
    space = "wagtailsnippets_schemes_descriptorladder"
    listed = client.get(reverse(f"{space}:list")).content.decode()
    assert "Own" in listed
    assert "Pouring" not in listed
    for view in ("edit", "inspect", "history", "usage"):
        assert client.get(reverse(f"{space}:{view}", args=[hidden.pk]), follow=True).status_code == 404, view
        assert client.get(reverse(f"{space}:{view}", args=[own.pk])).status_code == 200, view


def test_a_ladder_written_in_the_page_editor_is_the_editors_own(client: Client, editor: User) -> None:
    client.force_login(editor)
    data = form(skill="", organisation="", visibility="everybody") | {
        "sections-TOTAL_FORMS": 1, "sections-INITIAL_FORMS": 0, "sections-MIN_NUM_FORMS": 0,
        "sections-MAX_NUM_FORMS": 1000, "sections-0-number": 4, "sections-0-id": "", "sections-0-DELETE": "",
    }  # fmt: skip
    assert client.post(reverse("wagtailsnippets_schemes_descriptorladder:add"), data).status_code == 302
    ladder = DescriptorLadder.objects.get()
    assert (ladder.owner, ladder.section_numbers, ladder.search_title) == (editor, [4], "pouring")
