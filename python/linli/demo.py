# SPDX-License-Identifier: Apache-2.0
"""The main job on one screen: the article and what it implies, then a synthetic district measured.

    python -m linli.demo [--out build/demo] [--lang en|zh]

The folder gets the same as text, the tables behind it as CSV, and a page that needs nothing else.
"""

from __future__ import annotations

import argparse
from html import escape
from pathlib import Path

from . import examples
from ._demo.article import article_blocks
from ._demo.block import Block
from ._demo.communities import community_block
from ._demo.topics import topic_block
from ._html import STYLE, block
from ._words import mark

_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>:root{{color-scheme:light dark}}body{{margin:2em auto;max-width:72em;padding:0 1em;
font:15px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}}
pre{{overflow-x:auto;font-size:12px;line-height:1.35}}</style>{style}</head>
<body><h1>{title}</h1>{body}</body></html>
"""


def blocks(lang: str = "en") -> list[Block]:
    """The article's figures and what follows; the district's teams and people; its topics."""
    district = examples.district()
    return [
        *article_blocks(examples.xisaishan(), lang),
        community_block(district, lang),
        topic_block(district, lang),
    ]


def screen(found: list[Block], lang: str = "en") -> str:
    """All blocks as text."""
    return "\n".join(line for one in found for line in one.text(lang))


def page(found: list[Block], lang: str = "en") -> str:
    """All blocks, with the whole tables behind them, as one HTML file."""
    title = "linli 邻里" if lang == "zh" else "linli: who is covered, and who takes part?"
    return _PAGE.format(
        lang=lang, title=title, style=STYLE, body="".join(_section(one, lang) for one in found)
    )


def _section(one: Block, lang: str) -> str:
    said = mark(one.origin, lang)
    marked = f'<span class="linli"><span class="mark">{escape(said)}</span></span>' if said else ""
    lines = escape("\n".join(one.lines))
    tables = "".join(
        f'<details><summary>{name}.csv</summary><div class="linli">{block(table, None, lang)}'
        "</div></details>"
        for name, table in one.tables.items()
    )
    return f"<section><h2>{escape(one.title)} {marked}</h2><pre>{lines}</pre>{tables}</section>"


def write(found: list[Block], folder: Path, lang: str = "en") -> None:
    """The screen, the page and the tables, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "demo.txt").write_text(screen(found, lang) + "\n", encoding="utf-8")
    (folder / "demo.html").write_text(page(found, lang), encoding="utf-8")
    for one in found:
        for name, table in one.tables.items():
            table.to_csv(folder / f"{name}.csv")


def main(arguments: list[str] | None = None) -> None:
    """The command `python -m linli.demo`."""
    parser = argparse.ArgumentParser(prog="python -m linli.demo", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="folder to write to")
    parser.add_argument("--lang", choices=["en", "zh"], default="en")
    asked = parser.parse_args(arguments)
    found = blocks(asked.lang)
    write(found, asked.out, asked.lang)
    print(screen(found, asked.lang))
    written = "另存于" if asked.lang == "zh" else "Also as text, CSV and a page in"
    print(f"{written} {asked.out}/")


if __name__ == "__main__":
    main()
