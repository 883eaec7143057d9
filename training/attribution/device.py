"""What there is to compute with: a graphics card or a processor, in half precision or not."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache

import torch


@cache
def device() -> torch.device:
    """The graphics card, where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@cache
def has_bfloat16() -> bool:
    """Whether bfloat16 is arithmetic of the machine; on other processors it is slower than float.

    With it an epoch took a third of the time on two cores (Zen 5).
    """
    if device().type == "cuda":
        return torch.cuda.is_bf16_supported()
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))


def halved() -> AbstractContextManager[object]:
    """The context in which networks are run."""
    return torch.autocast(device().type, torch.bfloat16) if has_bfloat16() else nullcontext()
