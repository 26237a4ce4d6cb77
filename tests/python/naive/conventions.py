# SPDX-License-Identifier: Apache-2.0
"""The conventions of the measure contract: on, during, in force, where, ages, bands, buckets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

Row = dict[str, Any]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Instant:
    """A point in time; `bare` where only a date was written, which is the start of its day."""

    at: datetime
    bare: bool


def instant(text: Any) -> Instant | None:
    """Of a column that may be null, which stays null."""
    return None if text is None else moment(text)


def moment(text: Any) -> Instant:
    """ISO 8601, `2018-01-31` or with a time."""
    text = str(text)
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:  # "times with an offset are converted to one stated zone"
        at = at.astimezone(UTC).replace(tzinfo=None)
    return Instant(at, bare=len(text) <= 10)


def duration(start: Instant, end: Instant) -> timedelta:
    """'Whole calendar days if either end is a bare date ..., else seconds / 86400.'"""
    if start.bare or end.bare:
        return timedelta(days=(end.at.date() - start.at.date()).days)
    return end.at - start.at


@dataclass(frozen=True)
class On:
    """When stocks are read. Without any date in the data there is no instant at all."""

    instant: Instant | None

    @property
    def day(self) -> date | None:
        return self.instant.at.date() if self.instant else None

    def includes(self, when: Instant) -> bool:
        """'By `on` means at or before τ'; τ is the end of that day, or the instant if given."""
        if self.instant is None:
            return True
        if self.instant.bare:
            return when.at < self.instant.at + DAY
        return when.at <= self.instant.at

    def in_force(self, row: Row) -> bool:
        """'`since` null or not after τ, and `until` null or after the day `on` has begun.'"""
        since, until = instant(row.get("since")), instant(row.get("until"))
        if self.day is None:  # "without any, only unbounded intervals are in force"
            return since is None and until is None
        begun = since is None or self.includes(since)
        # At an instant what ended before it is over: intervals are half-open.
        assert self.instant is not None
        start = datetime.combine(self.day, time()) if self.instant.bare else self.instant.at
        ended = until is not None and until.at <= start
        return begun and not ended


@dataclass(frozen=True)
class Window:
    """'`during` bounds flows, half-open, null unbounded. Flows, too, end at τ.'"""

    start: datetime | None
    end: datetime | None
    on: On

    def contains(self, when: Instant) -> bool:
        late_enough = self.start is None or when.at >= self.start
        early_enough = self.end is None or when.at < self.end
        return late_enough and early_enough and self.on.includes(when)

    def stop(self) -> datetime | None:
        """The first moment that is no longer in the window, τ considered; null if unbounded."""
        ends = [] if self.end is None else [self.end]
        if self.on.instant is not None:
            at = self.on.instant.at
            ends.append(at + DAY if self.on.instant.bare else at + timedelta(microseconds=1))
        return min(ends, default=None)

    def overlaps(self, row: Row) -> bool:
        since, until = instant(row.get("since")), instant(row.get("until"))
        stop = self.stop()
        starts_before = since is None or stop is None or since.at < stop
        ends_after = until is None or self.start is None or until.at > self.start
        return starts_before and ends_after

    def holds(self, row: Row) -> bool:
        """Whether a total over an interval lies in the window: inside `during`, begun by τ."""
        since, until = instant(row.get("since")), instant(row.get("until"))
        if self.start is not None and (since is None or since.at < self.start):
            return False
        if self.end is not None and (until is None or until.at > self.end):
            return False
        return since is None or self.on.includes(since)


def month_start(year: int, month: int) -> datetime:
    """The start of a month, counted on over the ends of years: month 13 is next January."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def period(text: str) -> tuple[datetime, datetime]:
    """`2024`, `2024-H1`, `2024-Q3`, `2024-06` as half-open bounds."""
    found = re.fullmatch(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)))?", text)
    if found is None:
        raise ValueError(f"not a period: {text}")
    year, half, quarter, month = int(found[1]), found[2], found[3], found[4]
    if half:
        first, months = 6 * int(half) - 5, 6
    elif quarter:
        first, months = 3 * int(quarter) - 2, 3
    elif month:
        first, months = int(month), 1
    else:
        first, months = 1, 12
    return month_start(year, first), month_start(year, first + months)


def window(during: Any, on: On) -> Window:
    if during is None:
        return Window(None, None, on)
    if isinstance(during, str):
        return Window(*period(during), on)
    start, end = (instant(bound) for bound in during)
    return Window(start.at if start else None, end.at if end else None, on)


