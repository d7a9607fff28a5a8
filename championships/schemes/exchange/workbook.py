"""Reading a workbook in one pass: values and formulas side by side, sparse, counted while it is read.

openpyxl would need two passes to see a formula and its cached value, turns `0.25` into a float, and walks
through every row that a stray number claims to exist. Here a mark's digits go from the file into a decimal.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from championships.schemes.exchange.dates import Styles
from championships.schemes.exchange.package import Package, resolve
from championships.schemes.exchange.parts import Budget, Relations, SharedStrings, SheetNames, SheetRows
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.sheets import Sheet

Handler = TypeVar("Handler", bound=ContentHandler)
MOST_SHEETS = 60
ROOT_RELATIONS = "_rels/.rels"


def read_workbook(data: bytes, budget: Budget | None = None) -> tuple[Sheet, ...]:
    """Return every sheet of the workbook in `data`, in the order of its tabs; `budget` is for others than schemes.

    Raises:
        FileRefused: the bytes are no workbook, or one that cannot be read within bounds.
    """
    package = Package(data)
    main = _main_part(package)
    relations = {key: (kind, resolve(main, target)) for key, kind, target in _relations(package, main)}
    shared = _parse_if_there(package, relations, "sharedStrings", SharedStrings()).texts
    dates = _parse_if_there(package, relations, "styles", Styles()).dates
    names = _parse(package, main, SheetNames())
    if len(names.sheets) > MOST_SHEETS:
        raise FileRefused("too_many_sheets", most=str(MOST_SHEETS))
    budget = budget or Budget()
    sheets = []
    for name, key, hidden in names.sheets:
        kind, part = relations.get(key, ("", ""))
        if kind == "worksheet":
            rows = _parse(package, part, SheetRows(shared, budget, dates, since_1904=names.since_1904))
            sheets.append(Sheet(name, tuple(rows.rows), hidden, frozenset(rows.hidden), tuple(rows.merged)))
    return tuple(sheets)


def _parse_if_there(package: Package, relations: Mapping[str, tuple[str, str]], kind: str, handler: Handler) -> Handler:
    """Return the handler, fed with the part that the workbook names for `kind` if there is one."""
    part = next((part for found, part in relations.values() if found == kind), None)
    return _parse(package, part, handler) if part and package.has(part) else handler


def _main_part(package: Package) -> str:
    for _key, kind, target in _relations(package, ""):
        if kind == "officeDocument":
            part = resolve("", target)
            if part.endswith(".bin"):
                raise FileRefused("binary_workbook")
            if package.has(part) and part.startswith("xl/"):
                return part
    raise FileRefused("not_a_workbook")


def _relations(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if part else ROOT_RELATIONS
    return iter(_parse(package, relations, Relations()).found if package.has(relations) else ())


def _parse(package: Package, part: str, handler: Handler) -> Handler:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        for piece in package.chunks(part):
            parser.feed(piece)
        parser.close()
    except DefusedXmlException as error:
        raise FileRefused("entities") from error
    except SAXException as error:
        raise FileRefused("damaged") from error
    return handler
