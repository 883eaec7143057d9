"""The small mode of training learns, on our own texts and two cores, in under two minutes."""

import json

import pytest

torch = pytest.importorskip("torch", reason="make setup-training brings it")


def test_the_small_mode_learns(tmp_path, capsys):
    from training.attribution.train import small  # noqa: PLC0415  # needs torch

    scores = small(tmp_path, epochs=5, seed=1)
    epochs = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[:1] == "{"]
    assert [e["epoch"] for e in epochs] == list(range(1, 6))
    assert epochs[-1]["loss"] < 0.5 * epochs[0]["loss"]
    assert scores["full"] >= LEAST_FULL
    assert scores["cue"] >= LEAST_CUES


# Full statements and cues on what was held out; 74.9 and 85.6 when these were set, and 35.6 and
# 66.7 after the first of the five epochs. Other processors round otherwise.
LEAST_FULL, LEAST_CUES = 68.0, 81.0
