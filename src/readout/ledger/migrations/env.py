"""Runs the migrations inside the transaction that ``readout.ledger.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from readout.ledger.schema import VERSION_TABLE, metadata


def run() -> None:
    """Run them on the caller's connection; the caller commits."""
    context.configure(
        connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
    )
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # the name Alembic loads it under; importing it otherwise does nothing
    run()
