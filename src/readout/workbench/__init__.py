"""Where people judge records. Their decisions go back into the ledger as rows of their own."""

from readout.workbench.deciding import decide, undo

__all__ = ["decide", "undo"]
