"""Readout: a sourced record of truces and negotiations, coded from reports.

    import readout

    for report, records in readout.code(readout.read(["reports/"])):
        print(report.title, len(records))

The verbs: ``read`` sources into reports, ``code`` reports into records, ``record`` both into a ledger, ``reconcile``
what several reports say, ``assess`` whether a truce is kept, ``publish`` a dossier and the exports.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.verbs import assess, code, open_ledger, publish, read, reconcile, record

__all__ = ["assess", "code", "open_ledger", "publish", "read", "reconcile", "record"]
__version__ = "0.1.0"


class _FrontDoor(ModuleType):
    """The package with its verbs as properties.

    They are looked up when first used: the verbs bring in the parser, which `readout --help` must not wait for. And
    they stay verbs: `reconcile` and `publish` are rooms too, and Python binds a room to the package when it is
    imported, in the place of the verb; a property comes first.
    """


def _verb(name: str) -> property:
    def found(_package: ModuleType) -> Any:
        return getattr(import_module("readout.verbs"), name)

    def passed_over(_package: ModuleType, _room: ModuleType) -> None:
        return None

    return property(found, passed_over)


for _name in __all__:
    setattr(_FrontDoor, _name, _verb(_name))
sys.modules[__name__].__class__ = _FrontDoor
