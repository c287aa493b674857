"""The served network as an ONNX graph, node by node: int8 weights, fused operators, and only the branch asked for run.

A graph traced by torch keeps to small operators and runs both branches for every call; this one takes half the
processor time for the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training import labels
from training.adapters import SEPARATOR, Added, Comparing
from training.network import HEADS, HIDDEN, LINK, Block, Network

LONGEST = 128
LARGE = 4096
"""Bytes of a constant from which on it stands in the outermost graph."""
TAGS, LINKS, ROOTS, COMPARED = 0, 1, 2, 3
"""Values of the input ``wanted``: tags alone, tags and links, roots alone, or how two sentences stand to each other.
What is not wanted comes out empty."""
OUTPUTS = ("tags", "links", "roots", "compared")

_MICROSOFT = "com.microsoft"
_OPSETS = {"": 18, _MICROSOFT: 1}


@dataclass(slots=True)
class _Nodes:
    """Nodes and constants of a graph or of a branch of one; ``name`` goes before every name in it.

    Large constants stand in the outermost graph, each once, so that branches over the same layers share them.
    """

    name: str
    outer: _Nodes | None = None
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)
    known: dict[tuple[str, bytes], str] = field(default_factory=dict)

    def constant(self, values: object) -> str:
        """Adds a constant (numpy array, tensor, or nested lists of integers); returns its name."""
        array = values.detach().float().numpy() if isinstance(values, Tensor) else np.asarray(values)
        array = np.ascontiguousarray(array)
        if array.nbytes < LARGE:
            return self._added(array)
        if self.outer:
            return self.outer.constant(array)
        content = (str(array.dtype), sha256(array.tobytes()).digest())
        if content not in self.known:
            self.known[content] = self._added(array)
        return self.known[content]

    def _added(self, array: NDArray[Any]) -> str:
        name = f"{self.name}c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def many(self, kind: str, inputs: Sequence[str], outputs: int, **attributes: object) -> list[str]:
        """Adds a node; returns the names of its outputs. Operators outside the standard are onnxruntime's own."""
        names = [f"{self.name}n{len(self.nodes)}_{i}" for i in range(outputs)]
        domain = "" if onnx.defs.has(kind, max_inclusive_version=_OPSETS[""]) else _MICROSOFT
        self.nodes.append(helper.make_node(kind, inputs, names, names[0], domain=domain, **attributes))
        return names

    def one(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Adds a node with one output; returns its name."""
        return self.many(kind, inputs, 1, **attributes)[0]

    def linear(self, x: str, layer: nn.Linear | Added) -> str:
        """Weights in int8, a scale a column; inputs are quantised as they come, a scale a call."""
        if isinstance(layer, Added):
            return self.one("Add", self.linear(x, layer.fixed), self.linear(self.linear(x, layer.narrow), layer.broad))
        weights, scales = quantised(layer.weight.detach().float().numpy().T, axis=0)
        bias = torch.zeros(layer.out_features) if layer.bias is None else layer.bias
        parts = [self.constant(v) for v in (weights, scales, bias)]
        return self.one("DynamicQuantizeMatMul", x, parts[0], parts[1], "", parts[2])

    def normed(self, x: str, layer: nn.LayerNorm) -> str:
        """Layer normalisation over the states."""
        return self.one("LayerNormalization", x, self.constant(layer.weight), self.constant(layer.bias), epsilon=1e-12)

    def block(self, x: str, mask: str, block: Block) -> str:
        """A transformer layer; ``mask`` int32 [batch, n]. The sums stay apart from the norms: fused they are slower."""
        query, key, value = self.many("Split", [self.linear(x, block.qkv)], 3, axis=2, num_outputs=3)
        seen = self.one(
            "MultiHeadAttention", query, key, value, "", mask, num_heads=HEADS, mask_filter_value=-10000.0
        )  # fmt: skip
        x = self.normed(self.one("Add", x, self.linear(seen, block.out)), block.norm1)
        raised = self.one("Gelu", self.linear(x, block.up))
        return self.normed(self.one("Add", x, self.linear(raised, block.down)), block.norm2)

    def empty(self, *shape: int) -> str:
        """A constant without values."""
        return self.constant(np.zeros(shape, np.float32))

    def branch(self, results: Sequence[str]) -> onnx.GraphProto:
        """The nodes as a branch of an If; ``results`` are its outputs."""
        named = [self.one("Identity", result) for result in results]
        outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in named]
        return helper.make_graph(self.nodes, self.name, [], outputs, self.constants)


def quantised(values: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """``values`` [rows, columns] as int8 from -127 to 127, and their scales, one for each line along ``axis``."""
    scales = np.maximum(np.abs(values).max(axis), 1e-8) / 127
    spread = scales if axis == 0 else scales[:, None]
    return np.round(values / spread).astype(np.int8), scales.astype(np.float32)


def served(net: Network, comparing: Comparing | None = None) -> onnx.ModelProto:
    """The network as it is served; without a comparing branch ``compared`` comes out empty.

    Inputs ``ids`` and ``mask`` int64 [batch, n], ``wanted`` int64 scalar; outputs probabilities ``tags``
    [batch, n, labels], ``links`` [batch, 2, n, n], ``roots`` [batch, roots], and logits ``compared`` [batch, labels].
    """
    main = _Nodes("main_")
    mask = main.one("Cast", "mask", to=TensorProto.INT32)
    words = _embedded(main, net)
    of_two = main.one("Equal", "wanted", main.constant(np.int64(COMPARED)))
    alone = _alone(main, net, words, mask)
    two = _comparing_branch(main, net, comparing, words, mask)
    results = main.many("If", [of_two], 4, then_branch=two, else_branch=alone)
    for name, result in zip(OUTPUTS, results, strict=True):
        main.nodes.append(helper.make_node("Identity", [result], [name]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "n"]) for n in ("ids", "mask")]
    inputs.append(helper.make_tensor_value_info("wanted", TensorProto.INT64, []))
    shapes = (
        ("t", "n", net.tags.out_features), ("l", 2, "i", "j"), ("r", net.roots.out_features),
        ("c", len(labels.COMPARED)),
    )  # fmt: skip
    outputs = [helper.make_tensor_value_info(*o) for o in zip(OUTPUTS, [TensorProto.FLOAT] * 4, shapes, strict=True)]
    graph = helper.make_graph(main.nodes, "encoder", inputs, outputs, main.constants)
    opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def _embedded(main: _Nodes, net: Network) -> str:
    words = net.words.weight.detach().float().numpy().copy()
    words[1 : 1 + len(net.markers)] += net.markers.detach().float().numpy()
    rows, scales = quantised(words, axis=1)
    picked = main.one("Cast", main.one("Gather", main.constant(rows), "ids"), to=TensorProto.FLOAT)
    picked = main.one("Mul", picked, main.one("Gather", main.constant(scales[:, None]), "ids"))
    length = main.one("Shape", "ids", start=1, end=2)
    places = main.one("Slice", main.constant(net.places.weight[:LONGEST]), main.constant([0]), length)
    return main.one("Add", picked, places)


def _alone(main: _Nodes, net: Network, words: str, mask: str) -> onnx.GraphProto:
    """One text at a time: the shared layers, and over them the branch that is wanted."""
    here = _Nodes("alone_", main)
    x = here.normed(words, net.norm)
    for block in net.shared:
        x = here.block(x, mask, block)  # type: ignore[arg-type]
    of_pairs = here.one("Equal", "wanted", here.constant(np.int64(ROOTS)))
    pairs, tokens = _pair_branch(main, net, x, mask), _token_branch(main, net, x, mask)
    results = here.many("If", [of_pairs], 3, then_branch=pairs, else_branch=tokens)
    return here.branch([*results, here.empty(0, len(labels.COMPARED))])


def _comparing_branch(main: _Nodes, net: Network, branch: Comparing | None, words: str, mask: str) -> onnx.GraphProto:
    """Two texts at once, through all layers with what is added to them."""
    here = _Nodes("compared_", main)
    empty = [here.empty(0, 0, net.tags.out_features), here.empty(0, 2, 0, 0), here.empty(0, net.roots.out_features)]
    if branch is None:
        return here.branch([*empty, here.empty(0, len(labels.COMPARED))])
    real = here.one("Cast", mask, to=TensorProto.FLOAT)
    ends = here.one("Equal", "ids", here.constant(np.int64(SEPARATOR)))
    ends = here.one("Cast", ends, to=TensorProto.FLOAT)
    behind = here.one("Sub", here.one("CumSum", ends, here.constant(np.int64(1))), ends)
    second = here.one("Mul", here.one("Min", behind, here.constant(np.float32(1))), real)
    first = here.one("Sub", real, second)
    turned = here.one("Mul", here.one("Unsqueeze", second, here.constant([2])), here.constant(branch.second))
    x = here.normed(here.one("Add", words, turned), branch.norm)
    for block in branch.blocks:
        x = here.block(x, mask, block)  # type: ignore[arg-type]
    one, other = (_side_mean(here, x, side) for side in (first, second))
    parts = here.one("Add", one, other), here.one("Abs", here.one("Sub", one, other)), here.one("Mul", one, other)
    wide = here.one("Gelu", here.linear(here.one("Concat", *parts, axis=1), branch.wide))
    return here.branch([*empty, here.linear(wide, branch.compared)])


def _side_mean(here: _Nodes, x: str, side: str) -> str:
    total = here.one("MatMul", here.one("Unsqueeze", side, here.constant([1])), x)
    many = here.one("ReduceSum", side, here.constant([1]), keepdims=1)
    many = here.one("Max", many, here.constant(np.float32(1)))
    return here.one("Div", here.one("Squeeze", total, here.constant([1])), many)


def _token_branch(main: _Nodes, net: Network, x: str, mask: str) -> onnx.GraphProto:
    here = _Nodes("tokens_", main)
    for block in net.upper_tokens:
        x = here.block(x, mask, block)  # type: ignore[arg-type]
    tags = here.one("Sigmoid", here.linear(x, net.tags))
    with_links = here.one("Equal", "wanted", here.constant(np.int64(LINKS)))
    without = _Nodes("unlinked_", main)
    nothing = without.branch([without.empty(0, 2, 0, 0)])
    links = here.one("If", with_links, then_branch=_link_branch(main, net, x), else_branch=nothing)
    return here.branch([tags, links, here.empty(0, net.roots.out_features)])


def _link_branch(main: _Nodes, net: Network, x: str) -> onnx.GraphProto:
    here = _Nodes("links_", main)
    shape = here.constant([0, 0, 2, LINK])
    cues = here.one("Transpose", here.one("Reshape", here.linear(x, net.link_from), shape), perm=[0, 2, 1, 3])
    others = here.one("Transpose", here.one("Reshape", here.linear(x, net.link_to), shape), perm=[0, 2, 3, 1])
    scores = here.one("Div", here.one("MatMul", cues, others), here.constant(np.float32(LINK**0.5)))
    return here.branch([here.one("Sigmoid", here.one("Add", scores, here.constant(net.link_bias.view(1, 2, 1, 1))))])


def _pair_branch(main: _Nodes, net: Network, x: str, mask: str) -> onnx.GraphProto:
    here = _Nodes("pairs_", main)
    real = here.one("Cast", mask, to=TensorProto.FLOAT)
    roles = [_within(here, real, opening) for opening in (1, 3)]
    last, middle = here.constant([2]), here.constant([1])
    for role, direction in zip(roles, net.roots_of_role, strict=True):
        added = here.one("Mul", here.one("Unsqueeze", role, last), here.constant(direction))
        x = here.one("Add", x, added)
    for block in net.upper_pairs:
        x = here.block(x, mask, block)  # type: ignore[arg-type]
    weights = here.one("Concat", *(here.one("Unsqueeze", w, middle) for w in (real, *roles)), axis=1)
    many = here.one("Max", here.one("ReduceSum", weights, last, keepdims=1), here.constant(np.float32(1)))
    pooled = here.one("Div", here.one("MatMul", weights, x), many)
    flat = here.one("Reshape", pooled, here.constant([0, 3 * HIDDEN]))
    roots = here.one("Softmax", here.linear(flat, net.roots), axis=-1)
    return here.branch([here.empty(0, 0, net.tags.out_features), here.empty(0, 2, 0, 0), roots])


def _within(here: _Nodes, real: str, opening: int) -> str:
    """1 from the opening marker up to the one that closes it (the id after), 0 elsewhere; [batch, n]."""
    along = here.constant(np.int64(1))
    sums = []
    for number in (opening, opening + 1):
        found = here.one("Cast", here.one("Equal", "ids", here.constant(np.int64(number))), to=TensorProto.FLOAT)
        sums.append(here.one("CumSum", found, along))
    return here.one("Mul", here.one("Sub", *sums), real)
