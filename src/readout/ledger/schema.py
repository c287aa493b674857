"""The tables of the ledger, as they are after the newest migration.

Evidence (reports, sources, codings, records) and decisions are append-only: triggers made by the migrations refuse to
change or delete their rows. Findings and assessments are recomputed and may be replaced.
"""

from __future__ import annotations

import sqlalchemy as sa

HEAD = "0002"
VERSION_TABLE = "readout_schema"
APPEND_ONLY = ("reports", "sources", "report_sources", "codings", "records", "decisions", "decision_records")

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("file", sa.Text),
)

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("compressed", sa.LargeBinary, nullable=False),
)

report_sources = sa.Table(
    "report_sources",
    metadata,
    sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), primary_key=True),
    sa.Column("sha256", sa.Text, sa.ForeignKey("sources.sha256"), primary_key=True),
    sa.Column("origin", sa.Text),
    sa.Column("offsets", sa.Text),
)

codings = sa.Table(
    "codings",
    metadata,
    sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
    sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False),
    sa.Column("coder", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.UniqueConstraint("report", "coder", name="codings_once"),
)

records = sa.Table(
    "records",
    metadata,
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

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("field", sa.Text),
    sa.Column("value", sa.Text),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("at", sa.Text, nullable=False),
)

decision_records = sa.Table(
    "decision_records",
    metadata,
    sa.Column("decision", sa.Text, sa.ForeignKey("decisions.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("record", sa.Text, sa.ForeignKey("records.id"), nullable=False, index=True),
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("finding", sa.Text, nullable=False),
    sa.Column("about", sa.Text),
    sa.Column("body", sa.Text, nullable=False),
)

finding_records = sa.Table(
    "finding_records",
    metadata,
    sa.Column("finding", sa.Text, sa.ForeignKey("findings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("record", sa.Text, sa.ForeignKey("records.id"), primary_key=True, index=True),
)

assessments = sa.Table(
    "assessments",
    metadata,
    sa.Column("run", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
)
