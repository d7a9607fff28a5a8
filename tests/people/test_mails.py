"""Letters: in the language of whom they are for, with links in that language."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from people.demo import PASSWORD, DemoPeople
from people.models import User

SUBJECTS = {
    "en": "Podium: Password Reset Email",
    "ru": "Podium: Письмо для сброса пароля",
    "kk": "Podium: Құпиясөзді қалпына келтіру хаты",
}


@pytest.mark.usefixtures("kazakh_of_libraries")
@pytest.mark.parametrize("hers", ["en", "ru", "kk"])
@pytest.mark.parametrize("address", ["en", "kk"])
def test_reset_letter_speaks_the_readers_language(people: DemoPeople, hers: str, address: str) -> None:
    User.objects.filter(pk=people.mentor.pk).update(language=hers)
    Client().post(f"/{address}/accounts/password/reset/", {"email": "mentor@podium.example"})
    [letter] = mail.outbox
    assert letter.subject == SUBJECTS[hers]
    assert f"http://testserver/{hers}/accounts/password/reset/key/" in letter.body


@pytest.mark.usefixtures("kazakh_of_libraries")
def test_letter_to_nobody_speaks_the_language_of_the_page(db: None) -> None:
    Client().post("/kk/accounts/password/reset/", {"email": "nobody@podium.example"})
    [letter] = mail.outbox
    assert letter.subject == "Podium: Белгісіз аккаунт"
    assert "http://testserver/kk/accounts/signup/" in letter.body


@pytest.mark.usefixtures("kazakh_of_libraries")
def test_kazakh_reset_letter_has_no_english(people: DemoPeople) -> None:
    Client().post("/kk/accounts/password/reset/", {"email": "mentor@podium.example"})
    words = re.findall(r"[A-Za-z]{3,}", re.sub(r"\S*(://|@)\S*", "", str(mail.outbox[0].body)))
    assert set(words) <= {"Podium", "testserver"}


def test_link_of_the_letter_sets_a_new_password(people: DemoPeople) -> None:
    client = Client()
    client.post("/en/accounts/password/reset/", {"email": "mentor@podium.example"})
    [link] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "quite-new-words", "password2": "quite-new-words"})
    people.mentor.refresh_from_db()
    assert people.mentor.check_password("quite-new-words")


@pytest.mark.usefixtures("kazakh_of_libraries")
def test_change_of_the_password_is_told_in_the_owners_language(
    people: DemoPeople, sign_in: Callable[..., Client]
) -> None:
    User.objects.filter(pk=people.mentor.pk).update(language="kk")
    client = Client()
    client.post("/en/accounts/login/", {"login": "mentor@podium.example", "password": PASSWORD})
    words = {"oldpassword": PASSWORD, "password1": "quite-new-words", "password2": "quite-new-words"}
    client.post("/en/accounts/password/change/", words)
    assert mail.outbox[-1].subject == "Podium: Құпиясөз өзгертілді"


def test_sign_up_sends_a_letter_to_confirm_the_address(db: None) -> None:
    Client().post(
        "/en/accounts/signup/", {"name": "Dana", "email": "dana@podium.example", "password1": "a-long-word-of-hers"}
    )
    [letter] = mail.outbox
    assert letter.to == ["dana@podium.example"]
    [link] = re.findall(r"http://testserver(/en/accounts/confirm-email/\S+)", str(letter.body))
    client = Client()
    client.post(link)
    assert EmailAddress.objects.get(email="dana@podium.example").verified


@pytest.mark.usefixtures("kazakh_of_libraries")
@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Podium: Please Confirm Your Email Address"),
        ("ru", "Podium: Пожалуйста, подтвердите Ваш адрес электронной почты"),
        ("kk", "Podium: Электрондық пошта мекенжайыңызды растаңыз"),
    ],
)
def test_letter_of_sign_up_speaks_the_language_of_the_page(db: None, language: str, subject: str) -> None:
    form = {"name": "Dana", "email": "dana@podium.example", "password1": "a-long-word-of-hers"}
    Client(HTTP_ACCEPT_LANGUAGE="en").post(f"/{language}/accounts/signup/", form)
    assert mail.outbox[0].subject == subject
    assert f"http://testserver/{language}/accounts/confirm-email/" in mail.outbox[0].body


def test_letter_names_the_product_and_not_the_host(people: DemoPeople) -> None:
    Client().post("/en/accounts/password/reset/", {"email": "mentor@podium.example"})
    assert mail.outbox[0].body.startswith("Hello from Podium!")
