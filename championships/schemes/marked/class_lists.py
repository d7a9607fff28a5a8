"""Class lists for whoever wants to take the people over: a room, or a spreadsheet."""

import csv
import io

from championships.schemes.models import ClassList

# A spreadsheet takes a text that begins with one of these for a formula; a quote before it makes it a text again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def names_on(class_list: ClassList) -> list[str]:
    """Return the names of everybody on the list, in its order."""
    return list(class_list.members.order_by("order").values_list("name", flat=True))


def as_csv(class_list: ClassList) -> str:
    """Return the list as CSV with headings; no cell of it is a formula."""
    members = list(class_list.members.order_by("order"))
    headings = list(dict.fromkeys(heading for member in members for heading in member.results))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(harmless, ["Name", "Account", *headings]))
    for member in members:
        results = [str(member.results.get(heading, "")) for heading in headings]
        writer.writerow(map(harmless, [member.name, member.account, *results]))
    return out.getvalue()


def harmless(text: str) -> str:
    """Return `text` as a spreadsheet shows it and never computes it.

    >>> harmless("=1+1"), harmless("Aigerim"), harmless(" =1")
    ("'=1+1", 'Aigerim', "' =1")
    """
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text
