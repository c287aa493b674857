"""Files, folders, saved pages, JSON Lines and addresses become reports, with every offset traceable to the source."""

from readout.sources.offsets import OffsetMap
from readout.sources.reader import read
from readout.sources.reading import Reading, SourceProblem

__all__ = ["OffsetMap", "Reading", "SourceProblem", "read"]
