"""The ledger's own incidents: each report's word for it, with who says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl

from readout.model import Actor, Incident, Record, View
from readout.monitor.table import SCHEMA
from readout.monitor.vocabulary import MEANS, TARGET_CLASSES, mask

NAME = "ledger"
REMARK = "reports as coded: a claim stays a claim of the one who makes it"


def read(view: View) -> pl.DataFrame:
    """Every incident record of a view as a row of the incident table, ``left_out`` included."""
    reports = {report.id: report for report in view.reports}
    incidents = [record for record in view.records if isinstance(record, Incident)]
    rows = []
    for number, record in enumerate(incidents, start=1):
        report = reports.get(record.report)
        row = dict.fromkeys(SCHEMA) | _told(record) | _placed(record)
        row |= {"row": number, "sources": report.outlet if report else None}
        row["notes"] = " ".join(span.of(report.text) for span in record.evidence) if report else None
        rows.append(row)
    return pl.DataFrame(rows, schema=SCHEMA)


def _told(record: Incident) -> dict[str, object]:
    first, last = _days(record)
    attacker = record.attacker[0] if len(record.attacker) == 1 else None
    return {
        "id": record.id,
        "table": NAME,
        "opens": first,
        "closes": None if last is None else last + timedelta(days=1),
        "zoned": False,
        "attacker_said": _called(attacker) if attacker else None,
        "attacker_said_by": "record" if attacker else None,
        "actors": "; ".join(_called(actor) for actor in (*record.attacker, *record.target)) or None,
        "class_bits": mask(code for code in record.target_class if code in TARGET_CLASSES and code != "unspecified"),
        "kind_bits": 0,
        "means_bits": mask((code for code in record.means if code in MEANS and code != "unspecified"), MEANS),
        "kind": "report",
        "killed": record.killed,
        "said_by": "; ".join(_called(actor) for actor in record.said_by) or None,
        "possible": record.factuality == "possible",
        "denial": record.factuality == "negated",
        "left_out": "only planned" if record.factuality == "planned" else None,
    }


def _called(actor: Actor) -> str:
    """The state's code when there is one, so that "Moscow" and "the Russian army" are one attacker."""
    return actor.state or actor.name


def _placed(record: Record) -> dict[str, object]:
    if not record.where:
        return {"spread_km": None}
    place = record.where[0]
    return {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "spread_km": 10.0,
        "country": place.country,
        "place": place.name,
    }


def _days(record: Record) -> tuple[datetime | None, datetime | None]:
    if record.when is None or record.when.start is None:
        return None, None
    try:
        first = date.fromisoformat(record.when.start[:10])
        last = date.fromisoformat((record.when.end or record.when.start)[:10])
    except ValueError:
        return None, None
    return datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day)
