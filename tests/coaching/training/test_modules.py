"""Training modules: what readers find in them, and the way from a module to a practice room."""

import json
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from championships.schemes.models import Aspect, Scheme, SchemeVersion
from coaching.training import excerpts
from coaching.training.blocks import PracticeRoomBlock, SchemeExcerptBlock
from coaching.training.models import TrainingIndexPage, TrainingModulePage
from people.models import User
from tests.coaching.training.conftest import body, new_module
from tests.pages.growing import add, signed_in, translate

pytestmark = pytest.mark.django_db


def html_of(client: Client, address: str = "/en/training/form/") -> str:
    """Return the page at `address`."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_excerpt_shows_the_scheme_as_it_stands_now(client: Client, module: TrainingModulePage) -> None:
    html = html_of(client)
    for words in ("Measured A1", "Judged A2", "Level 3 of A2", "8.00 marks in all"):
        assert words in html
    assert "Measured B1" not in html
    Aspect.objects.filter(code="A1.M1").update(description="Measured anew")
    assert "Measured anew" in html_of(client)


def test_mentor_opens_a_practice_room_from_the_module(
    module: TrainingModulePage, mentor: User, version: SchemeVersion
) -> None:
    html = html_of(signed_in(mentor))
    address = next(part.split('"')[0] for part in html.split('href="') if part.startswith("/en/rooms/new/?"))
    assert parse_qs(urlsplit(unescape(address)).query) == {
        "scheme": [str(version.pk)],
        "sub_criterion": ["A1", "B1"],
        "title": ["Live form"],
        "minutes": ["45"],
        "module": [str(module.translation_key)],
    }
    assert "Open a practice room" in html


def test_reader_without_the_right_learns_how_to_join(client: Client, module: TrainingModulePage) -> None:
    html = html_of(client)
    assert "/rooms/new/" not in html
    assert "Your mentor opens the room and gives you a code" in html


def test_form_for_a_room_takes_what_the_module_offers(module: TrainingModulePage, mentor: User) -> None:
    reader = signed_in(mentor)
    address = next(part.split('"')[0] for part in html_of(reader).split('href="') if "/rooms/new/?" in part)
    assert "Live form" in reader.get(unescape(address)).content.decode()


@pytest.mark.parametrize("block", [SchemeExcerptBlock(), PracticeRoomBlock()])
@pytest.mark.parametrize("codes", ["A3", "A1, C1", "Z"])
def test_codes_that_the_scheme_does_not_have_are_named(
    block: SchemeExcerptBlock | PracticeRoomBlock, codes: str, version: SchemeVersion
) -> None:
    value = {"scheme_version": version.pk, "codes": codes, "heading": "x", "title": "x", "minutes": 30}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(value))
    (message,) = refused.value.block_errors["codes"].messages
    assert codes.rsplit(maxsplit=1)[-1] in message
    assert "A1, A2, B1" in message


def test_codes_may_be_written_as_people_write_them() -> None:
    assert excerpts.codes_in(" a1;A2  b1,A1 ") == ["A1", "A2", "B1"]


def test_letter_stands_for_its_whole_criterion(version: SchemeVersion) -> None:
    assert [sub.code for sub in excerpts.read(version, ["A"]).sub_criteria] == ["A1", "A2"]


def test_author_chooses_among_the_schemes_that_she_may_use(version: SchemeVersion, mentor: User) -> None:
    other = Scheme.objects.create(title="Somebody else's", owner=User.objects.create_user("x@podium.example"))
    SchemeVersion.objects.create(scheme=other, number=1, total="1.00")
    mentor.is_staff = True
    mentor.save()
    from django.contrib.auth.models import Permission  # noqa: PLC0415 -- for this test alone

    mentor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    html = signed_in(mentor).get(reverse("scheme_version_chooser:choose")).content.decode()
    assert "17 Web technologies" in html
    assert "Somebody else" not in html


def test_translated_module_keeps_its_scheme_and_its_key(
    client: Client, module: TrainingModulePage, version: SchemeVersion
) -> None:
    for page in (module.get_parent().get_parent(), module.get_parent(), module):
        translate(page.specific, "kk", {"How it is marked": "Қалай бағаланады", "Live form": "Тікелей форма"})
    html = html_of(client, "/kk/training/form/")
    for words in ("Қалай бағаланады", "Тікелей форма", "Measured A1"):
        assert words in html
    kazakh = TrainingModulePage.objects.get(locale__language_code="kk")
    assert kazakh.translation_key == module.translation_key
    practice = kazakh.body[1].value
    assert (practice["scheme_version"], practice["codes"], practice["minutes"]) == (version, "b1, A1", 45)


def test_module_outlives_its_scheme(client: Client, index: TrainingIndexPage, version: SchemeVersion) -> None:
    add(index, new_module("form", body=json.dumps(body(version))))
    version.scheme.delete()
    assert "Open a practice room" not in html_of(client)


def test_module_stands_on_the_home_page_and_on_the_desk(module: TrainingModulePage, mentor: User) -> None:
    home = module.get_parent().get_parent().specific
    home.body = json.dumps([{"type": "shelf", "value": {"heading": "Latest", "shelf": "training", "count": 3}}])
    home.save_revision().publish()
    reader = signed_in(mentor)
    assert 'href="/en/training/form/"' in html_of(reader, "/en/")
    desk = html_of(reader, "/en/desk/")
    assert "Write a module" in desk
    assert 'href="/en/training/form/"' in desk


def test_author_finds_the_editor_of_a_module(module: TrainingModulePage) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    html = author.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert "The sections of the occupational standards that this module trains" in html
