# SPDX-License-Identifier: Apache-2.0
"""How long things take in `deliberation`: Kaplan–Meier of spells, their quantiles and limits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from .answers import Answer
from .conventions import DAY, Cell, duration, moment
from .deliberation import by_on, cohort
from .intervals import log_log
from .world import World

Spell = tuple[timedelta, bool]  # how long, and whether it ended (else censored at τ)


class Step(NamedTuple):
    """S just after t, and Greenwood's Σ d / (n (n − d)), which S² times is its variance."""

    t: timedelta
    survival: float
    greenwood: float


def without_negatives(spells: Iterable[Spell]) -> tuple[list[Spell], str]:
    """'Negative ones are left out and noted.'"""
    told = list(spells)
    kept = [spell for spell in told if spell[0] >= timedelta(0)]
    left_out = len(told) - len(kept)
    return kept, f"{left_out} negative durations left out" if left_out else ""


def kaplan_meier(spells: list[Spell]) -> list[Step]:
    """A step each time at which a spell ended."""
    steps, survival, greenwood = [], 1.0, 0.0
    for t in sorted({length for length, ended in spells if ended}):
        at_risk = sum(length >= t for length, _ in spells)
        ends = sum(length == t and ended for length, ended in spells)
        survival *= 1 - ends / at_risk
        greenwood += ends / (at_risk * (at_risk - ends)) if ends < at_risk else 0.0
        steps.append(Step(t, survival, greenwood))
    return steps


def first(steps: list[Step], curve: list[float], q: float) -> float | None:
    """The smallest t at which a curve is at most 1 − q (tolerance 1e-9)."""
    reached = (step.t / DAY for step, s in zip(steps, curve, strict=True) if s <= 1 - q + 1e-9)
    return next(reached, None)


def quantile(spells: Iterable[Spell], q: float, level: float | None) -> Answer:
    """'The smallest t with S(t) ≤ 1 − q (tolerance 1e-9), S by Kaplan–Meier ... log–log limits'"""
    kept, note = without_negatives(spells)
    if not kept:
        return Answer(None, note=note or "none in the cohort")
    steps = kaplan_meier(kept)
    value = first(steps, [step.survival for step in steps], q)
    note = note or ("not reached by τ" if value is None else "")
    if level is None:
        return Answer(value, note=note)
    limits = [log_log(step.survival, step.greenwood, level) for step in steps]
    low, high = (first(steps, [pair[end] for pair in limits], q) for end in (0, 1))
    return Answer(value, note=note, low=low, high=high)


def spells_to(world: World, cell: Cell, state: str) -> list[Spell]:
    """'From `raised_at` to the first such event, censored at τ. Issues rejected or merged first
    remain at risk to τ.'
    """
    spells = []
    for issue in cohort(world, cell):
        start = moment(issue["raised_at"])
        ends = [e.at for e in by_on(world, issue, cell.overall_on) if e.state == state]
        if ends:
            spells.append((duration(start, ends[0]), True))
        elif cell.overall_on.instant is not None:
            spells.append((duration(start, cell.overall_on.instant), False))
    return spells


def time_to(world: World, cell: Cell, state: str = "closed", q: float = 0.5) -> Answer:
    return quantile(spells_to(world, cell, state), q, cell.level)


def survival(world: World, cell: Cell, at: float, state: str = "closed") -> Answer:
    """'S(t); null beyond the last observed time unless 0'"""
    kept, note = without_negatives(spells_to(world, cell, state))
    if not kept:
        return Answer(None, note=note or "none in the cohort")
    past = [step for step in kaplan_meier(kept) if step.t / DAY <= at]
    reached = past[-1] if past else Step(timedelta(0), 1.0, 0.0)
    if at > max(length for length, _ in kept) / DAY and reached.survival > 0:
        return Answer(None, note=note or "beyond the last observed time")
    if cell.level is None:
        return Answer(reached.survival, note=note)
    low, high = log_log(reached.survival, reached.greenwood, cell.level)
    return Answer(reached.survival, note=note, low=low, high=high)


def dwell(world: World, cell: Cell, state: str | None = None, q: float = 0.5) -> Answer:
    """'the same of spells: from entering the state to the next event; the unit is the spell'

    The actor of a spell is that of the event which enters it. 'dwell(state=X) by state: the
    parameter still filters: rows of other states have no spells.'
    """
    wanted = {state, cell.fixed.get("state")} - {None}
    spells = []
    for issue in cohort(world, cell):
        events = by_on(world, issue, cell.overall_on)
        for n, entered in enumerate(events):
            if not wanted <= {entered.state}:
                continue
            if entered.actor != cell.fixed.get("actor", entered.actor):
                continue
            if n + 1 < len(events):
                spells.append((duration(entered.at, events[n + 1].at), True))
            elif cell.overall_on.instant is not None:
                spells.append((duration(entered.at, cell.overall_on.instant), False))
    return quantile(spells, q, cell.level)
