"""The product, run as its report and corpus passes run it, with or without the encoder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.gold_files import GoldReport
from benchmarks.scoring import CodedReport
from benchmarks.scoring_findings import Told
from readout.coding import code
from readout.language.encoder import load
from readout.language.parse import parse_all
from readout.linking.offices import load as offices
from readout.model import Record, Report, View
from readout.model.wire import finding_to_json, record_to_json
from readout.passes import Problem, code_reports
from readout.reconcile import reconcile
from readout.sources import read


class RunError(RuntimeError):
    """A benchmark cannot run; the message names what is missing and the remedy."""


def say(message: str) -> None:
    """Progress, for people, on standard error."""
    print(message, file=sys.stderr, flush=True)


def has_encoder() -> bool:
    """Whether the encoder's file is there."""
    return load() is not None


def reports_of(files: Iterable[Path]) -> list[Report]:
    """The reports of text files, in order.

    Raises:
        RunError: when one cannot be read.
    """
    found = []
    for reading in read(files):
        if reading.report is None:
            raise RunError(str(reading.problem))
        found.append(reading.report)
    return found


def coded(reports: Sequence[Report], *, rules_alone: bool = False) -> list[list[Record]]:
    """The records of each report, by the report pass itself, or by the rules without the encoder.

    Raises:
        RunError: when a report cannot be coded; a benchmark that passed over it would flatter.
    """
    if rules_alone:
        docs = parse_all(r.text for r in reports)
        return [code(report, doc) for report, doc in zip(reports, docs, strict=True)]
    found = []
    for _, outcome in code_reports(reports, jobs=1):
        if isinstance(outcome, Problem):
            raise RunError(str(outcome))
        found.append(outcome)
    return found


def view_of(reports: Sequence[Report], records: Iterable[Sequence[Record]], *, rules_alone: bool = False) -> View:
    """The view of reports coded now, with what they say together; or what is told of it without the encoder."""
    every = tuple(record for of_one in records for record in of_one)
    reader = None if rules_alone else load(threads=1)
    findings = reconcile(reports, every, references=offices(None), reader=reader)
    return View(tuple(reports), every, tuple(findings))


def as_coded(reports: Sequence[Report], records: Sequence[Sequence[Record]]) -> list[CodedReport]:
    """Reports and their records as the scorer takes them."""
    return [
        CodedReport(report.text, tuple(record_to_json(r) for r in of_one))
        for report, of_one in zip(reports, records, strict=True)
    ]


def as_told(gold: Iterable[GoldReport], view: View) -> Told:
    """A view of the gold reports, in their order, as the scorer of findings takes it."""
    names = {report.id: one.name for one, report in zip(gold, view.reports, strict=True)}
    return Told(
        names,
        {names[r.id]: r.text for r in view.reports},
        {r.id: record_to_json(r) for r in view.records},
        tuple(finding_to_json(f) for f in view.findings),
    )
