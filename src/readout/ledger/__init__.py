"""The floor: reports, records, decisions and findings in SQLite or PostgreSQL, and the view over them."""

from readout.ledger.errors import LedgerBusyError, LedgerError, RefusedDecisionError, UnknownIdError
from readout.ledger.ledger import Ledger, Source, open_ledger

__all__ = [
    "Ledger",
    "LedgerBusyError",
    "LedgerError",
    "RefusedDecisionError",
    "Source",
    "UnknownIdError",
    "open_ledger",
]
