"""What the command line says of the demo: who can sign in, and which room is open."""

from coaching.rooms.models import Room
from people.models import User

PASSWORD = "podium-demo"  # noqa: S105 -- the demo's people are invented, and their password is printed
PEOPLE = ("mentor", "expert", "organiser", "student", "methodologist", "admin")


def address_of(who: str) -> str:
    """Return the e-mail address of the demo's `who`, for example "mentor"."""
    return f"{who}@podium.example"


def is_loaded() -> bool:
    """Say whether the demo's people are in the database."""
    return User.objects.filter(email=address_of("mentor")).exists()


def greeting() -> str:
    """Return the demo's sign-ins and the code of its open room, as text for a terminal."""
    sign_ins = ", ".join(address_of(who) for who in PEOPLE)
    lines = [f"Sign in as {sign_ins}", f"with the password {PASSWORD}", *_open_rooms()]
    return "\n".join(lines)


def _open_rooms() -> list[str]:
    rooms = Room.objects.filter(host__email=address_of("mentor")).exclude(status="ended").order_by("created_at")
    return [f"Join the room “{room.title}” with the code {room.code}" for room in rooms[:3]]
