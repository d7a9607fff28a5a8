"""Comments, photos and voice notes beside the marks: who may, what is refused, and who is sent what."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from coaching.rooms import event_log, evidence_files
from coaching.rooms.actors import HostActor, ParticipantActor
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.evidence import MOST_FOR_AN_ASPECT
from coaching.rooms.models import Evidence, MarkComment, ParticipantRole, ParticipantStatus
from coaching.rooms.notes import notes_for
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from coaching.rooms.threads import writing
from media import clean_pictures
from tests.coaching.rooms import seats
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.clients import browser

pytestmark = pytest.mark.django_db
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"\0" * 64
SECRET_PLACE = b"GPS 51.1605 71.4704"


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def photo(width: int = 40, height: int = 30, kind: str = "JPEG") -> bytes:
    """Return a picture with a note of the camera in it."""
    written, exif = BytesIO(), Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()
    Image.new("RGB", (width, height), (200, 120, 40)).save(written, kind, exif=exif)
    return written.getvalue()


def upload(client: Client, built: Built, content: bytes, **data: Any) -> Any:
    """Send a file about the first aspect of the first competitor, under a misleading name."""
    file = BytesIO(content)
    file.name = "holiday.exe"
    sent = {"id": str(uuid4()), "competitor": built.key(0), "aspect": built.aspects["A1.M1"], "file": file, **data}
    return client.post(f"/en/rooms/{built.room.pk}/evidence/", sent)


def address(built: Built, evidence: Evidence) -> str:
    return f"/en/rooms/{built.room.pk}/evidence/{evidence.pk}/"


def comment(built: Built, text: str, *, seat: int = 0, competitor: int = 0) -> Any:
    about = {"competitor": built.key(competitor), "aspect": built.aspects["A1.M1"]}
    return built.as_judge(seat, "comment.write", **about, text=text).data["comment"]


# Comments --------------------------------------------------------------------------------------------------------


def test_a_comment_takes_the_place_of_the_same_judges_last_and_nothing_takes_it_back(built: Built) -> None:
    comment(built, "Clean joints.")
    comment(built, " Clean joints,\nbut measure twice. ")
    comment(built, "Well lit.", seat=1)
    competitor = built.competitors[0].participant
    assert [said.text for said in notes_for(competitor)[built.aspects["A1.M1"]].comments] == [
        "Clean joints,\nbut measure twice.",
        "Well lit.",
    ]
    assert comment(built, "  ")["text"] == ""
    assert [said.author for said in MarkComment.objects.all()] == [built.judges[1].participant]
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def test_comments_are_refused_that_nobody_could_read_or_nobody_should(built: Built) -> None:
    for text, code in (("x" * 1001, "comment_too_long"), ("a\u202eb", "comment_unreadable")):
        with pytest.raises(CommandRefused, match=code):
            comment(built, text)
    with pytest.raises(CommandRefused, match="unknown_competitor"):
        built.as_judge(0, "comment.write", competitor=str(uuid4()), aspect=built.aspects["A1.M1"], text="x")
    with pytest.raises(CommandRefused, match="unknown_aspect"):
        built.as_judge(0, "comment.write", competitor=built.key(0), aspect=999_999, text="x")
    for actor in (HostActor(built.host), ParticipantActor(built.competitors[0].participant)):
        with pytest.raises(CommandRefused, match="not_allowed"):
            built.command(
                actor,
                "comment.write",
                {"competitor": built.key(0), "aspect": built.aspects["A1.M1"], "text": "Full marks for me"},
            )


def test_what_was_said_stands_once_the_results_are_published_but_not_when_the_room_ends(built: Built) -> None:
    built.as_host("room.end")
    comment(built, "Said at the end.")
    room = built.fresh()
    room.published_at = room.ended_at
    room.save(update_fields=["published_at"])
    with pytest.raises(CommandRefused, match="already_published"):
        comment(built, "Said too late.")


def test_a_compatriot_says_nothing_about_their_own() -> None:
    built = build(compatriots_apart=True)
    judge, competitor = built.judges[0].participant, built.competitors[0].participant
    coordinator = built.room.participants.create(
        role=ParticipantRole.COORDINATOR, number=1, status=ParticipantStatus.PRESENT, display_name="Coordinator Demo"
    )
    for person in (judge, competitor):
        person.member = "Kazakhstan"
        person.save(update_fields=["member"])
    with pytest.raises(CommandRefused, match="compatriot"):
        comment(built, "Ours is best.")
    about = {"competitor": built.key(0), "aspect": built.aspects["A1.M1"], "text": "Checked."}
    assert built.command(ParticipantActor(coordinator), "comment.write", about).data["comment"]["text"] == "Checked."


# Photos and voice notes ------------------------------------------------------------------------------------------


def test_a_photo_loses_what_its_camera_added_and_is_kept_once(built: Built, tmp_path: Path) -> None:
    judge, same = browser(built.room, built.judges[0]), str(uuid4())
    first = upload(judge, built, photo(4000, 3000), id=same).json()
    again = upload(judge, built, photo(4000, 3000), id=same).json()
    assert first["ok"]
    assert again == first
    kept = Evidence.objects.get()
    assert (str(kept.pk), kept.kind, kept.content_type) == (same, "photo", "image/jpeg")
    content = judge.get(address(built, kept)).content
    assert (len(content), Image.open(BytesIO(content)).size) == (kept.size, (1600, 1200))
    assert SECRET_PLACE not in content
    assert len(list(tmp_path.rglob("*.*"))) == 1
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def test_a_voice_note_is_told_from_its_content_and_sent_in_parts(built: Built) -> None:
    judge = browser(built.room, built.judges[0])
    assert upload(judge, built, WEBM).json()["data"]["evidence"]["kind"] == "voice"
    kept = Evidence.objects.get()
    whole = judge.get(address(built, kept))
    assert (whole.content, whole["Content-Type"], whole["Accept-Ranges"]) == (WEBM, "audio/webm", "bytes")
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in whole["Content-Security-Policy"]
    assert "no-store" in whole["Cache-Control"]
    assert whole["Content-Disposition"] == 'inline; filename="a1-m1-1.webm"'
    for asked, part in (("bytes=0-3", WEBM[:4]), ("bytes=4-", WEBM[4:]), ("bytes=-5", WEBM[-5:])):
        response = judge.get(address(built, kept), headers={"Range": asked})
        assert (response.status_code, response.content) == (206, part)
    assert judge.get(address(built, kept), headers={"Range": "bytes=9999-"}).status_code == 416


def test_what_is_no_picture_is_refused_and_leaves_no_file(built: Built, settings: Settings) -> None:
    judge = browser(built.room, built.judges[0])
    bomb = photo(8000, 8000, "PNG")
    assert len(bomb) < 1_000_000
    for content in (b"", b"<svg onload=alert(1)>", b"MZ\x90\0", b"\xff\xd8\xff\xe0 broken", photo(kind="GIF"), bomb):
        response = upload(judge, built, content)
        assert (response.status_code, response.json()["error"]["code"]) == (422, "evidence_unreadable"), content[:9]
    settings.EVIDENCE_UPLOAD_LIMIT = 1024
    assert upload(judge, built, photo(400, 400) + b"\0" * 2048).json()["error"]["code"] == "evidence_too_big"
    assert upload(judge, built, b"\0" * 64 * 1024).json()["error"]["code"] == "evidence_too_big"
    assert upload(judge, built, WEBM, aspect="x").json()["error"]["code"] == "bad_data"
    assert not Evidence.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_refusal_after_the_file_was_written_leaves_no_file(
    built: Built, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(Evidence, "save", broken)
    with pytest.raises(OSError):  # noqa: PT011 -- raised right here
        upload(browser(built.room, built.judges[0]), built, WEBM)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_only_so_many_for_an_aspect(built: Built) -> None:
    judge = browser(built.room, built.judges[0])
    for _ in range(MOST_FOR_AN_ASPECT):
        assert upload(judge, built, WEBM).json()["ok"]
    assert upload(judge, built, WEBM).json()["error"]["code"] == "evidence_too_many"


def test_pictures_of_all_kinds_come_out_as_upright_jpegs() -> None:
    for kind in clean_pictures.PICTURES:
        found = evidence_files.evidence_file(photo(kind=kind))
        assert (found.kind, Image.open(BytesIO(found.content)).format) == ("photo", "JPEG")
    sideways, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 20)).save(sideways, "JPEG", exif=exif)
    assert Image.open(BytesIO(evidence_files.evidence_file(sideways.getvalue()).content)).size == (20, 60)


def test_every_role_at_the_address_of_a_file() -> None:
    built = build(marks_shown="end")
    owner, judge = browser(built.room, built.competitors[0]), browser(built.room, built.judges[1])
    other, nobody, host = browser(built.room, built.competitors[1]), Client(), Client()
    host.force_login(built.host, backend="django.contrib.auth.backends.ModelBackend")
    for client in (owner, other, nobody, host):
        assert upload(client, built, WEBM).status_code == 403
    assert upload(browser(built.room, built.judges[0]), built, WEBM).status_code == 200
    seen = address(built, Evidence.objects.get())

    def answers() -> list[int]:
        return [client.get(seen).status_code for client in (judge, host, owner, other, nobody)]

    assert answers() == [200, 200, 404, 404, 404]
    built.as_host("room.end")
    assert answers() == [200, 200, 200, 404, 404]
    built.judges[1].participant.status = ParticipantStatus.REMOVED
    built.judges[1].participant.save(update_fields=["status"])
    assert answers() == [404, 200, 200, 404, 404]


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_away_is_deleted_and_stays_in_the_log(settings: Settings) -> None:
    built = build()
    judge = browser(built.room, built.judges[0])
    for _ in range(2):
        upload(judge, built, WEBM)
    mine, hosts = Evidence.objects.order_by("at")
    with pytest.raises(CommandRefused, match="evidence_not_yours"):
        built.as_judge(1, "evidence.remove", evidence=str(mine.pk))
    built.as_judge(0, "evidence.remove", evidence=str(mine.pk))
    built.as_host("evidence.remove", evidence=str(hosts.pk))
    with pytest.raises(CommandRefused, match="unknown_evidence"):
        built.as_host("evidence.remove", evidence=str(hosts.pk))
    assert judge.get(address(built, mine)).status_code == 404
    again = upload(judge, built, WEBM, id=str(mine.pk)).json()
    assert (again["ok"], again["removed"], Evidence.objects.filter(removed_at=None).count()) == (True, True, 0)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    told = [event.type for event in event_log.read_all(built.room.pk) if "evidence" in event.data]
    assert told == ["evidence.added"] * 2 + ["evidence.removed"] * 2
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_what_is_taken_away_by_a_socket_is_told_to_the_jury_alone() -> None:
    built = await seats.make(marks_shown="end")
    answer = await writing(lambda: upload(browser(built.room, built.judges[0]), built, WEBM))()
    assert answer.status_code == 200
    about = {"evidence": str((await writing(Evidence.objects.get)()).pk)}
    chief, first, second, own = (
        await seats.host(built),
        seats.judge(built, 0),
        seats.judge(built, 1),
        seats.competitor(built, 0),
    )
    async with chief, first, second, own:
        assert (await own.ask("evidence.remove", **about))["error"]["code"] == "not_allowed"
        assert (await second.ask("evidence.remove", **about))["error"]["code"] == "evidence_not_yours"
        removed = await first.ask("evidence.remove", **about)
        for screen in (chief, second):
            await screen.until_seq(removed["seq"])
            told = [message for message in screen.inbox if message.get("event") == "evidence.removed"]
            assert [message["data"]["evidence"]["removed"] for message in told] == [True]
        assert (await chief.ask("evidence.remove", **about))["error"]["code"] == "unknown_evidence"
        locked = await chief.ask("room.lock", locked=True)
        await own.until_seq(locked["seq"])
        assert not any(about["evidence"] in text for text in own.heard)


# Who is sent what ------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_bytes_of_a_comment_reach_jury_and_later_their_competitor_alone(rooms_closed: None) -> None:
    built = await seats.make(marks_shown="end")
    about: dict[str, Any] = {"competitor": built.key(0), "aspect": built.aspects["A1.M1"]}
    async with (
        seats.judge(built, 0) as writer,
        seats.judge(built, 1) as reader,
        seats.competitor(built, 0) as owner,
        seats.competitor(built, 1) as other,
    ):
        answer = await writer.ask("comment.write", **about, text="Measure twice.")
        assert answer["ok"], answer
        await reader.until_seq(answer["seq"])
        assert "Measure twice." in reader.heard[-1]
        await writing(built.as_host)("room.end")
        await owner.until(lambda: "comments" in owner.snapshot and bool(owner.snapshot["comments"]))
        await other.until(lambda: other.snapshot["room"]["status"] == "ended")
        early = [text for text in owner.heard if json.loads(text).get("seq", 0) <= answer["seq"]]
        assert early
        assert not any("Measure twice." in text for text in [*early, *other.heard])
        assert owner.snapshot["comments"][0]["text"] == "Measure twice."


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_comment_in_a_released_module_comes_at_once_and_one_in_another_waits(rooms_closed: None) -> None:
    modules = (ModuleWish("First", ["A1"], 30), ModuleWish("Second", ["A2", "B1"], 30))
    built = await seats.make(marks_shown="module", modules=modules)
    await writing(built.as_host)("module.release", module=1)
    async with seats.judge(built, 0) as writer, seats.competitor(built, 0) as owner:
        for code, text in (("A2.M1", "Still hidden."), ("A1.M1", "Measure twice.")):
            about: dict[str, Any] = {"competitor": built.key(0), "aspect": built.aspects[code]}
            answer = await writer.ask("comment.write", **about, text=text)
            assert answer["ok"], answer
        await owner.until_seq(answer["seq"])
        assert "Measure twice." in owner.heard[-1]
        assert not any("Still hidden." in text for text in owner.heard)


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_score_is_taken_back_while_its_round_is_open(rooms_closed: None) -> None:
    built = await seats.make()
    back = {**seats.scored(built, 0), "score": None}
    place = built.key(0), built.aspects["A1.J1"]
    async with seats.judge(built, 0) as mine, seats.judge(built, 1) as other:
        refused = await mine.ask("judgement.score", **back)
        assert refused["error"]["code"] == "nothing_to_withdraw"
        given = await mine.ask("judgement.score", **seats.scored(built, 3))
        assert given["data"]["mark"]["scores"][0] == {
            "judge": str(built.judges[0].participant.pk),
            "in": True,
            "score": 3,
        }
        taken = await mine.ask("judgement.score", **back)
        await other.until_seq(taken["seq"])
        assert [score["in"] for score in other.marks[place]["scores"]] == [False, False, False]
        for seat in range(3):
            await writing(built.score)(seat, 2)
        await mine.until(lambda: mine.marks[place]["state"] == "marked")
        late = await mine.ask("judgement.score", **back)
        assert late["error"]["code"] == "round_closed"
