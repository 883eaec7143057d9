"""Write trained weights as two int8 ONNX graphs, after checking them against the network.

python -m training.attribution.export --weights DIR/reader.pt --out DIR
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from copy import deepcopy
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.annotate.encoder.weights import COUNT, LARGEST_WEIGHT
from sayso.attribute.reader.relation import DISTANCES, RELATIONS, STEPS
from training.attribution.network import Network

# How far the graph may be from the network before it is made int8.
TOLERANCE = 1e-4
OPSET = 17


class ExportError(RuntimeError):
    """The graph does not compute what the network does."""


class ByRow(nn.Module):
    """An embedding in int8 with a scale for each row; one scale for all rows loses a third more."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(table.weight.detach() / scale).to(torch.int8))

    def forward(self, pieces: Tensor) -> Tensor:
        """The vectors of some pieces."""
        rows: Tensor = self.rows[pieces].float() * self.scale[pieces]
        return rows


class ReadWindow(nn.Module):
    """The encoder without padding and rough spans."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(
        self, pieces: Tensor, features: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Words' hidden vectors and cue scores, and pieces' vectors behind the shared layers."""
        lower = self.encoder.lower(pieces, features, None)
        hidden, cues, _ = self.encoder.upper(lower, None, first)
        return hidden, cues, lower


def sample(texts: int = 1, pieces: int = 40, words: int = 30, cues: int = 3) -> dict[str, Tensor]:
    """Inputs of both graphs, drawn at random."""
    draw = torch.Generator().manual_seed(0)

    def ints(high: int, *shape: int) -> Tensor:
        return torch.randint(0, high, shape, generator=draw)

    return {
        "pieces": ints(30000, texts, pieces),
        "features": ints(3, 5, texts, pieces),
        "first": torch.sort(ints(pieces, texts, words)).values,
        "cue": torch.stack([torch.zeros(cues, dtype=torch.long), ints(9, cues), 9 + ints(9, cues)]),
        "distance": ints(DISTANCES, cues, words),
        "step": ints(STEPS, cues, words),
        "relation": ints(RELATIONS, cues, words),
    }


def write(network: Network, out: Path) -> None:
    """Write `encoder.onnx` and `look.onnx`. Raises ExportError where they differ by TOLERANCE."""
    network = deepcopy(network).eval()
    network.encoder.words = ByRow(network.encoder.words)
    reader = ReadWindow(network).eval()
    drawn = sample()
    with torch.no_grad():
        hidden, *_ = reader(drawn["pieces"], drawn["features"], drawn["first"])
    drawn["hidden"] = hidden
    out.mkdir(parents=True, exist_ok=True)
    one = {"pieces": {1: "pieces"}, "features": {2: "pieces"}, "first": {1: "words"}}
    many = {
        "hidden": {1: "words"},
        "cue": {1: "cues"},
        **{name: {0: "cues", 1: "words"} for name in ("distance", "step", "relation")},
    }
    read = {"hidden": {1: "words"}, "cues": {1: "words"}, "lower": {1: "pieces"}}
    other = sample(pieces=71, words=55, cues=7)
    other["hidden"] = torch.randn(1, 55, 384, generator=torch.Generator().manual_seed(1))
    draws = (drawn, other)
    graph(reader, draws, one, read, out / "encoder.onnx")
    graph(
        network.look,
        draws,
        many,
        {"tags": {0: "cues", 1: "words"}, "levels": {0: "cues"}},
        out / "look.onnx",
    )


def graph(
    module: nn.Module,
    draws: tuple[dict[str, Tensor], dict[str, Tensor]],
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
    path: Path,
) -> None:
    """Export one module, traced at one shape, check it at another, and write it as int8.

    Raises ExportError where the graph is not the module.
    """
    drawn, other = draws
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module,
            tuple(drawn[name] for name in inputs),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={**inputs, **outputs},
            opset_version=OPSET,
            dynamo=False,  # the newer exporter wrote graphs that compute something else
        )
        check(module, plain, {name: other[name] for name in inputs})
        prepared = Path(folder) / "prepared.onnx"
        ort.quantization.shape_inference.quant_pre_process(
            str(plain), str(prepared), skip_symbolic_shape=True
        )
        quantize_dynamic(
            str(prepared),
            str(path),
            weight_type=QuantType.QUInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )
    made = onnx.load(str(path))
    sign(made)
    onnx.save(made, str(path))
    onnx.checker.check_model(str(path))


def sign(model: onnx.ModelProto) -> None:
    """Make the weights of products signed, and their zeros with them: the values are the same.

    With VNNI a product by signed weights takes half the time (the encoder: 38 ms for 300 pieces,
    63 before). Without it sums overflow, unless the runtime takes such weights for unsigned, as it
    is asked to (`encoder.weights`). It cannot where products share weights: these stay so.
    """
    kept = {each.name: each for each in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    uses = Counter(node.input[1] for node in products)
    alone = [node for node in products if uses[node.input[1]] == 1]
    for name in {name for node in alone for name in (node.input[1], node.input[3])}:
        values = numpy_helper.to_array(kept[name])
        if values.dtype == np.uint8:
            moved = (values.astype(np.int16) - 128).astype(np.int8)
            kept[name].CopyFrom(numpy_helper.from_array(moved, name))


def write_sums(path: Path) -> None:
    """Write the graph that tells whether a processor's sums overflow: the largest bytes' product.

    `bytes` (rows, COUNT) to `sums` (rows, 1).
    """
    weights = np.full((COUNT, 1), LARGEST_WEIGHT, np.int8)
    given = {"weights": weights, "zero": np.uint8(0), "zero_of_weights": np.int8(0)}
    node = helper.make_node("MatMulInteger", ["bytes", *given], ["sums"])
    made = helper.make_graph(
        [node],
        "sums",
        [helper.make_tensor_value_info("bytes", onnx.TensorProto.UINT8, ["rows", COUNT])],
        [helper.make_tensor_value_info("sums", onnx.TensorProto.INT32, ["rows", 1])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in given.items()],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def check(module: nn.Module, path: Path, given: dict[str, Tensor]) -> None:
    """Compare the graph with the module."""
    with torch.no_grad():
        wanted = module(*given.values())
    wanted = (wanted,) if isinstance(wanted, Tensor) else wanted
    run = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = run.run(None, {name: value.numpy() for name, value in given.items()})
    for a, b in zip(wanted, found, strict=True):
        apart = float(np.abs(a.numpy() - b).max())
        if apart > TOLERANCE:
            raise ExportError(f"{path.name} is {apart:.2g} from the network")


def main() -> None:
    """Write the graphs of some trained weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    told = parser.parse_args()
    write(Network.load(told.weights), told.out)
    for path in sorted(told.out.glob("*.onnx")):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
