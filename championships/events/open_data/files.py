"""Files of tables that are the same bytes for the same results: a frozen championship gives away nothing by its files."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from championships.schemes.exchange.table_files import Table, workbook_of

CORE = "docProps/core.xml"
MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def still_workbook(tables: Sequence[Table], at: datetime) -> bytes:
    """Return a workbook of `tables` that says it was made `at`, whenever that is done.

    A workbook is an archive that carries the moment of its making in its properties and beside each part.
    """
    made, out = zipfile.ZipFile(io.BytesIO(workbook_of(tables))), io.BytesIO()
    with made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == CORE:
                content = MOMENTS.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", content)
            still.writestr(zipfile.ZipInfo(part.filename, FIRST_DAY_OF_ZIP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
