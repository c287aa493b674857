"""The floor: reports, records, decisions and findings, kept for good."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from readout.ledger import looking, schema
from readout.ledger.adding import insert_coding, insert_decision, insert_findings, insert_report
from readout.ledger.errors import LedgerError, UnknownIdError
from readout.ledger.looking import Scope
from readout.ledger.rows import checked, encoded, record_of
from readout.ledger.target import Store, store_at
from readout.ledger.upgrade import bring_up
from readout.model import Decision, Finding, Record, Report, View


@dataclass(frozen=True, slots=True)
class Source:
    """What a report was read from.

    Attributes:
        raw: the bytes as they came.
        sha256: their digest, in hexadecimal digits.
        origin: the address or file they came from.
        offsets: the map from the report's text back to ``raw``, as it was given.
    """

    report: str
    raw: bytes
    sha256: str
    origin: str | None
    offsets: Any


def open_ledger(target: str | Path, *, create: bool = True, wait: float = 30.0) -> Ledger:
    """Open a ledger, making or migrating its tables where needed. Use it as a context manager.

    Args:
        target: path of an SQLite file, or ``postgresql://user:password@host:port/database``.
        create: make the file when there is none; False for those who only read.
        wait: seconds to wait for another writer.

    Raises:
        LedgerError: wrong path, not a ledger, written by a newer version, server out of reach. Never shows a password.
    """
    store = store_at(target, create=create, wait=wait)
    try:
        bring_up(store)
    except BaseException:
        store.engine.dispose()
        raise
    return Ledger(store)


class Ledger:
    """An open ledger. May be used from several threads; processes take turns in writing, readers never wait.

    Reports, records and decisions are only ever added. Every method that writes is one transaction: it is stored
    whole or not at all.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._store.engine.dispose()

    @property
    def label(self) -> str:
        """How the ledger is called in messages; holds no password."""
        return self._store.label

    def made_by(self) -> str | None:
        """Name and version of the program that made the ledger; None when it did not say so."""
        query = sa.select(schema.meta.c.value).where(schema.meta.c.key == "made_by")
        with self._store.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def add_report(
        self, report: Report, raw: bytes | None = None, offsets: Any = None, *, origin: str | None = None
    ) -> bool:
        """Store a report and the bytes it was read from; the first telling of a report stands.

        Args:
            raw: the bytes as they came; kept once, however many reports they hold.
            offsets: the map from the text back to ``raw``: anything that JSON can hold, such as
                ``{"encoding": "utf-8", "segments": [[0, 12, 340, 12], ...]}``.
            origin: where the bytes came from; the report's ``url`` or ``file`` when not given.

        Returns:
            True if the report is new.

        Raises:
            LedgerError: if a report of this id has another text, or a text cannot be kept.
        """
        with self._store.writing() as connection:
            return insert_report(connection, report, raw, offsets, origin or report.url or report.file)

    def has_coding(self, report_id: str, coder: str) -> bool:
        """True when this coder version has coded this report, even if it found nothing in it."""
        table = schema.codings
        query = sa.select(table.c.number).where(table.c.report == report_id, table.c.coder == coder)
        with self._store.reading() as connection:
            return connection.execute(query).first() is not None

    def add_coding(self, report_id: str, coder: str, records: Iterable[Record], *, at: str | None = None) -> bool:
        """Store what one coder version found in one report; done before, it adds nothing.

        Records without an id are sealed. Records that differ in confidence only are one: the surer stays.

        Args:
            coder: name and version of the coder ("readout-0.1").
            at: ISO date-time, UTC; now when not given.

        Returns:
            True if the coding is new.

        Raises:
            UnknownIdError: if the report is not in the ledger.
            LedgerError: if a record is of another report, reaches beyond its text or has a value of a wrong type.
        """
        moment = at or dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self._store.writing() as connection:
            return insert_coding(connection, report_id, coder, list(records), moment)

    def add_decision(self, decision: Decision) -> bool:
        """Store a decision; a correction is tried out first, on the record as it stands.

        Returns:
            False if the very same decision was there before.

        Raises:
            UnknownIdError: if a record, or the decision to undo, is not in the ledger.
            RefusedDecisionError: if the decision cannot be applied.
        """
        with self._store.writing() as connection:
            return insert_decision(connection, decision)

    def replace_findings(self, findings: Iterable[Finding], touched: Iterable[str] | None = None) -> None:
        """Put recomputed findings in place of the old ones.

        Args:
            touched: record ids; only findings that cite one of them are replaced. None replaces all.

        Raises:
            UnknownIdError: if a finding cites a record that is not in the ledger.
        """
        with self._store.writing() as connection:
            insert_findings(connection, list(findings), None if touched is None else set(touched))

    def findings(self) -> tuple[Finding, ...]:
        """Every finding as last computed, by id."""
        with self._store.reading() as connection:
            return looking.all_findings(connection)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, also those taken back, in the order in which the ledger took them."""
        with self._store.reading() as connection:
            return looking.all_decisions(connection)

    def reports(self) -> tuple[Report, ...]:
        """Every report by publication date (unknown last), then id."""
        with self._store.reading() as connection:
            return looking.all_reports(connection)

    def report(self, report_id: str) -> Report:
        """One report. Raises UnknownIdError."""
        with self._store.reading() as connection:
            found = looking.all_reports(connection, Scope(report=report_id))
        if not found:
            raise UnknownIdError(f"{self.label} has no report {report_id}")
        return found[0]

    def codings(self, report_id: str) -> tuple[str, ...]:
        """The coder versions that have coded a report, oldest first."""
        table = schema.codings
        query = sa.select(table.c.coder).where(table.c.report == report_id).order_by(table.c.number)
        with self._store.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def sources(self, report_id: str) -> tuple[Source, ...]:
        """What a report was read from; empty when no bytes were kept.

        Raises:
            LedgerError: if the bytes kept are not those that were given.
        """
        links, table = schema.report_sources, schema.sources
        query = sa.select(links.c.sha256, links.c.origin, links.c.offsets, table.c.size, table.c.compressed)
        query = query.join(table, table.c.sha256 == links.c.sha256).where(links.c.report == report_id)
        with self._store.reading() as connection:
            rows = connection.execute(query.order_by(links.c.sha256)).all()
        found = []
        for sha256, origin, offsets, size, compressed in rows:
            try:
                raw = zlib.decompressobj().decompress(compressed, size or 1)
            except zlib.error:
                raw = b""
            if len(raw) != size or hashlib.sha256(raw).hexdigest() != sha256:
                raise LedgerError(
                    f"{self.label}: the source {sha256} of report {report_id} is damaged; restore it from a backup"
                )
            found.append(Source(report_id, raw, sha256, origin, None if offsets is None else json.loads(offsets)))
        return tuple(found)

    def record(self, record_id: str) -> Record:
        """One record as it was coded, of any coder version, no decision applied. Raises UnknownIdError."""
        query = sa.select(schema.records.c.body).where(schema.records.c.id == record_id)
        with self._store.reading() as connection:
            body = connection.execute(query).scalar_one_or_none()
        if body is None:
            raise UnknownIdError(f"{self.label} has no record {record_id}")
        return record_of(body)

    def view(self, as_of: str | None = None, coder: str | None = None) -> View:
        """The ledger as readers see it: the newest coding of each report, with people's decisions applied.

        ``reject`` hides a record, ``accept`` sets its confidence to 1.0 and shows it again, ``correct`` replaces a
        field, ``undo`` takes a decision back; later decisions win. ``merge`` and ``split`` are in ``View.decisions``
        for ``reconcile``.

        Decisions outlive a new coder version: one made on a record of another version is carried over to the record
        of the same report and kind whose evidence shares at least half the characters of the shorter of both; where
        several do, to the one with most equal fields. ``View.decisions`` names the records it was carried to. A
        decision whose record was not found again, and a correction that no longer fits, are not in force.

        A finding is in the view when every record and report it rests on is.

        Args:
            as_of: ISO date; leaves out reports published later, and those whose date is unknown.
            coder: show what this coder version found instead; reports that it did not code have no records then.

        Raises:
            ValueError: if ``as_of`` is no ISO date.
        """
        if as_of is not None:
            as_of = dt.date.fromisoformat(as_of).isoformat()
        with self._store.reading() as connection:
            return looking.view_of(connection, Scope(as_of, coder))

    def replace_assessment(self, run: str, rows: Sequence[Any]) -> None:
        """Put the rows of an assessment run (anything that JSON can hold) in place of the run's old ones."""
        table = schema.assessments
        new = [
            checked({"run": run, "position": i, "body": encoded(row, f"row {i} of {run}")}, f"row {i} of {run}")
            for i, row in enumerate(rows)
        ]
        with self._store.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.run == run))
            if new:
                connection.execute(sa.insert(table), new)

    def assessment(self, run: str) -> tuple[Any, ...]:
        """The rows of an assessment run, in order; empty when there is no such run."""
        table = schema.assessments
        query = sa.select(table.c.body).where(table.c.run == run).order_by(table.c.position)
        with self._store.reading() as connection:
            return tuple(json.loads(body) for body in connection.execute(query).scalars())

    def assessment_runs(self) -> tuple[str, ...]:
        """The ids of every assessment run, sorted."""
        with self._store.reading() as connection:
            return tuple(sorted(connection.execute(sa.select(schema.assessments.c.run).distinct()).scalars()))
