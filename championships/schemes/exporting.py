"""A stored version as a file: the workbook that CIS imports, or the JSON of a module."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.text import slugify

from championships.marking import Scheme
from championships.schemes.exchange.json_writing import write_json
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.models import SchemeVersion
from championships.schemes.stored import scheme_of


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is written, how its name ends, and what a browser calls it."""

    write: Callable[[Scheme], bytes]
    suffix: str
    content_type: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "workbook": Format(write_workbook, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "json": Format(write_json, "json", "application/json"),
    }
)


def export(version: SchemeVersion, kind: str) -> bytes:
    """Return `version` as a file of `kind`, a key of `FORMATS`."""
    return FORMATS[kind].write(scheme_of(version))


def file_name(version: SchemeVersion, kind: str) -> str:
    """Return what the file is to be called, in letters that every system takes."""
    return f"{slugify(version.scheme.title) or 'marking-scheme'}-v{version.number}.{FORMATS[kind].suffix}"
