"""The word lists of the comparison, each file of them read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class WordLists:
    """Every list of ``data/words.toml``, in its order; membership is what most of them are for."""

    empty: tuple[str, ...]
    endings: tuple[str, ...]
    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    offices: tuple[str, ...]
    lesser: tuple[str, ...]
    portfolios: tuple[str, ...]
    addresses: tuple[str, ...]


@cache
def word_lists() -> WordLists:
    """The lists.

    Raises:
        KeyError: when a list is missing from the file; the message names it.
    """
    data = tomllib.loads(files("readout.reconcile").joinpath("data/words.toml").read_text("utf-8"))
    return WordLists(**{f.name: tuple(data[f.name].split()) for f in fields(WordLists)})


@cache
def contrast_words() -> dict[str, Any]:
    """The sections of ``data/contrasts.toml``: words by which one telling parts from another."""
    return tomllib.loads(files("readout.reconcile").joinpath("data/contrasts.toml").read_text("utf-8"))
