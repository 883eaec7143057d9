"""The shipped graphs give back the network that they were written from."""

import pytest

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


@pytest.mark.parametrize("name", ["attribution/encoder", "attribution/look", "names/names"])
def test_products_of_bytes_are_exact_on_every_processor(name):
    """Signed weights overflow where there is no VNNI, and the same report reads otherwise there."""
    from importlib.resources import files  # noqa: PLC0415

    import onnx  # noqa: PLC0415

    path = files("sayso.models").joinpath(f"{name}.onnx")
    graph = onnx.load_from_string(path.read_bytes()).graph
    kinds = {each.name: each.data_type for each in graph.initializer}
    weights = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    assert weights
    assert {kinds[w] for w in weights} == {onnx.TensorProto.UINT8}
