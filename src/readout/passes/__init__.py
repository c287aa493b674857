"""The order of the stages: reports into the ledger, then comparison over everything in it."""

from readout.passes.corpus import compare
from readout.passes.report import Problem, Progress, Tally, code_reports, record

__all__ = ["Problem", "Progress", "Tally", "code_reports", "compare", "record"]
