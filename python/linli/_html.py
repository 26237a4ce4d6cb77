# SPDX-License-Identifier: Apache-2.0
"""Tables as HTML: no script, no outside file, colours that stand on light and on dark pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ._format import Shown, shown
from ._text import size_of

if TYPE_CHECKING:
    from .table import Table

LIMIT = 40

STYLE = """<style>
.linli{font:13px/1.45 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;
 color:inherit;max-width:100%;overflow-x:auto}
.linli .cap{margin:.2em 0 .5em;font-weight:600}
.linli .cap span{font-weight:400;opacity:.75}
.linli .mark{display:inline-block;margin-left:.6em;padding:0 .5em;border:1px solid currentColor;
 border-radius:3px;font-size:11px;font-weight:600;letter-spacing:.03em;color:#b45f06}
.linli table{border-collapse:collapse;border:0;color:inherit;font-variant-numeric:tabular-nums}
.linli th,.linli td{padding:.15em .8em;border:0;border-bottom:1px solid rgba(128,128,128,.25);
 text-align:left;vertical-align:top;background-color:transparent;color:inherit}
.linli th{border-bottom:1px solid rgba(128,128,128,.7);font-weight:600;white-space:nowrap}
.linli .num{text-align:right;white-space:nowrap}
.linli .null{opacity:.55}
.linli .size{margin:.4em 0;opacity:.65;font-size:12px}
</style>"""


def render(table: Table, limit: int | None = LIMIT, lang: str = "en") -> str:
    """A self-contained block for a notebook or a page."""
    return f'{STYLE}<div class="linli">{block(table, limit, lang)}</div>'


def block(table: Table, limit: int | None = LIMIT, lang: str = "en", title: str = "") -> str:
    """The same without style, for a page that has it already."""
    found = shown(table, limit, lang)
    body = [_row(found, i) for i in range(len(found.rows))]
    if found.cut_at is not None:
        dots = "".join("<td>⋮</td>" for _ in found.headings)
        body.insert(found.cut_at, f"<tr>{dots}</tr>")
    heads = "".join(
        f'<th class="num">{escape(h)}</th>' if n else f"<th>{escape(h)}</th>"
        for h, n in zip(found.headings, found.numeric, strict=True)
    )
    return (
        f"{caption(found, title)}<table><thead><tr>{heads}</tr></thead>"
        f'<tbody>{"".join(body)}</tbody></table><div class="size">{size_of(found, lang)}</div>'
    )


def caption(found: Shown, title: str = "") -> str:
    """The title, what the rows share, and the mark of made-up data."""
    first, *others = [title, *found.caption] if title else found.caption or [""]
    said = escape(first) + "".join(f" <span>· {escape(other)}</span>" for other in others)
    mark = f'<span class="mark">{escape(found.mark)}</span>' if found.mark else ""
    return f'<div class="cap">{said}{mark}</div>' if said or mark else ""


def _row(found: Shown, row: int) -> str:
    cells = []
    for column, text in enumerate(found.rows[row]):
        classes = ["num"] * found.numeric[column] + ["null"] * (text == "—")
        bar = found.bars[row] if column == found.bar_at and found.bars else None
        cells.append(f"<td{_class(classes)}{_bar(bar)}>{escape(text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _class(names: list[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


def _bar(share: float | None) -> str:
    if share is None:
        return ""
    shade = "rgba(70,130,180,.28)"
    return f' style="background:linear-gradient(90deg,{shade} {100 * share:.1f}%,transparent 0)"'
