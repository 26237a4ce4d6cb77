# SPDX-License-Identifier: Apache-2.0
"""Rows with since and until: those of consecutive snapshots made into intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ._snapshot_rows import LIMITS, Changes, Row, Told, name_new_columns

Limits = tuple[str | None, str | None]


@dataclass
class _Run:
    """Consecutive snapshots that list a row as in force, by number, and its own limits."""

    first: int
    last: int
    since: str | None
    until: str | None
    is_closed: bool = False  # by the row that follows it


@dataclass(frozen=True)
class _Aside:
    """A row that was not in force on the day of its snapshot."""

    k: int
    since: str | None
    until: str | None

    def meets(self, interval: Limits) -> bool:
        since, until = interval
        begins_before = self.since is None or until is None or self.since < until
        return begins_before and (self.until is None or (since or "") < self.until)


def merged_intervals(told: Told, changes: Changes) -> list[dict[str, Any]]:
    """The intervals of all rows; rows alike but for since and until are one."""
    name_new_columns(told, changes, LIMITS)
    found: dict[Any, tuple[Row, dict[int, list[Row]]]] = {}
    for k, row in told.each():
        bare = row.without(*LIMITS)
        found.setdefault(bare.key, (bare, {}))[1].setdefault(k, []).append(row)
    return [
        {**bare.values, **{limit: at for limit, at in zip(LIMITS, interval, strict=True) if at}}
        for bare, by_day in found.values()
        for interval in _Story(told, bare, changes).intervals(by_day)
    ]


def in_interval(since: str | None, until: str | None, day: str) -> bool:
    """Whether an interval holds on a day, as the core reads it."""
    return (since is None or since[:10] <= day) and (until is None or until > day)


def in_force(row: Row, day: str) -> bool:
    """Whether a row is in force on a day."""
    return in_interval(row.texts.get("since"), row.texts.get("until"), day)


class _Story:
    """What the snapshots say of one row."""

    def __init__(self, told: Told, bare: Row, changes: Changes) -> None:
        self._days = told.days
        self._told = told
        self._id = bare.said(told.required)
        self._changes = changes

    def intervals(self, by_day: dict[int, list[Row]]) -> list[Limits]:
        """Since and until of each interval, in order of time."""
        runs: list[_Run] = []
        asides: dict[Limits, _Aside] = {}
        for k, rows in by_day.items():
            here = [row for row in rows if in_force(row, self._days[k])]
            if here:
                self._extend(runs, k, *self._together(k, here))
            for row in rows:
                if row not in here:
                    limits = (row.texts.get("since"), row.texts.get("until"))
                    asides[limits] = _Aside(k, *limits)
        others = [aside for aside in asides.values() if not self._is_of_a_run(aside, runs)]
        made: list[Limits] = [
            (self._since(runs, i), self._until(run)) for i, run in enumerate(runs)
        ]
        kept = [found for aside in others if (found := self._kept(aside, made))]
        return sorted([*made, *kept], key=lambda limits: limits[0] or "")

    def _together(self, k: int, rows: list[Row]) -> Limits:
        """The limits of rows in force on one day: the earliest since told, the latest until."""
        limits = [tuple(row.texts.get(limit) for limit in LIMITS) for row in rows]
        since = min((since for since, _ in limits if since), default=None)
        ends = [until for _, until in limits]
        until = None if None in ends else max(end for end in ends if end)
        if len(limits) > 1:
            said = " and ".join(_said(*each) for each in limits)
            self._name(None, said, _said(since, until), k, "listed several times: taken as one")
        return since, until

    def _extend(self, runs: list[_Run], k: int, since: str | None, until: str | None) -> None:
        """Lets the last run go on, or begins another."""
        run = runs[-1] if runs else None
        if run is None or run.last + 1 < k or (since and since[:10] > self._days[k - 1]):
            if run and since and run.last + 1 == k:
                run.until = min(run.until or since, since)
                run.is_closed = True
            runs.append(_Run(k, k, since, until))
            return
        run.last = k
        self._correct(run, k, since)
        if run.until not in (None, until):
            self._name("until", run.until, until, k, "differs: the latest is kept")
        run.until = until

    def _correct(self, run: _Run, k: int, since: str | None) -> None:
        """Takes a since that a later snapshot gives, unless the row was listed before it."""
        if since is None or since == run.since:
            return
        if since[:10] > self._days[run.first]:
            kept = run.since or self._days[run.first]
            self._name("since", since, kept, k, "was listed before: the earlier one is kept")
            return
        if run.since is not None:
            self._name("since", run.since, since, k, "differs: the latest is kept")
        run.since = since

    def _is_of_a_run(self, aside: _Aside, runs: list[_Run]) -> bool:
        """Whether a row not in force tells when a run began or ended: between two snapshots."""
        for run in runs:
            if self._tells_end(aside, run):
                if run.until not in (None, aside.until):
                    note = "differs: the latest is kept"
                    self._name("until", run.until, aside.until, aside.k, note)
                run.until = aside.until
                self._correct(run, aside.k, aside.since)
                return True
            if self._tells_begin(aside, run):
                run.since = aside.since
                return aside.until in (None, run.until)
        return False

    def _tells_end(self, aside: _Aside, run: _Run) -> bool:
        if run.is_closed or run.last + 1 >= len(self._days) or aside.until is None:
            return False
        last, missing = self._days[run.last : run.last + 2]
        return last < aside.until <= missing and (aside.since or "")[:10] <= last

    def _tells_begin(self, aside: _Aside, run: _Run) -> bool:
        if run.since is not None or aside.k >= run.first or aside.since is None:
            return False
        return self._days[run.first - 1] < aside.since[:10] <= self._days[run.first]

    def _since(self, runs: list[_Run], i: int) -> str:
        """The row's own since, or the day of the first snapshot that lists it."""
        run = runs[i]
        seen = self._days[run.first]
        if run.since is None:
            return seen
        if run.first == 0 or run.since[:10] > self._days[run.first - 1]:
            return run.since
        missing = f"not listed on {self._days[run.first - 1]}"
        if i > 0:
            self._name("since", run.since, seen, run.first, f"{missing}: begins anew")
            return seen
        self._name("since", seen, run.since, run.first, f"{missing}: its own since is kept")
        return run.since

    def _until(self, run: _Run) -> str | None:
        """The day of the first snapshot in which it is missing, or its own until if earlier."""
        if run.is_closed or run.last + 1 == len(self._days):
            return run.until
        missing = self._days[run.last + 1]
        if run.until is None or run.until <= missing:
            return run.until or missing
        self._name("until", run.until, missing, run.last + 1, "not listed: ends on that day")
        return missing

    def _kept(self, aside: _Aside, made: list[Limits]) -> Limits | None:
        """The limits of a row that has ended or is to come, unless snapshots say otherwise."""
        if any(aside.since == since and aside.until in (None, until) for since, until in made):
            return None
        until = self._until_missing(aside)
        is_empty = aside.since is not None and until is not None and until <= aside.since
        if is_empty or any(aside.meets(interval) for interval in made):
            self._name(None, _said(aside.since, aside.until), None, aside.k,
                       "snapshots of other days say otherwise: left out")  # fmt: skip
            return None
        passed = [day for day in self._days[: aside.k] if in_interval(aside.since, until, day)]
        if passed:
            self._name(None, None, _said(aside.since, until), aside.k,
                       f"not listed on {passed[-1]}: its own dates are kept")  # fmt: skip
        return aside.since, until

    def _until_missing(self, aside: _Aside) -> str | None:
        """Its own until, or the day of a later snapshot that lacks it if that is earlier."""
        later = (
            day for day in self._days[aside.k + 1 :] if in_interval(aside.since, aside.until, day)
        )
        return next(later, aside.until)

    def _name(self, column: str | None, before: Any, after: Any, k: int, note: str) -> None:
        self._changes.add(self._told.name, self._id, column, before, after, self._days[k], note)


def _said(since: str | None, until: str | None) -> str:
    return f"{since or ''}..{until or ''}"
