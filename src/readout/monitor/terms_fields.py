"""Typed reading of one table of a sheet, with errors that name the line and the remedy."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from readout.monitor.toml_lines import KeyPath, SheetError, TomlFile


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file: ``path`` leads to it, ``values`` are its keys."""

    file: TomlFile
    path: KeyPath
    values: dict[str, Any]

    def error(self, key: str, problem: str, remedy: str) -> SheetError:
        """The error to raise about one key of this table."""
        return self.file.error((*self.path, key), problem, remedy)

    def only(self, known: tuple[str, ...]) -> None:
        """Refuse keys that nobody reads: a misspelt key must not be lost in silence."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                remedy = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(known)}"
                raise self.error(key, f"unknown key {key!r}", remedy)

    def _typed(self, key: str, wanted: type | tuple[type, ...], noun: str, example: str) -> Any:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)):
            raise self.error(key, f"{key} must be {noun}, not {value!r}", f"Write {key} = {example}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A string; required when there is no default."""
        value = self._typed(key, str, "text in quotation marks", '"..."')
        if value is None or not value.strip():
            if default is None:
                raise self.error(key, f"{key} is missing", f'Add {key} = "..."')
            return default
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty when absent."""
        value = self._typed(key, list, "a list of texts", '["...", "..."]') or []
        for item in value:
            if not isinstance(item, str) or not item.strip():
                raise self.error(key, f"{key} holds {item!r}", f'Write {key} = ["...", "..."]')
        return tuple(item.strip() for item in value)

    def codes(self, key: str, vocabulary: tuple[str, ...]) -> tuple[str, ...]:
        """A list of codes of a vocabulary."""
        for code in self.texts(key):
            if code not in vocabulary:
                near = difflib.get_close_matches(code, vocabulary, n=1)
                remedy = f"Did you mean {near[0]!r}?" if near else f"Choose from: {', '.join(vocabulary)}"
                raise self.error(key, f"{key} does not know {code!r}", remedy)
        return tuple(dict.fromkeys(self.texts(key)))

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._typed(key, bool, "true or false", "true")
        return default if value is None else bool(value)

    def number(self, key: str) -> float | None:
        """A number, or None when absent."""
        value = self._typed(key, (int, float), "a number", "30")
        return None if value is None else float(value)

    def moment(self, key: str) -> date | datetime | None:
        """A TOML date or date-time, or the same as ISO text; None when absent."""
        value = self.values.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
            except ValueError:
                value = ""
        if value is not None and not isinstance(value, date):
            shown = self.values[key]
            remedy = f"Write {key} = 2025-03-18 or {key} = 2025-03-18T18:00:00+03:00"
            raise self.error(key, f"{key} is no date: {shown!r}", remedy)
        return value

    def day(self, key: str) -> date | None:
        """A day without a time."""
        value = self.moment(key)
        if isinstance(value, datetime):
            raise self.error(key, f"{key} must be a day", f"Write {key} = {value.date()}")
        return value

    def table(self, key: str) -> Table | None:
        """A table inside this one, or None."""
        value = self._typed(key, dict, "a table", "see the example sheet")
        return None if value is None else Table(self.file, (*self.path, key), value)

    def tables(self, key: str) -> list[Table]:
        """An array of tables inside this one."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"{key} must be a list of tables", f"Write the header as [[{key}]]")
        return [Table(self.file, (*self.path, key, n), item) for n, item in enumerate(value)]
