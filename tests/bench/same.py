# SPDX-License-Identifier: Apache-2.0
"""Whether two tables are the same, bit for bit."""

from __future__ import annotations

import linli as ll
import numpy as np


def same(one: ll.Table, other: ll.Table) -> bool:
    """The same columns of the same types with the same bits, in the same order."""
    return one.columns == other.columns and all(
        _alike(one[name], other[name]) for name in one.columns
    )


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    objects = one.dtype == object
    return one.tolist() == other.tolist() if objects else one.tobytes() == other.tobytes()
