# SPDX-License-Identifier: Apache-2.0
"""What a cell is answered with: a value, what it was divided from, and why it may be null."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    low: float | None = None  # the interval's ends, where a level was asked
    high: float | None = None
    expected: float | None = None  # of pairs of kinds: the number under fixed margins
    z: float | None = None


def count(number: float | None, note: str = "") -> Answer:
    return Answer(number, number, None, note)


def ratio(over: float | None, under: float | None, scale: int = 1, note: str = "") -> Answer:
    """'Null, never 0 or NaN, where the denominator is 0 or unknown; `note` says which.'"""
    if over is None:
        return Answer(None, None, under, note or "numerator unknown")
    if under is None:
        return Answer(None, over, None, note or "denominator unknown")
    if under <= 0:
        return Answer(None, over, under, note or "denominator 0")
    return Answer(scale * over / under, over, under, note)


def share(over: float | None, under: float | None, note: str = "") -> Answer:
    """'A value over 1 is left as it is and noted.'"""
    answer = ratio(over, under, note=note)
    if answer.value is not None and answer.value > 1:
        return Answer(answer.value, over, under, note or "over 1")
    return answer