def bucket_label(unit: str, at: datetime) -> str:
    if unit == "year":
        return f"{at.year:04}"
    if unit == "quarter":
        return f"{at.year:04}-Q{(at.month + 2) // 3}"
    return f"{at.year:04}-{at.month:02}"


def buckets(unit: str, whole: Window, covered: list[datetime]) -> list[str]:
    """The years, quarters or months that overlap the window.

    An open start begins with what the data cover; an open end, where there is no τ, ends with it.
    """
    start = whole.start if whole.start is not None else min(covered, default=None)
    stop = whole.stop()
    if stop is None and covered:
        stop = max(covered) + timedelta(microseconds=1)
    labels: list[str] = []
    while start is not None and stop is not None and start < stop:
        labels.append(bucket_label(unit, start))
        start = period(labels[-1])[1]
    return labels


def cut(whole: Window, label: str) -> Window:
    """The part of a window in one bucket, and the bucket's `on`: its last day, or `on` if earlier.

    τ of the flows stays the overall one: a bucket ends where it ends anyway.
    """
    first, after = period(label)
    start = first if whole.start is None else max(first, whole.start)
    end = after if whole.end is None else min(after, whole.end)
    return Window(start, end, whole.on)


def bucket_on(on: On, label: str) -> On:
    last_day = Instant(period(label)[1] - DAY, bare=True)
    if on.day is not None and on.day <= last_day.at.date():
        return on
    return On(last_day)


AGE_BANDS = (("0–17", 0, 18), ("18–34", 18, 35), ("35–59", 35, 60), ("60+", 60, None))


def age(person: Row, on: On) -> int | None:
    """'Age in completed years on `on`, or as given.'"""
    born = instant(person.get("birth_date"))
    if born is None:
        return person.get("age")
    if on.day is None:
        return None
    had_birthday = (on.day.month, on.day.day) >= (born.at.month, born.at.day)
    return on.day.year - born.at.year - (0 if had_birthday else 1)


def age_band(years: int | None) -> str | None:
    for label, low, high in AGE_BANDS:
        if years is not None and years >= low and (high is None or years < high):
            return label
    return None


Test = Callable[[Any], bool]


def test_of(wanted: Any) -> Test:
    """A value, a list of values, or a range 'closed below and open above' as a pair."""
    if isinstance(wanted, tuple):
        low, high = wanted
        return lambda v: v is not None and (low is None or v >= low) and (high is None or v < high)
    if isinstance(wanted, list | set | frozenset):
        return lambda v: v in wanted
    return lambda v: v == wanted


@dataclass(frozen=True)
class Condition:
    """`name` is bare for persons (or `home.x`), else qualified by its unit: `issue.category`."""

    name: str
    test: Test

    @property
    def of_person(self) -> bool:
        return "." not in self.name or self.name.startswith("home.")


def condition(name: str, wanted: Any) -> Condition:
    """'`person.sex` is the same as `sex` everywhere.'"""
    return Condition(name.removeprefix("person."), test_of(wanted))


@dataclass(frozen=True)
class Split:
    """An attribute of `by`: what this row asks of it, and what the rows beside it may ask."""

    condition: Condition
    key: Any
    keys: tuple[Any, ...]


@dataclass(frozen=True)
class Region:
    """The places that one row looks at; `place` where they are exactly T(place)."""

    place: Any
    places: frozenset[Any]


@dataclass(frozen=True)
class Cell:
    """All that one row of the answer fixes."""

    region: Region
    on: On  # where stocks are read: the bucket's, if there is one
    overall_on: On  # `on` as asked
    window: Window
    conditions: tuple[Condition, ...] = ()
    fixed: dict[str, Any] = field(default_factory=dict)  # kind, state, actor, outcome
    split: tuple[Split, ...] = ()  # the conditions of these attributes are among `conditions`
    bucket: str | None = None  # `2024`, `2024-Q3` or `2024-06`
    level: float | None = None  # of the interval, if one was asked

    @property
    def person_conditions(self) -> list[Condition]:
        return [c for c in self.conditions if c.of_person]

    def without(self, splits: list[Split]) -> Cell:
        """The same but for these attributes of `by`: the rows beside it, taken together."""
        gone = [split.condition for split in splits]
        return replace(self, conditions=tuple(c for c in self.conditions if c not in gone))

    def having(self, *more: Condition) -> Cell:
        return replace(self, conditions=(*self.conditions, *more))

    def passes(self, unit: str, row: Row) -> bool:
        """Whether a row of this unit meets the conditions qualified by the unit's name."""
        prefix = unit + "."
        return all(
            c.test(row.get(c.name.removeprefix(prefix)))
            for c in self.conditions
            if c.name.startswith(prefix)
        )
