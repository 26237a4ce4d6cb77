# SPDX-License-Identifier: Apache-2.0
"""The commands of linli."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import examples
from .._labels import labels_of, labels_of_targets
from .._meanings_zh import meaning_zh
from .._names import rules, titles
from .._problems_zh import problems_zh
from .._reading import read
from .._template import write_template
from .._words import counted, mark
from ..errors import DataError
from ..measure import measures as catalogue
from ..network import Network
from ..table import Table
from ..target import targets as targets_of
from .doctor import findings
from .failures import PROBLEMS, reported
from .output import Output
from .specs import dimensions_in, specs_in, take_definitions, where_in
from .verdicts import parts_of, verdicts_in

app = typer.Typer(
    name="linli",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Measures communities of governance: who is covered, and who takes part?",
    epilog="Begin with: linli example district try && linli measure try coverage.breadth --by "
    "community",
)


class Lang(StrEnum):
    """The languages of headings and messages."""

    en = "en"
    zh = "zh"


class World(StrEnum):
    """The examples."""

    xisaishan = "xisaishan"
    district = "district"
    city = "city"


class Form(StrEnum):
    """The formats of tables."""

    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    popolo = "popolo"
    ocel = "ocel"


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder, workbook or Popolo file.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Define = Annotated[
    list[Path],
    typer.Option(metavar="FILE", help="A Python file with measures of your own (linli.define)."),
]
Within = Annotated[str, typer.Option(help="Only what lies in this place.")]
On = Annotated[str, typer.Option(help="The day that stocks are read.")]
During = Annotated[str, typer.Option(help="The period of flows: 2024-H1 or A..B.")]
Filters = Annotated[
    list[str], typer.Option(metavar="NAME=VALUE", help="What counts: sex=F, age=18..60.")
]
Language = Annotated[Lang, typer.Option("--lang", help="Language of headings and messages.")]


@app.command()
def example(
    name: Annotated[World, typer.Argument(help="Which world.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write its tables.")],
    seed: Annotated[int, typer.Option(help="Another seed, another world.")] = 1,
    persons: Annotated[int, typer.Option(help="Of a city: how many people.")] = 250_000,
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """Writes an example as tables: the article as published, a synthetic district or city."""
    out = Output(lang, as_json, as_csv)
    with reported():
        try:
            net = _made(name, seed, persons)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        net.write(folder)
    _tell_written(net, folder, out)
    out.say(
        f"Next: linli measure {folder} coverage.breadth --by community",
        f"下一步：linli measure {folder} coverage.breadth --by community --lang zh",
    )


@app.command()
def template(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it.")],
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """Writes empty tables to fill in: a workbook, and the same as CSV files.

    linli template mine

    linli template mine --lang zh
    """
    out = Output(lang, as_json, as_csv)
    with reported():
        written = [str(path) for path in write_template(folder, lang.value)]
    if not out.for_people:
        out.table(Table({"written": written}))
    out.say(
        f"{written[0]}: one sheet a table; the same as CSV files in {written[1]}. Fill in what you "
        f"have, then: linli validate {written[0]}",
        f"{written[0]}：每张工作表一个表；CSV 文件在 {written[1]}。填好后："
        f"linli validate {written[0]} --lang zh",
    )


@app.command()
def validate(
    folder: Folder, as_json: Json = False, as_csv: Csv = False, lang: Language = Lang.en
) -> None:
    """Reads a folder and lists every problem: table, row, column, rule. Exits 1 if it has any."""
    out = Output(lang, as_json, as_csv)
    with reported(folder, lang):
        try:
            net = read(folder)
            problems, origin = net.diagnostics, net.origin
        except DataError as error:
            problems, origin = error.problems, None
    errors = sum(severity == "error" for severity in problems.values("severity"))
    warnings = len(problems) - errors
    if len(problems) or not out.for_people:
        table = Table(problems, origin=origin)
        if lang == "zh" and out.for_people:
            table = problems_zh(table)
        out.table(table, more={"errors": errors, "warnings": warnings})
    out.say(
        f"{folder}: {counted(errors, 'error')}, {counted(warnings, 'warning')}",
        f"{folder}：{errors} 个错误，{warnings} 个提醒",
    )
    if errors:
        raise typer.Exit(PROBLEMS)


@app.command()
def measure(
    folder: Folder,
    specs: Annotated[
        list[str],
        typer.Argument(metavar="SPEC", help='Such as "coverage.reach(min_kinds=3) on 2024-06-30".'),
    ],
    by: Annotated[list[str], typer.Option(help="A dimension; may be given again.")] = [],  # noqa: B006
    within: Within = "",
    on: On = "",
    during: During = "",
    where: Filters = [],  # noqa: B006
    level: Annotated[
        float, typer.Option(help="Of confidence, such as 0.95: adds the ends of intervals.")
    ] = 0,
    define: Define = [],  # noqa: B006
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """Measures a folder of tables.

    linli measure DIR coverage.breadth --by community

    linli measure DIR participation.rate by community, sex during 2024-H1 --where age=18..
    """
    out = Output(lang, as_json, as_csv)
    with reported(folder, lang):
        take_definitions(define)
        net = read(folder)
        table = net.measure(
            specs_in(specs),
            by=dimensions_in(by),
            within=within or None,
            on=on or None,
            during=during or None,
            where=where_in(where),
            level=level or None,
        )
    out.table(table, labels_of(net, table, lang), {"question": table.question})


@app.command()
def rows(
    folder: Folder,
    spec: Annotated[str, typer.Argument(metavar="SPEC", help="A measure: coverage.members.")],
    place: Annotated[str, typer.Option(help="Of which place; by default of the whole.")] = "",
    on: On = "",
    during: During = "",
    where: Filters = [],  # noqa: B006
    define: Define = [],  # noqa: B006
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """The rows behind a number: what a measure counts at a place.

    linli rows DIR coverage.members --place c07

    linli rows DIR deliberation.closure_rate --place c07 --during 2024-H1 --csv
    """
    out = Output(lang, as_json, as_csv)
    with reported(folder, lang):
        take_definitions(define)
        table = read(folder).rows(
            spec,
            place=place or None,
            on=on or None,
            during=during or None,
            where=where_in(where),
        )
    out.table(table)


@app.command()
def convert(
    folder: Folder,
    to: Annotated[Path, typer.Argument(metavar="OUT", help="Where to write.")],
    form: Annotated[
        Form | None, typer.Option("--to", help="By default as OUT ends, or csv.")
    ] = None,
    tables_lang: Annotated[
        Lang, typer.Option("--names", help="Of a workbook: its names in English or Chinese.")
    ] = Lang.en,
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """Reads tables and writes them in another format.

    linli convert DIR OUT --to parquet

    linli convert DIR tables.xlsx

    linli convert DIR tables.xlsx --names zh

    linli convert DIR issues.json --to ocel
    """
    out = Output(lang, as_json, as_csv)
    with reported(folder, lang):
        net = read(folder)
        net.write(to, form and form.value, tables_lang.value)
    _tell_written(net, to, out)


@app.command()
def reconcile(
    folder: Folder, as_json: Json = False, as_csv: Csv = False, lang: Language = Lang.en
) -> None:
    """Reported figures beside computed ones. Exits 1 where they disagree."""
    out = Output(lang, as_json, as_csv)
    with reported(folder, lang):
        table = read(folder).reconcile()
    out.table(table)
    disagreeing = table.values("status").count("disagrees")
    out.say(
        f"{counted(len(table), 'reported figure')}, {disagreeing} in disagreement",
        f"公布数据 {len(table)} 项，{disagreeing} 项不符",
    )
    if disagreeing:
        raise typer.Exit(PROBLEMS)


@app.command()
def targets(
    folder: Folder,
    wanted: Annotated[
        str, typer.Argument(metavar="FILE", help="A TOML file of targets, or a preset's name.")
    ],
    within: Within = "",
    on: Annotated[str, typer.Option(help="The day that stocks and targets are read.")] = "",
    during: During = "",
    define: Define = [],  # noqa: B006
    missed: Annotated[bool, typer.Option("--missed", help="Leave out what is met.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """Targets beside what is: which places miss them, and by how many.

    Presets are xisaishan, china and teams. In a TOML file each target is a
    table named target: measure, at_least or at_most, and if wanted by, stat,
    per, force, valid_from, valid_until, source. To miss a target is no error.

    linli targets DIR xisaishan

    linli targets DIR ours.toml --on 2026-01-01 --within d1 --csv
    """
    out = Output(lang, as_json, as_csv)
    with reported(folder, lang):
        take_definitions(define)
        net = read(folder)
        known = targets_of(wanted)
        table = net.attainment(known, on=on or None, within=within or None, during=during or None)
    told = table.take([i for i, met in enumerate(table.values("met")) if not (missed and met)])
    labels = labels_of_targets(net, table, known, lang)
    for part in parts_of(told) if out.for_people else [told]:
        out.table(part, labels, {"question": table.question})
    en, zh = (verdicts_in(table, language) for language in Lang)
    out.say(f"{counted(len(known), 'target')}: {en}", f"目标 {len(known)} 项：{zh}")


@app.command()
def bounds(
    folder: Folder,
    wanted: Annotated[str, typer.Argument(metavar="[MEASURE]", help="By default all.")] = "",
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """What totals alone imply, and which assumption each conclusion needs."""
    with reported(folder, lang):
        table = read(folder).bounds(wanted or None)
    Output(lang, as_json, as_csv).table(table)


@app.command()
def measures(
    wanted: Annotated[str, typer.Argument(metavar="[NAME]", help="Only those so named.")] = "",
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """The catalogue: what can be measured, with units, parameters and definitions."""
    found = catalogue()
    rows = [i for i, name in enumerate(found.values("name")) if wanted in name]
    if not rows:
        raise typer.BadParameter(f"no measure is called '{wanted}'; linli measures lists them")
    out = Output(lang, as_json, as_csv)
    table = found.take(rows)
    if out.for_people:
        name, meaning = ("name_zh", "meaning_zh") if lang == "zh" else (None, "meaning")
        names = ["name", *([name] if name else []), "unit", "parameters", "splits", meaning]
        table = Table({column: table[column] for column in names})
    out.table(table)


@app.command()
def tables(
    wanted: Annotated[str, typer.Argument(metavar="[TABLE]", help="By default all.")] = "",
    as_json: Json = False,
    as_csv: Csv = False,
    lang: Language = Lang.en,
) -> None:
    """The tables that a folder may hold, and their columns."""
    known = rules()
    asked = titles({}).get(wanted, wanted)
    if asked and asked not in known:
        raise typer.BadParameter(f"no table is called '{wanted}'; there are {', '.join(known)}")
    columns = [
        {"table": _named(name, table["label_zh"], lang), **_column_row(name, column, lang)}
        for name, table in known.items()
        if asked in ("", name)
        for column in table["columns"]
    ]
    names = list(columns[0])
    Output(lang, as_json, as_csv).table(
        Table({name: [column[name] for column in columns] for name in names})
    )


@app.command()
def doctor(as_json: Json = False, as_csv: Csv = False, lang: Language = Lang.en) -> None:
    """What is installed and whether it works: to be sent with a request for help."""
    found = findings()
    columns = {
        name: [getattr(each, name) for each in found] for name in ("what", "found", "advice")
    }
    Output(lang, as_json, as_csv).table(Table(columns))
    if found[-1].found != "passed":
        raise typer.Exit(PROBLEMS)


def _tell_written(net: Network, to: Path, out: Output) -> None:
    if not out.for_people:
        counts = {"table": list(net.counts), "rows": list(net.counts.values())}
        out.table(Table(counts, origin=net.origin), more={"folder": str(to)})
    said, count = mark(net.origin, out.lang), sum(net.counts.values())
    out.say(
        f"{to}: {len(net.counts)} tables, {count:,} rows{said and f'; {said}'}",
        f"{to}：{len(net.counts)} 个表，{count:,} 行{said and f'；{said}'}",
    )


def _made(name: World, seed: int, persons: int) -> Network:
    if name is World.xisaishan:
        return examples.xisaishan()
    if name is World.district:
        return examples.district(seed=seed)
    return examples.city(persons=persons, seed=seed)


def _column_row(table: str, column: dict[str, Any], lang: Lang) -> dict[str, object]:
    targets = column["targets"]
    named = " or ".join(targets)
    needed = ("是" if lang == "zh" else "yes") if column["required"] else ""
    return {
        "column": _named(column["name"], column["label_zh"], lang),
        "required": needed,
        "type": f"{column['type']} in {named}" if named else column["type"],
        "meaning": meaning_zh(table, column["name"]) if lang == "zh" else column["meaning"],
    }


def _named(name: str, label: str, lang: Lang) -> str:
    return f"{name} {label}" if lang == "zh" else name
