"""The network as it ships, to learn on from: the int8 graphs' weights, made floats again.

A weight comes back to half a step of its scale (a 254th of its column's range). The rough head,
which only training uses, does not ship; it begins anew.
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.attribution.network import Network, Size

# What the exporter calls a product with a module's weights.
PRODUCTS = ("/Gemm_MatMul_quant", "/MatMul_quant")
UNSHIPPED = {"encoder.rough.weight", "encoder.rough.bias"}


class ShippedError(RuntimeError):
    """The graphs do not hold a network's weights."""


def read_shipped(folder: Path) -> Network:
    """The network whose graphs `export.write` wrote. Raises ShippedError."""
    weights = floats(folder / "encoder.onnx")
    weights |= {f"look.{name}": value for name, value in floats(folder / "look.onnx").items()}
    try:
        rows, scale = weights.pop("encoder.words.rows"), weights.pop("encoder.words.scale")
        weights["encoder.words.weight"] = rows * scale
        network = Network(size_of(weights))
    except KeyError as missed:
        raise ShippedError(f"{folder} lacks {missed}") from missed
    missing, unknown = network.load_state_dict(weights, strict=False)
    if unknown or set(missing) - UNSHIPPED:
        raise ShippedError(f"{folder} lacks {missing}, or has too much: {unknown}")
    return network


def floats(path: Path) -> dict[str, Tensor]:
    """A graph's weights by the names of the network's parameters."""
    graph = onnx.load(str(path)).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {
        name: torch.from_numpy(value.copy()).float()
        for name, value in held.items()
        if name.endswith((".weight", ".bias", ".rows", ".scale"))
    }
    for node in graph.node:
        if node.op_type != "MatMulInteger" or not node.name.endswith(PRODUCTS):
            continue
        module = node.name.rsplit("/", 1)[0].strip("/")
        # A layer in a row is called by the row's name and its own: /level/level.0.
        parent, _, last = module.rpartition("/")
        same = parent and last.startswith(parent.rpartition("/")[2] + ".")
        module = last if same else module.replace("/", ".")
        # A node within a method lacks the name of the module that it is of; the bias has it.
        module = next((n[: -len(".bias")] for n in found if n.endswith(f"{module}.bias")), module)
        base = node.input[1].removesuffix("_quantized")
        whole = held[node.input[1]].astype("float32") - held[f"{base}_zero_point"]
        found[f"{module}.weight"] = torch.from_numpy((whole * held[f"{base}_scale"]).T.copy())
    return found


def size_of(weights: dict[str, Tensor]) -> Size:
    """The sizes that the weights tell."""
    vocabulary, width = weights["encoder.words.weight"].shape
    near = weights["look.near.weight"].shape
    return Size(
        vocabulary=vocabulary,
        positions=weights["encoder.positions.weight"].shape[0],
        width=width,
        layers=sum(name.endswith(".qkv.weight") for name in weights),
        inner=weights["encoder.layers.0.up.weight"].shape[0],
        look=near[0],
        near=near[2],
    )
