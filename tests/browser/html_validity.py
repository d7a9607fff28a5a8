"""What a browser would have to guess in a page: errors of its HTML, ids that stand twice, labels that name nothing."""

import re
from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup
from justhtml import JustHTML

POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


def faults_of(html: str) -> list[str]:
    """Return what is wrong with the HTML of a page, in words; nothing for a page that is right."""
    errors = [str(error) for error in JustHTML(html, collect_errors=True, sanitize=False).errors]
    return [*errors, *_faults_of_ids(BeautifulSoup(html, "html.parser"))]


def _faults_of_ids(page: BeautifulSoup) -> Iterator[str]:
    # What stands in a template is no part of the page until a script copies it.
    for template in page.find_all("template"):
        template.decompose()
    counted = Counter(str(element["id"]) for element in page.find_all(id=True))
    yield from (f"the id {name} stands {count} times" for name, count in counted.items() if count > 1)
    for attribute in POINTING:
        for element in page.select(f"[{attribute}]"):
            value = element[attribute]
            names = value if isinstance(value, list) else re.split(r"\s+", str(value).strip())
            yield from (f"{attribute} names {name}, which is not there" for name in names if name not in counted)
