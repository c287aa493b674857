"""What several reports say together: agreement, dispute, omission, near-copies, conflicts with reference facts."""

from readout.reconcile.accounts import Account, AccountTable, Cell, Row, accounts
from readout.reconcile.changes import Changed, changes
from readout.reconcile.episodes import items_by_episode
from readout.reconcile.reconciling import Reconciler, reconcile
from readout.reconcile.references import OfficeTerm, References
from readout.reconcile.voices import Speaker, official

__all__ = [
    "Account",
    "AccountTable",
    "Cell",
    "Changed",
    "OfficeTerm",
    "Reconciler",
    "References",
    "Row",
    "Speaker",
    "accounts",
    "changes",
    "items_by_episode",
    "official",
    "reconcile",
]
