"""Triggers that refuse to change or delete the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

_FUNCTION = """
CREATE OR REPLACE FUNCTION readout_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: rows of % are never changed', TG_TABLE_NAME;
END $$
"""


def forbid_changes(tables: Iterable[str]) -> None:
    """Make the tables append-only, on SQLite and on PostgreSQL. Table names are ours, never a user's."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        for table in tables:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION readout_append_only()"
            )
        return
    for table in tables:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'the ledger is append-only: rows of {table} are never changed'); END"
            )
