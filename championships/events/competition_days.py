"""Days of a championship as the field counts them: C-4 to C-1 before, C1 and on at work, C+1 after (rules 1.6)."""

from datetime import date

from championships.events.models import Championship


def day_label(championship: Championship, day: date) -> str:
    """Return how the field calls `day`.

    >>> from datetime import date
    >>> held = Championship(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 4))
    >>> [day_label(held, date(2026, 3, day)) for day in (1, 2, 4, 5)]
    ['C-1', 'C1', 'C3', 'C+1']
    """
    if day < championship.starts_on:
        return f"C-{(championship.starts_on - day).days}"
    if day > championship.ends_on:
        return f"C+{(day - championship.ends_on).days}"
    return f"C{(day - championship.starts_on).days + 1}"
