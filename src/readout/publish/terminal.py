"""A view in a terminal: the summary that `brief` prints, and one record with its evidence in context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readout.model import Record, Terms, View
from readout.model.wire import record_to_json
from readout.publish import wording
from readout.publish.agreements import AgreementCard, agreement_cards
from readout.publish.differ import Dispute, differences
from readout.publish.dossier import default_title
from readout.publish.incidents import IncidentRow, incidents
from readout.publish.left_out import left_out
from readout.publish.passage import passage, shortened
from readout.publish.positions import Matrix, matrix
from readout.publish.register import Register, Value
from readout.publish.shown import shown
from readout.publish.sources import independent

MOST = 8
"""Lines of a section; the rest is in the dossier."""
QUOTED = 110
"""Characters of a quotation in the summary; the whole sentence is in the dossier."""
INDENT = (0, 0, 0, 2)
_NOT_TERMS = frozenset({"Measure", "In its words"})
_FIRST = frozenset({"id", "report", "kind", "evidence", "content", "terms"})


def summary(view: View) -> RenderableType:
    """Agreements with their terms, who stands where, what is disputed or left out, incidents, and the sources.

    Numbers in brackets are those of the sources. Text of reports is shown without control characters.
    """
    register = Register(view)
    differ = differences(register)
    head = f"{wording.count(len(view.reports), 'report')}, {independent(register)} independent"
    parts: list[RenderableType] = [
        _text(default_title(register), "bold"),
        _text(f"{head}, {wording.count(len(register.records), 'record')}", "dim"),
    ]
    parts += _section("Agreements", (_agreement(card) for card in agreement_cards(register)))
    parts += _section("Who stands where", _stands(matrix(register)))
    disputes = (*differ.disputes, *differ.references)
    parts += _section("Where they differ", (_differing(d) for d in disputes))
    parts += _section("Left out", (_said("−", line.about, line.text) for line in left_out(register)))
    parts += _section("Incidents", (_incident(row) for row in incidents(register).rows))
    parts += _section("Sources", (_text(f"[{n}] {register.source(r)}") for r, n in register.number.items()), most=30)
    return Group(*parts)


def record_in_context(view: View, record_id: str) -> RenderableType:
    """One record: its fields, its report, and every piece of its evidence marked in its sentence.

    Raises:
        KeyError: if the view does not hold the record.
    """
    register = Register(view)
    record = register.records[record_id]
    told = register.authority(record) or "the report itself"
    parts: list[RenderableType] = [
        _text(f"{record.kind} {record.id}", "bold"),
        _text(f"{register.source(record.report)} · said by {told} · confidence {record.confidence:.2f}", "dim"),
        Text(),
    ]
    for span in record.evidence:
        around = passage(register.text_of(record), (span,))
        line = _text(around.before)
        line.append(shown(around.words), style="bold reverse")
        line.append(shown(around.after))
        parts += [Padding(line, INDENT, expand=False), Text()]
    table = Table.grid(padding=(0, 2))
    for name, value in _fields(record):
        table.add_row(_text(name, "dim"), _text(value))
    return Group(*parts, table)


def _section(title: str, lines: Iterable[Text], *, most: int = MOST) -> Iterator[RenderableType]:
    kept = list(lines)
    if not kept:
        return
    yield _text(f"\n{title}", "bold")
    yield from (Padding(line, INDENT, expand=False) for line in kept[:most])
    if len(kept) > most:
        yield Padding(_text(f"and {len(kept) - most} more in the dossier", "dim"), INDENT, expand=False)


def _agreement(card: AgreementCard) -> Text:
    line = _text(card.title, "bold")
    line.append(f" ({card.carried})" if card.carried else " (not agreed)", style="dim")
    for term in card.terms:
        if term.name not in _NOT_TERMS:
            line.append(f"\n{term.name}: ", style="dim")
            line.append(shown(_values(term.values)))
            if term.disputed:
                line.append(" ≠", style="bold red")
    if card.refused:
        line.append("\nNot agreed: ", style="dim")
        line.append(shown(_values(card.refused)))
    return line


def _stands(table: Matrix) -> Iterator[Text]:
    """A line a party and stance, with the measures that it is taken on."""
    for row in table.rows:
        said: dict[str, list[str]] = {}
        for column, cell in zip(table.columns, row.cells, strict=True):
            for stand in cell:
                on = _lower(stand.note or column)
                towards = f" {stand.who[stand.who.index('→') :]}" if "→" in stand.who else ""
                labels = _labels(Value("", stand.cites))
                said.setdefault(f"{stand.symbol} {stand.text}", []).append(f"{on}{towards} {labels}")
        line = _text(row.name, "bold")
        for stance, measures in said.items():
            line.append(f"\n{stance}: ", style="dim")
            line.append(shown(", ".join(measures)))
        yield line


def _incident(row: IncidentRow) -> Text:
    what = ", ".join(p for p in (row.what, row.target.lower(), row.outcome) if p)
    line = _text(", ".join(p for p in (row.where, row.when) if p) or "Place and day not said", "bold")
    line.append(shown(f": {what}"))
    for name, value in (("by", row.attacker), ("against", row.against)):
        line.append(shown(f"; {name} {value}") if value else "")
    line.append(shown(f"; {_values(row.casualties)}") if row.casualties else "")
    line.append(shown(f"\ntold by {_values(row.told)}") if row.told else "", style="dim")
    line.append(shown(f"\ndenied by {_values(row.denied)}") if row.denied else "", style="dim")
    return line


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _differing(dispute: Dispute) -> Text:
    """What differs, about what, and the values that stand against each other, or the first two wordings."""
    line = _said("≠", dispute.about, dispute.title)
    if dispute.explanation:
        line.append(shown(f"\n{dispute.explanation}"))
    if dispute.reference:
        line.append(shown(f"\n{dispute.reference}"))
    if len(dispute.stakes) > 1:
        line.append(shown("\n" + " ≠ ".join(_values([value]) for value in dispute.stakes)), style="dim")
        return line
    told: dict[str, str] = {}
    for voice in dispute.voices:
        told.setdefault(shortened(voice.passage.words, QUOTED), voice.cite.label)
    for words, label in list(told.items())[:2]:
        line.append(shown(f"\n[{label}] “{words}”"), style="dim")
    return line


def _said(sign: str, about: str, text: str) -> Text:
    line = _text(f"{sign} {about}: ", "bold")
    line.append(shown(text))
    return line


def _values(values: Iterable[Value]) -> str:
    return "; ".join(f"{value.text} {_labels(value)}".strip() for value in values)


def _labels(value: Value) -> str:
    return f"[{', '.join(cite.label for cite in value.cites)}]" if value.cites else ""


def _fields(record: Record) -> list[tuple[str, str]]:
    """What the record says, as ``records.jsonl`` names it, in words."""
    body = record_to_json(record)
    pairs = [(name, value) for name, value in body.items() if name not in _FIRST]
    if isinstance(terms := getattr(record, "terms", None), Terms):
        pairs += [(f"terms.{f.name}", body["terms"][f.name]) for f in fields(terms)]
    return [(name, words) for name, value in pairs if name != "confidence" and (words := _words(value))]


def _words(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    if isinstance(value, dict):
        if "name" in value:
            rest = [str(value[k]) for k in ("role", "state", "country", "type") if value.get(k)]
            return f"{value['name']} ({', '.join(rest)})" if rest else str(value["name"])
        return f"{wording.days(value['start'], value['end'])} (“{value['text']}”)".lstrip()
    return wording.number(value) if isinstance(value, float) else str(value)


def _text(text: str, style: str = "") -> Text:
    return Text(shown(text), style=style)
