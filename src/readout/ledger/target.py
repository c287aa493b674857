"""Where a ledger is kept: a file of SQLite, or a PostgreSQL database. What differs between the two stays here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError

from readout.ledger.errors import LedgerBusyError, LedgerError

_POSTGRES_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_WRITER_LOCK = 7_310_569_214_002_025  # any constant will do: advisory locks count per database
_CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Store:
    """An engine and how it is called in messages (never with its password).

    Attributes:
        wait: seconds that a writer waits for another one.
    """

    engine: sa.Engine
    label: str
    wait: float
    secrets: tuple[str, ...] = ()

    @property
    def postgres(self) -> bool:
        """True for PostgreSQL, False for SQLite."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the ledger, whatever is written meanwhile."""
        options = {"isolation_level": "REPEATABLE READ"} if self.postgres else {}
        with self._explained(), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writer's transaction: all of it is stored, or nothing.

        Raises:
            LedgerBusyError: if another writer held the ledger for longer than ``wait``.
        """
        with self._explained(), self.engine.connect() as plain:
            connection = plain.execution_options(readout_write=True)
            with connection.begin():
                if self.postgres:
                    timeout = str(max(1, int(self.wait * 1000)))
                    connection.execute(sa.select(sa.func.set_config("lock_timeout", timeout, True)))
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._in_words(error) from None

    def _in_words(self, error: DBAPIError) -> LedgerError:
        original = error.orig
        locked = "database is locked" in str(original) or getattr(original, "sqlstate", None) == "55P03"
        if locked:
            return LedgerBusyError(
                f"{self.label} is being written by another process; waited {self.wait:g} s. "
                "Try again when it has finished, or stop it."
            )
        reason = " ".join(str(original).split())
        for secret in self.secrets:
            reason = reason.replace(secret, "***")
        return LedgerError(f"{self.label}: {reason}")


def store_at(target: str | Path, *, create: bool, wait: float) -> Store:
    """The store behind a path or a ``postgresql://`` URL; opens no connection yet.

    Raises:
        LedgerError: if the path cannot hold a ledger, or the URL cannot be understood.
    """
    if isinstance(target, str) and "://" in target:
        return _postgres(target, wait)
    return _sqlite(Path(target).expanduser().absolute(), create, wait)


def _sqlite(path: Path, create: bool, wait: float) -> Store:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; a ledger is a file: name one inside it")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; create it first")
    if not path.exists() and not create:
        raise LedgerError(f"{path}: there is no ledger here; check the path")
    if path.exists():
        _check_header(path)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver's own guesses
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {max(1, int(wait * 1000))}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("readout_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Store(engine, str(path), wait)


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            start = stream.read(16)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    if start and start != b"SQLite format 3\0":
        raise LedgerError(f"{path} is not a ledger (no SQLite database); name another file")


def _postgres(target: str, wait: float) -> Store:
    scheme = target.partition("://")[0]
    if scheme not in _POSTGRES_SCHEMES:
        raise LedgerError(f"a ledger is a path or a postgresql:// URL, not {scheme}://")
    try:
        url = sa.make_url(target).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        url = None
    # the URL itself stays out of the message, since it may hold a password; so does the parser's complaint
    if url is None or "@" in (url.host or "") or "@" in (url.database or ""):
        raise LedgerError(
            "the PostgreSQL URL cannot be understood; write postgresql://user:password@host:port/database, "
            "with reserved characters of the password percent-encoded (@ as %40, / as %2F)"
        )
    try:
        engine = sa.create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS},
        )
    except ModuleNotFoundError as error:
        raise LedgerError("PostgreSQL needs psycopg: pip install 'readout[postgres]'") from error
    place = f"{url.host or 'the local socket'}{f':{url.port}' if url.port else ''}"
    hidden = [str(url.password) if url.password else ""]
    hidden += [str(value) for key, value in url.query.items() if "password" in key.lower()]
    return Store(
        engine, f"PostgreSQL database {url.database or '(default)'} at {place}", wait, tuple(s for s in hidden if s)
    )
