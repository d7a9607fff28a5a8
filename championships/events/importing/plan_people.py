"""Planning who the people of the rows are, whom they stand for, and what may become public of them."""

from collections.abc import Collection, Sequence

from championships.events.importing.cells import Cells
from championships.events.importing.layout import NEW_PERSON, PERSON
from championships.events.importing.plan import Change, NewOrganisation, PaperSays, PersonAct
from championships.events.importing.standing import ConsentHere, OrganisationHere, Standing
from championships.events.recognising import Known, Naming, recognise
from championships.schemes.folding import alike

LONGEST_NAME = 100
LONGEST_ORGANISATION = 200
FEWEST_WORDS = 2
MOST_NAMED = 3
COUNTRY_LETTERS = 2  # ISO 3166
UNKNOWN = Naming("", "")


def naming_of(cells: Cells) -> Naming:
    """Return how a row calls somebody; from one column of the whole name the family name comes first."""
    given = cells.text("given_name", LONGEST_NAME)
    naming = Naming(cells.text("family_name", LONGEST_NAME), given, cells.text("patronymic", LONGEST_NAME))
    full = cells.text("full_name", 3 * LONGEST_NAME)
    if full and not given:
        words = full.split()
        if len(words) < FEWEST_WORDS or any(len(word) > LONGEST_NAME for word in words[:2]):
            cells.refuse("not_full_name", "full_name")
            return UNKNOWN
        naming = Naming(words[0], words[1], " ".join(words[2:])[:LONGEST_NAME])
    if not naming.given_name:
        cells.refuse("needed", "given_name")
    elif not naming.key:
        cells.refuse("unreadable", "given_name")
    return naming


