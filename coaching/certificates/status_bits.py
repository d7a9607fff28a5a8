"""The bit that every document has in its organisation's status list, from the day that it is issued."""

import secrets

from coaching.certificates.models import Certificate

BITS = 131_072
"""The fewest that a list may have (Bitstring Status List v1.0, section 6.1), so that one bit tells nothing of one person."""
FULL = BITS // 2
"""Beyond that many, free places are hard to find by chance: another list begins."""


def free_bit(organisation_id: int) -> tuple[int, int]:
    """Return a list and a random free place in it; the series' lock keeps two issues from taking the same."""
    taken = Certificate.objects.filter(organisation_id=organisation_id)
    number = 1
    while taken.filter(status_list=number).count() >= FULL:
        number += 1
    while True:
        place = secrets.randbelow(BITS)
        if not taken.filter(status_list=number, status_index=place).exists():
            return number, place
