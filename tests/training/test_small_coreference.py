"""The small mode of the training of coreference learns, from our own texts alone."""

import pytest

from sayso.annotate.encoder.weights import loaded

pytest.importorskip("torch", reason="make setup-training brings it")

QUIET = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::UserWarning", "ignore:.*:torch.jit.TracerWarning"
)


@QUIET
def test_the_small_mode_learns_and_what_it_writes_is_what_it_learned(tmp_path):
    import numpy as np  # noqa: PLC0415
    import torch  # noqa: PLC0415
    from training.coreference.corpora import own_texts  # noqa: PLC0415
    from training.coreference.examples import examples  # noqa: PLC0415
    from training.coreference.export import write  # noqa: PLC0415
    from training.coreference.measure import measure  # noqa: PLC0415
    from training.coreference.train import learn_both, split  # noqa: PLC0415

    lessons, held = split(examples(own_texts()[::3]), 0, 5)
    start = measure(*learn_both(lessons, 1, tmp_path), held)
    (tmp_path / "phrases.pt").unlink()
    (tmp_path / "pairs.pt").unlink()
    finder, ranker = learn_both(lessons, 5, tmp_path)
    told = measure(finder, ranker, held)
    assert told.conll > 55, (str(start), str(told))
    assert told.conll > start.conll

    write(finder, ranker, tmp_path)
    graph = loaded((tmp_path / "phrases.onnx").read_bytes()).session
    for each in held:
        given = each.finder_inputs()
        names = ("vectors", "places", "features")
        (scores,) = graph.run(["scores"], dict(zip(names, map(np.asarray, given), strict=True)))
        with torch.no_grad():
            wanted = finder(*given).numpy()
        assert np.mean((scores > 0) == (wanted > 0)) > 0.97
