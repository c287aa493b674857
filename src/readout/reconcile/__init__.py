"""What several reports say together: agreement, dispute, omission, near-copies, conflicts with reference facts."""

from readout.reconcile.reconciling import Reconciler, reconcile
from readout.reconcile.references import OfficeTerm, References

__all__ = ["OfficeTerm", "Reconciler", "References", "reconcile"]