class PeoplePlanner:
    """The people and organisations that stand, and those that the plan adds under negative keys."""

    def __init__(self, standing: Standing) -> None:
        """Begin with what stands."""
        self._standing = standing
        self._namesakes: dict[str, list[Known]] = {}
        for each in standing.people:
            self._namesakes.setdefault(each.naming.key, []).append(each)
        self.new_people: dict[int, Naming] = {}
        self.new_organisations: dict[int, NewOrganisation] = {}
        self._organisations = list(standing.organisations)
        self._by_key = {each.key: each for each in standing.people}
        self._accounts: dict[int, int] = {}
        self._consented: set[int] = set()

    def organisation(self, cells: Cells) -> int | None:
        """Return the key of the organisation that a row names; one that is not registered yet gets a new key."""
        name = cells.text("organisation", LONGEST_ORGANISATION)
        wanted = alike(name)
        if not wanted:
            return None
        found = [each for each in self._organisations if wanted in each.names]
        if len(found) > 1:
            cells.refuse("unsure_organisation", "organisation")
        if found:
            return found[0].key
        key = -len(self.new_organisations) - 1
        self.new_organisations[key] = NewOrganisation(name, cells.raw("region")[:100], _country(cells))
        self._organisations.append(OrganisationHere(key, name, frozenset({wanted})))
        return key

    def organisation_name(self, key: int | None) -> str:
        """Return the name of an organisation by its key, empty for none."""
        return next((each.name for each in self._organisations if each.key == key), "")

    def person(self, cells: Cells, naming: Naming, beside: Collection[int] = ()) -> Known | None:
        """Return who somebody is; `beside` are the keys of those who have the same place already.

        A problem is noted, and None returned, where it is not sure. Somebody new gets a negative key.
        """
        email = cells.text("email", 254).lower()
        account = self._standing.accounts.get(email)
        if email and account is None:
            cells.refuse("no_account", "email")
        if account is not None and account.person is not None:
            return self._of_account(cells, naming, account.person)
        found = self._by_name(cells, naming, beside)
        if found is not None and account is not None:
            self._link(cells, found, account.key, email)
        return found

    def _of_account(self, cells: Cells, naming: Naming, key: int) -> Known | None:
        known = self._by_key.get(key)
        if known is None or not naming.may_be(known.naming):
            cells.refuse("other_account", "email")
            return None
        return known

    def _link(self, cells: Cells, person: Known, account: int, email: str) -> None:
        if (person.email and person.email != email) or self._accounts.get(account, person.key) != person.key:
            cells.refuse("other_account", "email")
        else:
            self._accounts[account] = person.key

    def _by_name(self, cells: Cells, naming: Naming, beside: Collection[int]) -> Known | None:
        said = cells.raw("person")
        namesakes = [each for each in self._namesakes.get(naming.key, []) if naming.may_be(each.naming)]
        there = [each for each in namesakes if each.key in beside and self._fits(cells, each)]
        if said and alike(said) not in {alike(word) for word in NEW_PERSON}:
            chosen = next((each for each in namesakes if str(each.key) == said), None)
            if chosen is None:
                cells.refuse("no_such_person", "person", value=said[:20])
            return chosen
        if len(there) == 1:
            return there[0]
        if said and not there:
            return self._new(cells, naming)
        found = recognise(naming, cells.raw("organisation"), there or namesakes)
        if found.candidates:
            self._refuse_unsure(cells, found.candidates)
            return None
        return found.person or self._new(cells, naming)

    @staticmethod
    def _fits(cells: Cells, known: Known) -> bool:
        organisation = alike(cells.raw("organisation"))
        return not organisation or not known.organisations or organisation in known.organisations

    def _refuse_unsure(self, cells: Cells, candidates: Sequence[Known]) -> None:
        told = "; ".join(self._told(each) for each in candidates[:MOST_NAMED])
        words = {"people": told, "heading": " / ".join(PERSON.words), "new": NEW_PERSON[0]}
        cells.refuse("unsure_person", "person", **words)

    def _told(self, known: Known) -> str:
        names = [each.name for each in self._organisations if each.names & known.organisations]
        where = ", ".join(names[:MOST_NAMED])
        number = f"{known.key} " if known.key > 0 else ""
        return f"{number}{known.naming.full_name}" + (f" ({where})" if where else "")

    def _new(self, cells: Cells, naming: Naming) -> Known:
        key = -len(self.new_people) - 1
        self.new_people[key] = naming
        organisations = frozenset({alike(cells.raw("organisation"))} - {""})
        known = Known(key, naming, organisations, here=True)
        self._namesakes.setdefault(naming.key, []).append(known)
        return known

    def act(self, cells: Cells, person: Known) -> tuple[PersonAct, list[Change]]:
        """Return what becomes of somebody beside the place itself, an account or a consent, as changes too."""
        email = cells.raw("email").lower()
        account = self._standing.accounts.get(email)
        linked = account.key if account and account.person is None and person.email != email else None
        consent = self._consent(cells, person)
        changes = [Change("email", person.email, email)] if linked else []
        if consent is not None:
            changes.append(Change("name_public", "", consent.basis))
        return PersonAct(person.key, linked, consent), changes

    def _consent(self, cells: Cells, person: Known) -> PaperSays | None:
        if not cells.yes("name_public"):
            return None
        says = PaperSays(cells.choice("given_by", "self"), cells.text("given_by_name", 200), cells.text("basis", 300))
        if not says.given_by_name or not says.basis:
            cells.refuse("consent_needed", "given_by_name" if not says.given_by_name else "basis")
            return None
        here = self._standing.consents.get(person.key, ConsentHere())
        if here.publicity == "name" and not here.removed:
            return None
        if problem := _against(here, says):
            cells.refuse(problem, "name_public")
        if person.key in self._consented or cells.problems:
            return None
        self._consented.add(person.key)
        return says


def _against(here: ConsentHere, says: PaperSays) -> str:
    """Return the code of what speaks against publishing a name on this paper, empty where nothing does."""
    if here.removed:
        return "removed"
    if alike(says.basis) in here.withdrawn:
        return "consent_withdrawn"
    return "chose_less" if alike(says.basis) in here.standing else ""


def check_place(cells: Cells) -> tuple[str, str]:
    """Return region and country of a row."""
    region, country = cells.text("region", 100), _country(cells)
    if cells.raw("country") and not country:
        cells.refuse("not_country", "country")
    return region, country


def _country(cells: Cells) -> str:
    """Return the two letters of a country, empty where the cell holds anything else."""
    country = cells.raw("country").upper()
    return country if len(country) == COUNTRY_LETTERS and country.isascii() and country.isalpha() else ""
