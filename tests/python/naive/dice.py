# SPDX-License-Identifier: Apache-2.0
"""What random networks and questions are drawn with: whole numbers, from hypothesis or a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice:
    """Everything is drawn as a number, and the lowest is the simplest, so that failures shrink."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number

    @classmethod
    def of(cls, draw: Callable[..., Any]) -> Dice:
        """Within a hypothesis strategy."""
        return cls(lambda low, high: int(draw(st.integers(low, high))))

    @classmethod
    def seeded(cls, seed: int) -> Dice:
        """Without hypothesis: fuller networks, faster, not shrunk."""
        return cls(random.Random(seed).randint)

    def pick(self, options: Sequence[T]) -> T:
        return options[self.number(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        return self.number(0, 99) >= 100 - percent

    def maybe(self, percent: int, make: Callable[[], T]) -> T | None:
        return make() if self.chance(percent) else None

    def many(self, high: int, make: Callable[[], T | None]) -> list[T]:
        """Mostly well filled, sometimes few or none."""
        least = high // 2 if self.chance(80) else 0
        made = (make() for _ in range(self.number(least, high)))
        return [one for one in made if one is not None]
