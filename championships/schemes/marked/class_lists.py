"""Class lists for whoever wants to take the people over: a room, or a spreadsheet."""

import csv
import io

from championships.schemes.exchange.harmless import harmless
from championships.schemes.models import ClassList


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
