"""Alembic migrations of the ledger; ``readout.ledger.upgrade`` runs them on open."""
