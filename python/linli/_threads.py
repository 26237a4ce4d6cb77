# SPDX-License-Identifier: Apache-2.0
"""How many threads count."""

from __future__ import annotations

from . import _core
from ._asking import whole_of


def set_threads(count: int) -> None:
    """Counts with so many threads, or with 0 as many as the machine has; results are the same."""
    _core.set_threads(whole_of(count, "count", bits=10))


def threads() -> int:
    """How many threads count."""
    return _core.threads()
