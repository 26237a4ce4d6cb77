# SPDX-License-Identifier: Apache-2.0
"""The article: its figures as published, then what they imply and the assumption each needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .._labels import place_names
from .._words import word
from ..network import Network
from ..table import Table
from .block import Block, bullet

_CONCLUSIONS = 8  # shown on the screen; the folder has them all
_WORDS = {
    "en": (
        "The article: {0} published figures (✓: {1} agree with totals given; the rest has no rows)",
        "What they imply, and [the assumption that it needs]",
    ),
    "zh": (
        "文章公布的 {0} 项数据（✓：{1} 项与所给总数相符；其余无明细）",
        "由此推出什么，[各需什么假设]",
    ),
}


def article_blocks(net: Network, lang: str) -> list[Block]:
    """Two blocks: what is published, and what follows."""
    reconciled, bounds = net.reconcile(), net.bounds()
    published, implied = _WORDS[lang]
    agree = reconciled.values("status").count("agrees")
    figures = bullet("; ".join(_figures(net, reconciled, lang)))
    follows = [
        line
        for assumption, arguments in list(_conclusions(bounds).items())[:_CONCLUSIONS]
        for line in bullet("; ".join(arguments) + (assumption and f" [{assumption}]"))
    ]
    title = published.format(len(reconciled), agree)
    return [
        Block(title, net.origin, figures, {"article_reconcile": reconciled}),
        Block(implied, net.origin, follows, {"article_bounds": bounds}),
    ]


def _figures(net: Network, reconciled: Table, lang: str) -> Iterator[str]:
    """The figures, place by place."""
    names = place_names(net)
    found: dict[str, list[str]] = {}
    for row in reconciled:
        place = names.get(str(row["place"]), str(row["place"]))
        tick = {"agrees": "✓", "disagrees": "✗"}.get(row["status"], "")
        name = row["indicator"].replace("_", " ")
        said = f"{name} {_qualified(row['reported'], row['qualifier'], lang)}{tick}"
        found.setdefault(place, []).append(said)
    for place, figures in found.items():
        yield f"{place}: {', '.join(figures)}"


def _qualified(value: str, qualifier: str, lang: str) -> str:
    if qualifier == "exact":
        return value
    said = word(qualifier, lang).replace("_", " ")
    return f"{value}{said}" if said == "余" else f"{said} {value}"


def _conclusions(bounds: Table) -> dict[str, list[str]]:
    """Arguments by the assumption that they share."""
    found: dict[str, list[str]] = {}
    for row in bounds:
        says_little = row["high"] is None and row["value"] is None
        if not (says_little or row["argument"].startswith("without that assumption")):
            found.setdefault(row["assumption"] or "", []).append(_argument(row))
    return found


def _argument(row: dict[str, Any]) -> str:
    """The argument without its remarks; a ratio says of what."""
    argument = re.sub(r" \(\d+ to \d+\)", "", str(row["argument"]).partition("; ")[0])
    if row["value"] is None or " / " not in row["subject"]:
        return argument
    is_share = row["unit"].startswith("share")
    return f"{row['subject']}: {argument}" if is_share else f"{row['subject']} = {row['value']:.2f}"
