"""The small mode of training learns, on a sixth of our own texts, in a minute."""

import json

import pytest

torch = pytest.importorskip("torch", reason="make setup-training brings it")


def test_the_small_mode_learns(tmp_path, capsys):
    from training.attribution.train import small  # noqa: PLC0415  # needs torch

    scores = small(tmp_path, epochs=4, seed=1)
    epochs = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[:1] == "{"]
    assert [e["epoch"] for e in epochs] == list(range(1, 5))
    assert epochs[-1]["loss"] < 0.5 * epochs[0]["loss"]
    assert scores["full"] >= LEAST_FULL
    assert scores["cue"] >= LEAST_CUES


# Full statements and cues on what was held out; 66.1 and 81.4 when these were set, and 0.0 and 26.7
# after the first of the four epochs. Other processors round otherwise.
LEAST_FULL, LEAST_CUES = 58.0, 75.0
