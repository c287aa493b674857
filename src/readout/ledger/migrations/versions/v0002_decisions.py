"""What people decide about the evidence, and what is computed from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readout.ledger.migrations.append_only import forbid_changes

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of decisions, findings and assessments."""
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("verb", sa.Text, nullable=False),
        sa.Column("field", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "decision_records",
        sa.Column("decision", sa.Text, sa.ForeignKey("decisions.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("record", sa.Text, sa.ForeignKey("records.id"), nullable=False, index=True),
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "finding_records",
        sa.Column("finding", sa.Text, sa.ForeignKey("findings.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("record", sa.Text, sa.ForeignKey("records.id"), primary_key=True, index=True),
    )
    op.create_table(
        "assessments",
        sa.Column("run", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    forbid_changes(("decisions", "decision_records"))
