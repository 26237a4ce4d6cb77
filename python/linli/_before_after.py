# SPDX-License-Identifier: Apache-2.0
"""Before and after a programme: what changed, and what only came to be reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from ._asking import Day, Period, Where, text_of
from ._pooling import Answer, Pooling, change_of, pooling_of
from .errors import MeasureError
from .inference import false_discovery, permutation_test
from .measure import Measure, defaults, read_question
from .network import Network
from .table import Table


@dataclass(frozen=True, repr=False)
class BeforeAfter:
    """What changed at the start of a programme.

    `changes` has one row for each group (`programme`, `control`) and part: `all` places, those that
    `reported in both` periods, and what came `through reporting`; the changes of the latter two add
    up to the first. `places` has one row a place. `effect` is the change of programme places less
    that of control places, among those that reported in both, and `p_value` how often as much
    comes about when the programme is laid on places by lot; both are None without a control.
    """

    measure: str
    before: str
    after: str
    changes: Table
    places: Table
    effect: float | None
    p_value: float | None
    assumption: str

    def __repr__(self) -> str:
        lines = [f"{self.measure}: {self.after} against {self.before}", str(self.changes)]
        if self.effect is not None:
            p = "not known" if self.p_value is None else f"{self.p_value:.3g}"
            lines.append(
                f"mean change of programme places less control: {self.effect:.4g}, placebo p = {p}"
            )
        return "\n".join([*lines, self.assumption])


def before_after(
    net: Network,
    measure: str | Measure,
    start: Day,
    control: Iterable[str | int] | None = None,
    by: str = "community",
    *,
    during: Period | None = None,
    reported: str | Measure | None = None,
    on: Day | None = None,
    within: str | int | None = None,
    where: Where | None = None,
    replicates: int = 9999,
    seed: int = 0,
) -> BeforeAfter:
    """Compares a measure before and after `start`, apart from who began or ceased to report.

    Parameters
    ----------
    start
        The day on which the programme began: the first day of the later period.
    control
        The places of `by` that did not take part; all others did. With a control, each place of
        the programme gets a placebo p: how often a control place changed as much, (1 + those that
        did) / (1 + control places), and q, the same by Benjamini and Hochberg over these places.
    during
        (first day, day after the last) of both periods. By default the later one runs to the day
        of `on`, and the earlier one is as long.
    reported
        A measure above 0 where a place reported in a period. By default, for what is counted at
        meetings, recorded meetings of the same holders; for all else a value that is not null.

    The measure has one row a place. One with numerator and denominator is pooled over places, a
    count added up, any other averaged over places, in both periods alike. Stocks are read on the
    last day of each period.

    >>> import linli as ll
    >>> found = ll.before_after(net, "participation.attendance_per_meeting", start="2022-07-01")
    >>> found.changes["part"].tolist()
    ['all', 'reported in both', 'through reporting']
    """
    spec = _one(measure, by)
    periods = _periods(net, start, during, on)
    sign = reported or _sign_of(spec)
    asked = [_values(net, measure, sign, by, *period, within, where) for period in periods]
    places = [key for key in asked[0] if key is not None]
    outside = _control(control, places, by)
    listed = _listed(places, asked, outside)
    told = [answer for row in listed for answer in row["parts"] if answer["reported"]]
    pooling = pooling_of(told)
    changes = [
        {"group": group, **row}
        for group in (["programme", "control"] if outside else ["programme"])
        for row in _split([row for row in listed if row["group"] == group], pooling)
    ]
    effect, p_value = _effect(listed, replicates, seed) if outside else (None, None)
    _placebo(listed)
    return BeforeAfter(
        str(spec),
        _said(*periods[0]),
        _said(*periods[1]),
        _table(changes, net),
        _table([{k: v for k, v in row.items() if k != "parts"} for row in listed], net),
        effect,
        p_value,
        "if, without the programme, its places would have changed as the control did"
        if outside
        else "without a control, what else changed at that time is in it too",
    )


def _one(measure: str | Measure, by: str) -> Measure:
    if not isinstance(by, str):
        raise MeasureError(f"before_after compares places of one level: by= a name, not {by!r}")
    if not isinstance(measure, str | Measure):
        raise MeasureError(f"before_after compares one measure, not {measure!r}")
    return read_question(measure, None, None, None, None, None)[0][0]


def _sign_of(measure: Measure) -> str | None:
    """What shows that a place recorded its meetings, for a measure of meetings."""
    held_by = defaults(measure.name).get("held_by")
    if held_by is None:
        return None
    return f"participation.recorded_share(held_by={measure.arguments.get('held_by', held_by)})"


def _control(control: Iterable[str | int] | None, places: list[Any], by: str) -> set[str]:
    if control is None:
        return set()
    if isinstance(control, str) or not isinstance(control, Iterable):
        raise MeasureError(f"control= is a list of places, as in control=[{control!r}]")
    outside, known = {text_of(place) for place in control}, {text_of(place) for place in places}
    if outside - known:
        unknown = ", ".join(sorted(outside - known))
        raise MeasureError(f"control: {unknown} is no {by} of the network")
    if known and outside == known:
        raise MeasureError(f"control: it holds every {by}, so none took part in the programme")
    return outside


def _date(day: Day, name: str) -> date:
    text = text_of(day)
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise MeasureError(f"{name}: '{text}' is not a date like 2024-01-31") from None


def _periods(
    net: Network, start: Day, during: Period | None, on: Day | None
) -> list[tuple[date, date]]:
    begin = _date(start, "start")
    if during is not None:
        if not isinstance(during, tuple | list) or len(during) != 2 or None in during:
            raise MeasureError("during= is (first day, day after the last) of both periods")
        first, end = (_date(day, "during") for day in during if day is not None)
    else:
        day = on if on is not None else net.as_of
        if day is None:
            raise MeasureError("nothing is dated; say during= both periods")
        last = _date(day, "on")
        if not begin <= last < date.max:
            raise MeasureError(f"start={begin} lies after {last}, the last day that is known")
        end = last + timedelta(days=1)
        first = begin - min(end - begin, begin - date.min)
    if not first < begin < end:
        raise MeasureError(f"start={begin} does not lie within {first}..{end}")
    return [(first, begin), (begin, end)]


def _values(
    net: Network,
    measure: str | Measure,
    sign: str | Measure | None,
    by: str,
    first: date,
    end: date,
    within: Any,
    where: Any,
) -> dict[Any, Answer]:
    """For each place its answer in a period, and whether it reported."""
    around = {"by": by, "during": (first, end), "on": end - timedelta(days=1), "within": within}
    table = net.measure(measure, where=where, **around)
    found = {row[by]: dict(row) for row in table}
    if len(found) < len(table):
        raise MeasureError(f"before_after takes a measure with one row a place, not '{measure}'")
    signs = {row[by]: row["value"] for row in net.measure(sign, **around)} if sign else None
    for key, row in found.items():
        row["reported"] = row["value"] is not None and (signs is None or bool(signs.get(key)))
    return found


def _listed(
    places: list[Any], asked: list[dict[Any, Answer]], outside: set[str]
) -> list[dict[str, Any]]:
    rows = []
    for place in places:
        before, after = (period[place] for period in asked)
        both = before["reported"] and after["reported"]
        rows.append(
            {
                "place": place,
                "group": "control" if text_of(place) in outside else "programme",
                "before": before["value"] if before["reported"] else None,
                "after": after["value"] if after["reported"] else None,
                "change": after["value"] - before["value"] if both else None,
                "parts": (before, after),
            }
        )
    return rows


def _split(rows: list[dict[str, Any]], pooling: Pooling) -> list[dict[str, Any]]:
    """The change of all places, and its two parts."""
    reported = [[r["parts"][k] for r in rows if r["parts"][k]["reported"]] for k in (0, 1)]
    steady = [r for r in rows if r["change"] is not None]
    both = [[r["parts"][k] for r in steady] for k in (0, 1)]
    whole = {"part": "all", **change_of(reported[0], reported[1], pooling)}
    stayed = {"part": "reported in both", **change_of(both[0], both[1], pooling)}
    rest = None
    if whole["change"] is not None and stayed["change"] is not None:
        rest = whole["change"] - stayed["change"]
    new = sum(r["before"] is None and r["after"] is not None for r in rows)
    gone = sum(r["after"] is None and r["before"] is not None for r in rows)
    through = {"part": "through reporting", "before": None, "after": None, "change": rest}
    note = f"{new} began to report, {gone} ceased"
    return [whole, stayed, through | {"places_before": gone, "places_after": new, "note": note}]


def _effect(
    rows: list[dict[str, Any]], replicates: int, seed: int
) -> tuple[float | None, float | None]:
    """Mean change of programme places less that of control places, and its p by lot over places."""
    known = [row for row in rows if row["change"] is not None]
    groups = {row["group"] for row in known}
    if len(groups) < 2:
        return None, None
    changes = [row["change"] for row in known]
    test = permutation_test(
        changes,
        groups=[row["group"] for row in known],
        replicates=replicates,
        seed=seed,
    )
    means = [
        np.mean([row["change"] for row in known if row["group"] == group])
        for group in ("programme", "control")
    ]
    return float(means[0] - means[1]), test.p_value


def _placebo(rows: list[dict[str, Any]]) -> None:
    """How often a control place changed as much as each place did."""
    control = [
        abs(r["change"]) for r in rows if r["group"] == "control" and r["change"] is not None
    ]
    for row in rows:
        row["p_value"] = None
        if control and row["group"] == "programme" and row["change"] is not None:
            as_much = sum(change >= abs(row["change"]) - 1e-12 for change in control)
            row["p_value"] = (1 + as_much) / (1 + len(control))
    adjusted = false_discovery([np.nan if r["p_value"] is None else r["p_value"] for r in rows])
    for row, q in zip(rows, adjusted, strict=True):
        row["q_value"] = None if row["p_value"] is None else float(q)


def _table(rows: list[dict[str, Any]], net: Network) -> Table:
    names = list(rows[0]) if rows else []
    return Table({name: [row[name] for row in rows] for name in names}, origin=net.origin)


def _said(first: date, end: date) -> str:
    return f"{first.isoformat()}..{end.isoformat()}"
