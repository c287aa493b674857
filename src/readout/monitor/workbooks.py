"""Excel workbooks are zip files of XML: checked for bombs before anything parses them."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

LARGEST_PART = 1_500_000_000
STEEPEST_PART = 200
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


class IncidentFileError(ValueError):
    """An incident file cannot be used; the message names the file and the remedy."""


def check_workbook(path: Path, label: str) -> None:
    """Refuse workbooks that declare entities (billion laughs) or unpack to a size no table has.

    Raises:
        IncidentFileError: with what was found.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            for part in packed.infolist():
                _check_part(packed, part, label)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        remedy = "Open it in a spreadsheet program and save it again, without a password."
        raise IncidentFileError(f"{label}: the workbook is cut short or damaged ({error}). {remedy}") from error


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, label: str) -> None:
    steep = part.file_size > 10_000_000 and part.file_size > STEEPEST_PART * max(part.compress_size, 1)
    if part.file_size > LARGEST_PART or steep:
        raise IncidentFileError(
            f"{label}: {part.filename} would unpack from {part.compress_size:,} to {part.file_size:,} bytes, "
            "as no real workbook does. Save the sheet as CSV if it is real."
        )
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    previous = b""
    with packed.open(part) as xml:
        while block := xml.read(1 << 20):
            if any(word in previous + block for word in DECLARATIONS):
                raise IncidentFileError(
                    f"{label}: {part.filename} declares XML entities, which no spreadsheet program writes and which "
                    "can be made to explode. Save the sheet as CSV."
                )
            previous = block[-32:]


def formula_count(path: Path) -> int:
    """How many cells of all sheets hold formulas."""
    count = 0
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                with packed.open(part) as xml:
                    while block := xml.read(1 << 24):
                        count += len(FORMULA.findall(block))
    return count
