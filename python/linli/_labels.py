# SPDX-License-Identifier: Apache-2.0
"""What people call the places and kinds of an answer, beside the keys that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Labels

if TYPE_CHECKING:
    from .network import Network
    from .table import Table
    from .target import Targets


def labels_of(net: Network, table: Table, lang: str = "en") -> Labels:
    """Labels by column and key, for the dimensions of an answer."""
    found: Labels = {}
    if "kind" in table.dimensions:
        found["kind"] = {kind.key: kind.label(lang) for kind in net.scheme.kinds}
    levels = [name for name in table.dimensions if name in net.levels]
    if levels:
        names = place_names(net)
        for level in levels:
            found[level] = {place: f"{place} {name}" for place, name in names.items()}
    return found


def labels_of_targets(net: Network, table: Table, targets: Targets, lang: str = "en") -> Labels:
    """Labels for what was attained: the names of places, kinds and, in Chinese, targets."""
    found: Labels = {"kind": {kind.key: kind.label(lang) for kind in net.scheme.kinds}}
    names = {place: f"{place} {name}" for place, name in place_names(net).items()}
    found |= {column: names for column in ("place", *net.levels) if column in table}
    if lang == "zh":
        found["target"] = {t.name: t.label_zh for t in targets if t.label_zh}
    return found


def place_names(net: Network) -> dict[str, str]:
    """The names of places that have one, by id as text."""
    places = net.to_tables()["places"]
    if "name" not in places:
        return {}
    pairs = zip(places.values("id"), places.values("name"), strict=True)
    return {str(place): name for place, name in pairs if name is not None}
