"""Reads a served weights file back into the network, so that a branch can be added to it without training the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.graph import LONGEST
from training.network import Block, Network

Array = NDArray[np.float32]


class _Graph:
    """A graph with the constants that it sees, its own and those of the graphs around it."""

    def __init__(self, graph: onnx.GraphProto, around: dict[str, NDArray[np.generic]]) -> None:
        self.name = graph.name
        self.nodes = list(graph.node)
        self.constants = {**around, **{t.name: numpy_helper.to_array(t) for t in graph.initializer}}
        self._linears = self._of("DynamicQuantizeMatMul")
        self._norms = self._of("LayerNormalization")

    def within(self) -> Iterator[_Graph]:
        """The graph itself and all branches in it."""
        yield self
        for node in self.nodes:
            for attribute in node.attribute:
                if attribute.type == onnx.AttributeProto.GRAPH:
                    yield from _Graph(attribute.g, self.constants).within()

    def _of(self, kind: str) -> Iterator[list[NDArray[np.generic]]]:
        for node in self.nodes:
            if node.op_type == kind:
                yield [self.constants[name] for name in node.input[1:] if name]

    def linear(self, layer: nn.Linear) -> None:
        """Fills a linear layer with the next of the graph; its int8 weights come back as they were rounded."""
        weights, scales, bias = next(self._linears)
        _fill(layer, (weights.astype(np.float32) * scales).T, bias)

    def norm(self, layer: nn.LayerNorm) -> None:
        """Fills a norm with the next of the graph."""
        _fill(layer, *next(self._norms))

    def block(self, block: nn.Module) -> None:
        """Fills a transformer layer with the next of the graph."""
        assert isinstance(block, Block)
        for layer in (block.qkv, block.out, block.up, block.down):
            self.linear(layer)
        for norm in (block.norm1, block.norm2):
            self.norm(norm)


def reread(file: Path) -> Network:
    """The network of a weights file of ``training.export``; a comparing branch in it is left out.

    What is written from it again has the same numbers. The markers come back within the words.
    """
    net = Network()
    graphs = {graph.name: graph for graph in _Graph(onnx.load(str(file)).graph, {}).within()}
    main, alone, tokens, links, pairs = (graphs[n] for n in ("encoder", "alone_", "tokens_", "links_", "pairs_"))
    rows = next(c for c in main.constants.values() if c.dtype == np.int8 and len(c) == net.words.num_embeddings)
    scales = next(c for c in main.constants.values() if c.shape == (net.words.num_embeddings, 1))
    net.words.weight.data = torch.tensor(rows.astype(np.float32) * scales)
    places = next(c for c in main.constants.values() if c.shape == (LONGEST, net.places.embedding_dim))
    net.places.weight.data[:LONGEST] = torch.tensor(places)
    net.markers.data.zero_()
    alone.norm(net.norm)
    for graph, blocks in ((alone, net.shared), (tokens, net.upper_tokens), (pairs, net.upper_pairs)):
        for block in blocks:
            graph.block(block)
    tokens.linear(net.tags)
    links.linear(net.link_from)
    links.linear(net.link_to)
    net.link_bias.data = torch.tensor(next(c for c in links.constants.values() if c.shape == (1, 2, 1, 1))).flatten()
    pairs.linear(net.roots)
    directions = [c for n in pairs.nodes if n.op_type == "Mul" and (c := pairs.constants.get(n.input[1])) is not None]
    net.roots_of_role.data = torch.tensor(np.stack(directions))
    return net.eval()


def _fill(layer: nn.Linear | nn.LayerNorm, weight: NDArray[np.generic], bias: NDArray[np.generic]) -> None:
    layer.weight.data = torch.tensor(np.ascontiguousarray(weight))
    layer.bias.data = torch.tensor(bias)
