"""Brings the tables of a store to the schema that this version knows."""

from __future__ import annotations

import sqlite3
import time
from importlib.metadata import version
from pathlib import Path

import sqlalchemy as sa

from readout.ledger.errors import LedgerBusyError, LedgerError
from readout.ledger.schema import HEAD, VERSION_TABLE, meta, metadata
from readout.ledger.target import Store

MIGRATIONS = Path(__file__).parent / "migrations"
_version = sa.Table(VERSION_TABLE, sa.MetaData(), sa.Column("version_num", sa.Text))


def bring_up(store: Store) -> None:
    """Create the tables of a fresh store, migrate an older one, and leave a current one alone.

    Raises:
        LedgerError: if the database is of something else, or was written by a newer Readout.
    """
    with store.reading() as connection:
        current = _checked_revision(connection, store)
    if current != HEAD:
        with store.writing() as connection:
            current = _checked_revision(connection, store)
            if current != HEAD:  # another process may have been quicker
                migrate(connection, HEAD)
            if current is None:
                connection.execute(sa.insert(meta), {"key": "made_by", "value": f"readout {version('readout')}"})
    if not store.postgres:
        _use_wal(store)


def migrate(connection: sa.Connection, revision: str) -> None:
    """Run the migrations up to ``revision`` inside the caller's transaction."""
    # imported here: a ledger that is up to date opens without Alembic
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _checked_revision(connection: sa.Connection, store: Store) -> str | None:
    present = set(sa.inspect(connection).get_table_names())
    if VERSION_TABLE not in present:
        taken = present & set(metadata.tables) if store.postgres else present
        if taken:
            raise LedgerError(
                f"{store.label} holds a database of something else (table {min(taken)}), not a ledger; name another"
            )
        return None
    revision = connection.execute(sa.select(_version.c.version_num)).scalar_one_or_none()
    if revision is not None and revision > HEAD:
        raise LedgerError(
            f"{store.label} was written by a newer Readout (schema {revision}; this one knows {HEAD}): "
            "upgrade with pip install --upgrade readout"
        )
    return revision


def _use_wal(store: Store) -> None:
    """Write-ahead logging: readers and the writer do not wait for each other. The mode stays with the file."""
    deadline = time.monotonic() + store.wait
    with store.engine.connect() as connection:
        driver = connection.connection.cursor()
        while driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                driver.execute("PRAGMA journal_mode = WAL")
                return  # a file system without shared memory keeps its own mode: as safe, only slower
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise LedgerError(f"{store.label}: {error}") from error
                if time.monotonic() > deadline:
                    raise LedgerBusyError(f"{store.label} is in use by another process; try again later") from error
                time.sleep(0.05)
