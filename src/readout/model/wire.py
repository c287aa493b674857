"""Model values to plain JSON objects and back (codebook section 10).

Fields that may name several actors under a singular name (``said_by``, ``holder``, ``speaker``, ``proposer``,
``attacker``, ``source``, ``target``) are null, one object, or a list when there are several. Fields under a plural
name are always lists. Spans are ``[start, end]``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from readout.model.actor import Actor, Place
from readout.model.finding import Finding
from readout.model.identity import content_id
from readout.model.record import KINDS, Record, Terms
from readout.model.report import Report
from readout.model.span import Span
from readout.model.when import When

Json = dict[str, Any]

SINGULAR_ACTORS = frozenset({"said_by", "holder", "speaker", "proposer", "attacker", "source", "target"})
PLURAL_ACTORS = frozenset({"parties", "addressees", "participants", "toward", "mediator"})
SPANS = frozenset({"evidence", "content"})
CODES = frozenset({"measure", "condition_of", "target_class", "means", "prohibits", "conditions"})


def flat(value: Any) -> Json:
    """A flat value type (actor, place, time, report, decision) as an object, every field present."""
    return {f.name: getattr(value, f.name) for f in fields(value)}


def record_to_json(record: Record) -> Json:
    """A record as the object of one line of ``records.jsonl``."""
    out: Json = {"id": record.id, "report": record.report, "kind": record.kind}
    for f in fields(record):
        if f.name not in out:
            out[f.name] = _encoded(f.name, getattr(record, f.name))
    return out


def record_from_json(data: Json) -> Record:
    """The record that ``record_to_json`` wrote; also reads gold-like objects with absent fields.

    Raises:
        ValueError: if the kind is not of the codebook or a field does not belong to the kind.
    """
    cls = KINDS.get(data.get("kind", ""))
    if cls is None:
        raise ValueError(f"unknown record kind: {data.get('kind')!r}")
    known = {f.name for f in fields(cls)}
    unknown = set(data) - known - {"kind"}
    if unknown:
        raise ValueError(f"fields unknown to {cls.kind}: {', '.join(sorted(unknown))}")
    values = {name: _decoded(name, value) for name, value in data.items() if name != "kind" and value is not None}
    return cls(**values)


def sealed(record: Record, coder: str) -> Record:
    """The record with its stable id: same report, same coder version, same content, same id."""
    content = record_to_json(record)
    del content["id"], content["confidence"]
    return replace(record, id=content_id("record", coder, content))


def report_to_json(report: Report) -> Json:
    """A report as the object of one line of ``reports.jsonl``."""
    return flat(report)


def report_from_json(data: Json) -> Report:
    """The report that ``report_to_json`` wrote."""
    return Report(**data)


def finding_to_json(finding: Finding) -> Json:
    """A finding as the object of one line of ``findings.jsonl``."""
    out = flat(finding)
    out["records"] = list(finding.records)
    out["evidence"] = {report: [[s.start, s.end] for s in spans] for report, spans in finding.evidence}
    return out


def finding_from_json(data: Json) -> Finding:
    """The finding that ``finding_to_json`` wrote."""
    evidence = tuple((r, tuple(Span(*s) for s in spans)) for r, spans in data["evidence"].items())
    return Finding(**{**data, "records": tuple(data["records"]), "evidence": evidence})


def _encoded(name: str, value: Any) -> Any:
    if name in SINGULAR_ACTORS:
        return None if not value else flat(value[0]) if len(value) == 1 else [flat(a) for a in value]
    if name in PLURAL_ACTORS or name == "where":
        return [flat(v) for v in value]
    if name in SPANS:
        return [[s.start, s.end] for s in value]
    if isinstance(value, When):
        return flat(value)
    if isinstance(value, Terms):
        return {f.name: _encoded(f.name, getattr(value, f.name)) for f in fields(value)}
    return list(value) if isinstance(value, tuple) else value


def _decoded(name: str, value: Any) -> Any:
    if name in SINGULAR_ACTORS or name in PLURAL_ACTORS:
        return tuple(Actor(**a) for a in (value if isinstance(value, list) else [value]))
    if name == "where":
        return tuple(Place(**p) for p in value)
    if name in SPANS:
        return tuple(Span(*s) for s in value)
    if name == "when":
        return When(**value)
    if name == "terms":
        return Terms(**{k: _decoded(k, v) for k, v in value.items() if v is not None})
    if name in CODES:
        return tuple(value if isinstance(value, list) else [value])
    return value
