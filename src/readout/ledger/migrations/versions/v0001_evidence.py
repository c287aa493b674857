"""Evidence: reports, their sources, codings and records, none of which may be changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from readout.ledger.migrations.append_only import forbid_changes

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the evidence."""
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("file", sa.Text),
    )
    op.create_table(
        "sources",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("compressed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "report_sources",
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("sha256", sa.Text, sa.ForeignKey("sources.sha256"), primary_key=True),
        sa.Column("origin", sa.Text),
        sa.Column("offsets", sa.Text),
    )
    op.create_table(
        "codings",
        sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("report", "coder", name="codings_once"),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("coding", sa.Integer, sa.ForeignKey("codings.number"), nullable=False, index=True),
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False, index=True),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False, index=True),
        sa.Column("factuality", sa.Text, nullable=False),
        sa.Column("plover", sa.Text),
        sa.Column("starts", sa.Text),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    forbid_changes(("reports", "sources", "report_sources", "codings", "records"))
