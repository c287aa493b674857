"""The order of the stages: reports into the ledger, then comparison over everything in it."""

from readout.passes.corpus import compare, said_together
from readout.passes.report import Problem, Progress, Tally, code_reports, record
from readout.passes.since import Changed, changes_since

__all__ = [
    "Changed",
    "Problem",
    "Progress",
    "Tally",
    "changes_since",
    "code_reports",
    "compare",
    "record",
    "said_together",
]
