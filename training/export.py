"""Writes the network as one int8 ONNX file with its tokenizer and label orders in the file's metadata."""

from __future__ import annotations

import json
from pathlib import Path

import onnx

from training.adapters import Comparing
from training.graph import served
from training.labels import COMPARED, GROUPS, ROOTS
from training.network import Network, tokenizer_text

MAX_BYTES = 30_000_000


def export(net: Network, out: Path, comparing: Comparing | None = None) -> None:
    """Quantises (int8, per channel) and writes.

    Raises:
        RuntimeError: the file would be larger than 30 MB.
    """
    model = served(net.eval(), comparing)
    groups = {name: list(codes) for name, codes in GROUPS.items()}
    labels = {"groups": groups, "roots": list(ROOTS), "compared": list(COMPARED) if comparing else []}
    for key, value in {"labels": json.dumps(labels), "tokenizer": tokenizer_text()}.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    content = model.SerializeToString()
    if len(content) > MAX_BYTES:
        raise RuntimeError(f"{out} would have {len(content)} bytes, more than {MAX_BYTES}")
    out.write_bytes(content)
