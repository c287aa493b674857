"""Made-up rows in the shape of each source, for the monitor's tests."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from readout.model.compliance import Party

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
SHELLING = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
PARTIES = (
    Party("ARV", "Arvania", None, ("Arvania",), ("Arvan Radio",)),
    Party("BEL", "Belmark", None, ("Belmark",), ()),
)
SHEET = """name = "The pause"
account = "{account}"
start = {start}
{end}
zone = "{zone}"

[[party]]
key = "ARV"
name = "Arvania"
sources = ["Arvan Radio"]

[[party]]
key = "BEL"
name = "Belmark"

[[clause]]
id = "main"
words = "no strikes on energy sites"
prohibits = {prohibits}
"""


def quoted(cell: object) -> str:
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


def write_rows(path: Path, columns: tuple[str, ...], rows: list[dict[str, object]], separator: str = ",") -> Path:
    lines = [separator.join(columns)] + [separator.join(quoted(row.get(c, "")) for c in columns) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def acled(number: int, day: str, notes: str = "", **more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "event_id_cnty": f"TST{number}", "event_date": day, "year": day[:4] if day[4:5] == "-" else day[-4:],
        "time_precision": 1, "event_type": SHELLING[0], "sub_event_type": SHELLING[1],
        "actor1": "Military Forces of Arvania (2000-)", "actor2": "Military Forces of Belmark (2000-)",
        "country": "Ukraine", "iso": 804, "latitude": 49.5, "longitude": 32.0, "geo_precision": 1,
        "admin1": "North", "location": "Ostburg", "source": "Coastal Courier", "notes": notes, "fatalities": 0,
        "timestamp": 1_700_000_000,
    }  # fmt: skip
    return row | more


def acled_file(path: Path, *rows: dict[str, object]) -> Path:
    return write_rows(path, ACLED_COLUMNS, list(rows))


def sheet_file(
    path: Path, account: str = "A", start: str = "2025-03-18", end: str = "duration = 30", zone: str = "UTC",
    prohibits: str = '["energy"]', more: str = "",
) -> Path:  # fmt: skip
    path.write_text(
        SHEET.format(account=account, start=start, end=end, zone=zone, prohibits=prohibits) + more, encoding="utf-8"
    )
    return path


CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""  # noqa: E501
RELS = """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"""  # noqa: E501
WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""  # noqa: E501


def workbook(path: Path, rows: list[list[str]], before: str = "", formula: str = "") -> Path:
    """A workbook of text cells; ``before`` stands before the sheet's root, ``formula`` in a cell of its own."""
    cells = "".join(
        f'<row r="{y}">'
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(v)}</t></is></c>' for v in row)
        + "</row>"
        for y, row in enumerate(rows, start=1)
    )
    sheet = f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}{formula}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", CONTENT_TYPES)
        out.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        out.writestr("xl/workbook.xml", WORKBOOK)
        out.writestr("xl/_rels/workbook.xml.rels", RELS.format(kind="worksheet", target="worksheets/sheet1.xml"))
        out.writestr("xl/worksheets/sheet1.xml", sheet)
    return path
