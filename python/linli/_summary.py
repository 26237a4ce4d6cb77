# SPDX-License-Identifier: Apache-2.0
"""A network at a glance: counts, period, origin, warnings."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ._html import STYLE
from ._text import aligned
from ._words import mark
from .errors import LinliError

if TYPE_CHECKING:
    from .network import Network

Line = tuple[str, str, str]  # what, how many, details


def lines_of(net: Network) -> list[Line]:
    """One line a table that has rows, then what holds for the whole."""
    counts = net.counts
    lines = [(table, f"{rows:,}", _details(net, table)) for table, rows in counts.items()]
    lines.append(("period", "", period_of(net)))
    lines.append(("scheme", "", f"{net.scheme.name}, {len(net.scheme.kinds)} kinds"))
    warnings = net._summary["warnings"]
    said = ", ".join(f"{count:,} {rule}" for rule, count in warnings.items())
    lines.append(("warnings", f"{sum(warnings.values()):,}", said and f"{said} (see diagnostics)"))
    if len(net.rejected):
        lines.append(("rejected", f"{len(net.rejected):,}", "rows set aside (see rejected)"))
    return lines


def _details(net: Network, table: str) -> str:
    if table == "places":
        return ", ".join(f"{count:,} {level}" for level, count in net.levels.items())
    if table == "persons":
        return net.persons_are.replace("_", " ")
    return ""


def period_of(net: Network) -> str:
    """First and last year with a meeting or an issue, and the day on which stocks are read."""
    if net.as_of is None:
        return "no dates, so no as_of"
    as_of = f"as of {net.as_of}"
    try:  # buckets of time begin with the first date in the data
        years = net.measure("participation.meetings", by="year")["year"]
    except LinliError:
        return as_of
    known = [year for year in years.tolist() if year is not None]
    return f"{known[0]} to {known[-1]}, {as_of}" if known else as_of


def as_text(net: Network) -> str:
    """For a terminal."""
    said = mark(net.origin) or net.origin
    lines = aligned([("", "", ""), *lines_of(net)], [False, True, False])[1:]
    return "\n".join([f"linli.Network · {said}", *(f"  {line}" for line in lines)])


def as_html(net: Network) -> str:
    """For a notebook."""
    said = mark(net.origin)
    marked = f'<span class="mark">{escape(said)}</span>' if said else ""
    origin = "" if said else f" <span>· {escape(net.origin)}</span>"
    rows = "".join(map(_row, lines_of(net)))
    return (
        f'{STYLE}<div class="linli"><div class="cap">linli.Network{origin}{marked}</div>'
        f"<table><tbody>{rows}</tbody></table></div>"
    )


def _row(line: Line) -> str:
    what, count, more = map(escape, line)
    return f'<tr><td>{what}</td><td class="num">{count}</td><td>{more}</td></tr>'
