"""The shipped graphs give back the network that they were written from."""

from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from sayso.annotate.encoder.weights import loaded, shipped

torch = pytest.importorskip("torch", reason="make setup-training brings it")

# The exporter that is used is the older one of two, and says so.
QUIET = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::UserWarning", "ignore:.*:torch.jit.TracerWarning"
)


@QUIET
def test_a_network_comes_back_from_its_graphs(tmp_path):
    from training.attribution.export import sample, write  # noqa: PLC0415  # needs torch
    from training.attribution.network import Network, Size  # noqa: PLC0415
    from training.attribution.shipped import read_shipped  # noqa: PLC0415

    torch.manual_seed(4)
    made = Network(Size(layers=2)).eval()
    with torch.no_grad():  # the exporter writes equal weights once, and trained ones never are
        for each in made.parameters():
            each.add_(0.02 * torch.randn_like(each))
    write(made, tmp_path)
    back = read_shipped(tmp_path).eval()
    assert back.size == made.size
    for name, value in made.state_dict().items():
        if "rough" not in name:
            step = float(value.abs().max()) / 127
            assert torch.allclose(back.state_dict()[name], value, atol=step), name
    drawn = sample()
    given = (drawn["pieces"], drawn["features"], torch.ones(1, 40), drawn["first"])
    with torch.no_grad():
        hidden, cues, _ = made.encoder(*given)
        again, cues_again, _ = back.encoder(*given)
    assert float((hidden - again).abs().mean()) < 0.05 * float(hidden.abs().mean())
    assert float((cues - cues_again).abs().max()) < 0.1 * float(cues.abs().max())


def test_graphs_without_a_network_are_told(tmp_path):
    from onnx import TensorProto, helper, save  # noqa: PLC0415
    from training.attribution.shipped import ShippedError, read_shipped  # noqa: PLC0415

    made = helper.make_graph([], "none", [], [])
    made.initializer.append(helper.make_tensor("other.weight", TensorProto.FLOAT, [1], [1.0]))
    for name in ("encoder", "look"):
        save(helper.make_model(made), str(tmp_path / f"{name}.onnx"))
    with pytest.raises(ShippedError, match="lacks"):
        read_shipped(tmp_path)


SHIPPED = [
    "attribution/encoder",
    "attribution/look",
    "claims/roles",
    "claims/senses",
    "claims/types",
    "coreference/pairs",
    "coreference/phrases",
    "names/names",
]


@pytest.mark.parametrize("name", SHIPPED)
def test_products_of_bytes_are_exact_on_every_processor(name):
    """Where there is no VNNI, signed weights overflow, unless they are alone and the session says.

    The same report would read otherwise there. On emulated processors (qemu-user, Haswell) each of
    these graphs gave, to the bit, what it had given with unsigned weights.
    """
    import onnx  # noqa: PLC0415

    path = files("sayso.models").joinpath(f"{name}.onnx")
    shipped = onnx.load_from_string(path.read_bytes()).graph
    kinds = {each.name: each.data_type for each in shipped.initializer}
    uses = Counter(n.input[1] for n in shipped.node if n.op_type == "MatMulInteger")
    assert uses
    for weights, count in uses.items():
        alone = count == 1
        assert kinds[weights] == (onnx.TensorProto.INT8 if alone else onnx.TensorProto.UINT8)


@QUIET
def test_signed_weights_are_the_same_weights(tmp_path, monkeypatch):
    from training.attribution import export  # noqa: PLC0415

    torch.manual_seed(5)
    made = torch.nn.Sequential(torch.nn.Linear(48, 32), torch.nn.GELU(), torch.nn.Linear(32, 8))
    draws = {"x": torch.randn(3, 48)}, {"x": torch.randn(7, 48)}
    axes = {"x": {0: "texts"}}, {"y": {0: "texts"}}
    export.graph(made.eval(), draws, *axes, tmp_path / "signed.onnx")
    monkeypatch.setattr(export, "sign", lambda model: None)
    export.graph(made, draws, *axes, tmp_path / "unsigned.onnx")
    given = {"x": draws[1]["x"].numpy()}
    signed, unsigned = (
        loaded((tmp_path / name).read_bytes()).session.run(None, given)
        for name in ("signed.onnx", "unsigned.onnx")
    )
    assert (tmp_path / "signed.onnx").read_bytes() != (tmp_path / "unsigned.onnx").read_bytes()
    assert np.array_equal(signed[0], unsigned[0])


def test_the_graph_that_finds_overflowing_sums_is_the_one_that_is_written(tmp_path):
    from training.attribution.export import write_sums  # noqa: PLC0415

    write_sums(tmp_path / "sums.onnx")
    assert (tmp_path / "sums.onnx").read_bytes() == shipped("sums")
