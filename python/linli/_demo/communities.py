# SPDX-License-Identifier: Apache-2.0
"""Communities: which teams they miss, how many people are needed, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from .. import coverage, participation
from .._format import NULL, number
from .._labels import place_names
from .._text import clipped, padded, width
from ..network import Network
from ..table import Table
from .block import Block, bullet, grid

AT_LEAST = 5  # members that each kind of team should have in each community
_THERE, _FEW, _MISSING = "+", "~", "-"
_COLUMNS = 3  # of communities, beside each other
_WORDS = {
    "en": (
        "Communities: teams {0} there, {1} under {2} people, {3} missing",
        ("place", "gap", "rate", "Gini"),
    ),
    "zh": (
        "社区：队伍 {0} 有，{1} 不足 {2} 人，{3} 无",
        ("社区", "缺", "参与", "基尼"),
    ),
}


def community_block(net: Network, lang: str) -> Block:
    """One line a community, two side by side."""
    presence = _reported(net.measure(coverage.presence(), by=["community", "kind"]))
    places = set(presence.values("community"))
    need = coverage.member_shortfall(at_least=AT_LEAST)
    shortfall = _reported(net.measure(need, by=["community", "kind"]), places)
    shares = [participation.rate(), participation.gini()]
    taking_part = _reported(net.measure(shares, by="community"), places)
    signs, needed = _signs(presence, shortfall)
    title, heads = _WORDS[lang]
    kinds = [kind.label(lang) for kind in net.scheme.kinds]
    numbers = "".join(str(i + 1)[-1] for i in range(len(kinds)))
    widths = (8, len(kinds), -3, -5, -4)
    head = grid([heads[0], numbers, *heads[1:]], widths)
    rows = [grid(cells, widths) for cells in _cells(net, signs, needed, taking_part)]
    lines = [*_legend(kinds, list(signs.values()), lang), *_side_by_side(head, rows)]
    lines.append(_sum(list(signs.values()), sum(needed.values()), lang))
    title = title.format(_THERE, _FEW, AT_LEAST, _MISSING)
    tables = {"presence": presence, "member_shortfall": shortfall, "participation": taking_part}
    return Block(title, net.origin, lines, tables)


def _reported(table: Table, places: set[Any] | None = None) -> Table:
    """The rows of communities that report; the others are not zero, they are unknown."""
    if places is None:
        rows = [row for row in table if not (row["note"] or "").startswith("not reported")]
        places = {row["community"] for row in rows} - {None}
    return table.take([place in places for place in table.values("community")])


def _signs(presence: Table, shortfall: Table) -> tuple[dict[Any, str], dict[Any, int]]:
    """For each community a sign a kind, and the people needed."""
    signs: dict[Any, str] = {}
    needed: dict[Any, int] = {}
    for there, short in zip(presence, shortfall, strict=True):
        place, missing = there["community"], int(short["value"] or 0)
        sign = _MISSING if not there["value"] else _FEW if missing else _THERE
        signs[place] = signs.get(place, "") + sign
        needed[place] = needed.get(place, 0) + missing
    return signs, needed


def _cells(
    net: Network, signs: Mapping[Any, str], needed: Mapping[Any, int], taking_part: Table
) -> list[list[str]]:
    shares = {row["community"]: row for row in taking_part.wide()}
    names = place_names(net)
    found = []
    for place in signs:
        name = names.get(str(place), str(place)).removesuffix(
            "（合成）"
        )  # the title says so for all
        rate = number(shares[place]["participation.rate"], "share of residents")
        gini = shares[place]["participation.gini"]
        found.append([clipped(name, 8), signs[place], number(needed[place]), rate, _short(gini)])
    return found


def _short(gini: float | None) -> str:
    return NULL if gini is None else f"{gini:.2f}"


def _legend(kinds: Sequence[str], signs: Sequence[str], lang: str) -> list[str]:
    """The kinds by number, with how many communities miss each."""
    missing = [sum(row[i] == _MISSING for row in signs) for i in range(len(kinds))]
    said = ", ".join(f"{i + 1} {kind} ({missing[i]})" for i, kind in enumerate(kinds))
    intro = "缺该队伍的社区数：" if lang == "zh" else "(how many miss it):"
    return bullet(f"{intro} {said}")


def _side_by_side(head: str, rows: list[str]) -> list[str]:
    height = -(-len(rows) // _COLUMNS)
    parts = [[head, *rows[i : i + height]] for i in range(0, len(rows), height)]
    full = max(map(width, [head, *rows]))
    return [
        "  ".join(padded(cell, full) for cell in line).rstrip()
        for line in zip_longest(*parts, fillvalue="")
    ]


def _sum(signs: Sequence[str], people: int, lang: str) -> str:
    gaps = sum(row.count(_MISSING) for row in signs)
    lacking = sum(_MISSING in row for row in signs)
    if lang == "zh":
        return (
            f"{len(signs)} 个社区中 {lacking} 个共缺 {gaps} 支队伍；"
            f"缺：每类满 {AT_LEAST} 人还需 {people} 人；参与、基尼：有会议只留人数者不计（—）"
        )
    return (
        f"{lacking} of {len(signs)} miss {gaps} teams; gap: {people} people, to {AT_LEAST} in each "
        "kind; no rate where meetings kept only counts"
    )
