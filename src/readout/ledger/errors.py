"""What can go wrong with a ledger, in words for the person at the keyboard."""

from __future__ import annotations


class LedgerError(Exception):
    """The ledger cannot be opened, read or written; the message says where and what to do. Holds no password."""


class LedgerBusyError(LedgerError):
    """Somebody else was writing for longer than the caller was ready to wait."""


class UnknownIdError(LedgerError):
    """No report, record or decision of the ledger has this id."""


class RefusedDecisionError(LedgerError):
    """A decision that could not be applied: nothing of it was stored."""
