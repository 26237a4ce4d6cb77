# SPDX-License-Identifier: Apache-2.0
"""Topics: how far they get, how long each step takes, and where they are stuck."""

from __future__ import annotations

from typing import Any

from .. import deliberation
from .._format import number
from .._words import word
from ..network import Network
from .block import Block, bullet, grid

_TOPICS = {"issue.category": "topic"}
_NOTABLE = 0.05
_MEDIAN, _MOST = deliberation.dwell(), deliberation.dwell(q=0.9)
_WIDTHS = (12, -8, -7, 24, -9, -12, -12)
_WORDS = {
    "en": (
        "Topics: how far they get, and where they are stuck",
        ("state", "reached", "share", "", "open now", "median days", "9 in 10 by"),
    ),
    "zh": (
        "议题走到哪一步、卡在哪里",
        ("状态", "到达", "占比", "", "现停留", "中位天数", "九成天数"),
    ),
}


def topic_block(net: Network, lang: str) -> Block:
    """The funnel, with what waits in each state and for how long."""
    funnel = net.measure(deliberation.funnel(), where=_TOPICS)
    waiting = net.measure(deliberation.open(), by="state", where=_TOPICS)
    dwell = net.measure([_MEDIAN, _MOST], by="state", where=_TOPICS)
    reached = {row["state"]: row for row in funnel}
    at = {row["state"]: int(row["value"]) for row in waiting}
    days = {row["state"]: row for row in dwell.wide(index="state", columns="measure")}
    title, heads = _WORDS[lang]
    # Beside the order stand only states in which a good part of what is open waits.
    many = _NOTABLE * sum(at.values())
    states = [*reached, *(state for state in at if state not in reached and at[state] > many)]
    rows = [_cells(s, reached.get(s), at.get(s), days.get(s, {}), lang) for s in states]
    lines = [grid(heads, _WIDTHS), *(grid(row, _WIDTHS) for row in rows), *_stuck(at, days, lang)]
    return Block(title, net.origin, lines, {"funnel": funnel, "open": waiting, "dwell": dwell})


def _cells(
    state: str, row: dict[str, Any] | None, waiting: int | None, days: dict[str, Any], lang: str
) -> list[str]:
    share = row["value"] if row else None
    return [
        word(state, lang),
        number(row["numerator"]) if row else "",
        number(share, "share of issues") if row else "",
        "#" * round(24 * (share or 0)),
        "" if waiting is None else number(waiting),
        number(days.get(str(_MEDIAN)), "days"),
        number(days.get(str(_MOST)), "days"),
    ]


def _stuck(at: dict[str, int], days: dict[str, dict[str, Any]], lang: str) -> list[str]:
    """Where most wait, and where it takes longest; what too few have left takes longest of all."""
    crowded = sorted(at, key=at.__getitem__, reverse=True)[:3]
    waits = {state: days[state][str(_MOST)] for state in at if at[state] and state in days}
    slow = sorted(waits, key=lambda state: waits[state] or float("inf"), reverse=True)[:2]
    most = ", ".join(f"{word(state, lang)} {at[state]}" for state in crowded)
    longest = ", ".join(word(state, lang) for state in slow)
    if lang == "zh":
        return bullet(f"未结 {sum(at.values())} 件，停留最多： {most}；耗时最长： {longest}")
    return bullet(f"{sum(at.values())} open, most at {most}; longest waits: {longest}")
