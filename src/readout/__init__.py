"""Readout: a sourced record of truces and negotiations, coded from reports.

    import readout

    for report, records in readout.code(readout.read(["reports/"])):
        print(report.title, len(records))

The verbs: ``read`` sources into reports, ``code`` reports into records, ``record`` both into a ledger, ``reconcile``
what several reports say, ``assess`` whether a truce is kept, ``publish`` a dossier and the exports.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.verbs import assess, code, open_ledger, publish, read, reconcile, record

__all__ = ["assess", "code", "open_ledger", "publish", "read", "reconcile", "record"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The verbs bring in the parser; `readout --help` and the types must not wait for it.
    if name in __all__:
        return getattr(import_module("readout.verbs"), name)
    raise AttributeError(f"module 'readout' has no attribute {name!r}")
