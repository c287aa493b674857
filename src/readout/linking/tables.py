"""The tab-separated data files of this room: comment lines first (`#`), then a header, then rows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>``, by column.

    Raises:
        ValueError: if a row has another number of columns than the header, naming file and line.
    """
    text = files("readout.linking").joinpath("data", name).read_text(encoding="utf-8")
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) != len(header):
            raise ValueError(f"{name}, line {number}: {len(cells)} columns where the header has {len(header)}")
        yield dict(zip(header, cells, strict=True))
