"""Writes the network as one int8 ONNX file with its tokenizer and label orders in the file's metadata."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.labels import GROUPS, ROOTS
from training.network import MARKER_IDS, Network, tokenizer_text

MAX_BYTES = 30_000_000


class _Served(nn.Module):
    """The network as it is served: ids and mask in; tag, link and root probabilities out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, away = self.net.lower(ids, mask)
        states = self.net.tokens(x, away)
        roots = self.net.pairs(x, away, ids, mask).softmax(-1)
        return self.net.tags(states).sigmoid(), self.net.links(states).sigmoid(), roots


def export(net: Network, out: Path) -> None:
    """Exports and quantises (int8, per channel).

    Raises:
        RuntimeError: the file would be larger than 30 MB.
    """
    net = net.eval().float()
    with torch.no_grad():
        net.words.weight[list(MARKER_IDS)] += net.markers
        net.markers.zero_()
    ids = torch.tensor([[101, 1, 2003, 2, 3, 2004, 4, 102], [101, 2003, 2004, 102, 0, 0, 0, 0]])
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _Served(net).eval(), (ids, (ids > 0).long()), str(plain), input_names=["ids", "mask"],
                output_names=["tags", "links", "roots"], opset_version=17, dynamo=False,
                dynamic_axes={
                    "ids": {0: "b", 1: "n"}, "mask": {0: "b", 1: "n"}, "tags": {0: "b", 1: "n"},
                    "links": {0: "b", 2: "n", 3: "n"}, "roots": {0: "b"},
                },
            )  # fmt: skip
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(str(out))
    labels = {"groups": {name: list(codes) for name, codes in GROUPS.items()}, "roots": list(ROOTS)}
    for key, value in {"labels": json.dumps(labels), "tokenizer": tokenizer_text()}.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(model, str(out))
    if out.stat().st_size > MAX_BYTES:
        raise RuntimeError(f"{out} has {out.stat().st_size} bytes, more than {MAX_BYTES}")
