"""Whom a competitor of a room represents, as the championship has entered them.

Found as results are: by the account, else by a name that one entry alone has. The member is spelt as those of the
marking teams are (team_seats.py), so that compatriots are recognised however the college was typed at the door.
"""

from championships.events.matching import EntryFinder
from championships.events.members import member_of_entry
from coaching.rooms.marked_skills import skill_marked_in
from coaching.rooms.models import Room
from coaching.rooms.names import ORGANISATION_LENGTH, fitting
from people.models import User


def member_entered(room: Room, name: str, user: User | None = None) -> str:
    """Return the member of the entry that is this competitor's, empty where none is surely theirs.

    Asked only where compatriots are kept apart. Where it is unsure which skill the room marks, all of the championship
    are looked at, and those who were entered for two members are nobody's.
    """
    if room.championship is None or not room.compatriots_apart:
        return ""
    marked = skill_marked_in(room)
    skills = [marked] if marked else room.championship.skills.all()
    entries = [EntryFinder(skill).find(name, user.pk if user else None) for skill in skills]
    members = {member_of_entry(entry, room.championship) for entry in entries if entry} - {""}
    return fitting(members.pop(), ORGANISATION_LENGTH) if len(members) == 1 else ""
