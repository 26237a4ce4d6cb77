# SPDX-License-Identifier: Apache-2.0
"""Time as a median: one run says little on a machine that does other things too."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

RUNS = 5
# What is done in no time is done more often, for there a neighbour's work weighs most.
_ENOUGH = 0.25
_MOST_RUNS = 51


def seconds(work: Callable[[], Any]) -> float:
    """The median time of at least RUNS runs after one that fills caches; without the collector."""
    work()
    gc.collect()
    gc.disable()
    try:
        runs = [_once(work) for _ in range(RUNS)]
        while sum(runs) < _ENOUGH and len(runs) < _MOST_RUNS:
            runs.append(_once(work))
        return median(runs)
    finally:
        gc.enable()


def _once(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
