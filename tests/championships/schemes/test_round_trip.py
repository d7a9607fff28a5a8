"""Every scheme goes out and comes back the same: whole as a workbook, and as far as it goes as the JSON of a module."""

from hypothesis import HealthCheck, given, settings

from championships.marking import Scheme
from championships.schemes.exchange import plain
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.writing import write_workbook
from tests.championships.schemes.schemes_strategy import schemes

LIMIT = 5 * 1024 * 1024
THOROUGHLY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def back(data: bytes, name: str) -> Scheme:
    """Return the scheme that is read from a file."""
    return read_scheme(data, name, limit=LIMIT).scheme


@THOROUGHLY
@given(schemes())
def test_every_scheme_comes_back_from_its_workbook_aspect_by_aspect(scheme: Scheme) -> None:
    found = back(write_workbook(scheme), "scheme.xlsx")
    assert list(found.aspects) == list(scheme.aspects)
    assert plain.dump(found)["sections"] == plain.dump(scheme)["sections"]
    assert found == scheme
