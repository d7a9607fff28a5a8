"""Finding whose line in a result is whose entry: by the account, else by the name where only one has it."""

from collections import Counter

from championships.events.models import Championship, ContestedSkill, Entry, EntryStatus, PublicPerson
from championships.schemes.folding import alike, folded


class EntryFinder:
    """The entries of one contested skill, found by an account or a name. Two queries, however many are looked for."""

    def __init__(self, contested_skill: ContestedSkill) -> None:
        """Read the entries that were not withdrawn, with their people."""
        entries = contested_skill.entries.exclude(status=EntryStatus.WITHDRAWN).select_related("organisation")
        self._by_user: dict[int, Entry] = {}
        self._by_name: dict[str, Entry] = {}
        names: Counter[str] = Counter()
        found = list(entries.prefetch_related("people"))
        self.has_entries = bool(found)
        for entry in found:
            for name in _names(entry, self._by_user):
                names[name] += 1
                self._by_name[name] = entry
        for name, count in names.items():
            if count > 1:
                del self._by_name[name]

    def find(self, name: str, user_id: int | None = None) -> Entry | None:
        """Return the entry of who is called `name` or signs in with `user_id`, None where it is not sure."""
        by_account = self._by_user.get(user_id) if user_id is not None else None
        return by_account or self._by_name.get(_folded(name))


def _names(entry: Entry, by_user: dict[int, Entry]) -> set[str]:
    people = list(entry.people.all())
    for person in people:
        if person.user_id is not None:
            by_user[person.user_id] = entry
    called = {_folded(entry.team_name)} if entry.team_name else set()
    if len(people) == 1:
        called |= _ways(people[0])
    return called


def _ways(person: PublicPerson) -> set[str]:
    """Return how somebody may be written: with the patronymic or without, in any order."""
    return {_folded(person.full_name), _folded(f"{person.given_name} {person.family_name}")}


def _folded(name: str) -> str:
    return " ".join(sorted(folded(word) for word in name.split()))


def skill_called(championship: Championship, title: str) -> ContestedSkill | None:
    """Return the contested skill of this title that has entries, with its number before it or not; None where unsure."""
    skills = championship.skills.filter(entries__isnull=False).select_related("skill").distinct()
    wanted = alike(title)
    found = [skill for skill in skills if wanted in {alike(str(skill)), alike(str(skill).removeprefix(skill.number))}]
    return found[0] if len(found) == 1 else None
