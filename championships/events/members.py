"""Whom somebody stands for at a championship: an organisation, a region or a country."""

from championships.events.models import Championship, Entry, MembersAre, Official, ResultRow


def member_of_entry(entry: Entry, championship: Championship) -> str:
    """Return whom an entry stands for, empty where that is not known. Needs the entry's organisation."""
    if championship.members_are == MembersAre.ORGANISATION:
        return entry.organisation.name if entry.organisation else ""
    return entry.region if championship.members_are == MembersAre.REGION else entry.country


def member_of_official(official: Official, championship: Championship) -> str:
    """Return whom an official stands for, empty where that is not known. Needs the official's organisation."""
    organisation = official.organisation
    if organisation is None:
        return ""
    if championship.members_are == MembersAre.ORGANISATION:
        return organisation.name
    return organisation.region if championship.members_are == MembersAre.REGION else organisation.country


def member_of_row(row: ResultRow, members_are: str) -> str:
    """Return whom a line of a result stands for, empty where that is not known."""
    if members_are == MembersAre.ORGANISATION:
        return row.organisation_name
    return row.region if members_are == MembersAre.REGION else row.country
