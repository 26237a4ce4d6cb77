# SPDX-License-Identifier: Apache-2.0
"""Empty tables to fill in: a workbook and a folder of CSV files, with headings and notes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import _workbook
from ._csv import csv_text
from ._lazy import require
from ._meanings_zh import meaning_zh
from ._names import rules
from ._words import word
from .errors import FileError
from .network import Network

WORKBOOK = {"en": "tables.xlsx", "zh": "数据表.xlsx"}
_ROWS_CHECKED = 10_000  # how far down a list of words is offered
_NOTES = {
    "en": [
        "One sheet a table. Fill in what you have; leave the others as they are.",
        "A sheet without rows was not collected: it is not known, which is not the same as none.",
        "Columns with a dark heading are required. Any further column may be added.",
        "Ids are texts or integers of your own choice; other tables name rows by them.",
        "Dates are written 2024-06-30. Intervals run from since up to, not including, until.",
        "A sheet roster (place, kind, person, ...) may stand for persons, teams and members.",
        "To check what was filled in: linli validate {file}",
        "To measure: linli measure {file} coverage.breadth --by community",
    ],
    "zh": [
        "每张工作表是一个表。有什么填什么，没有的表保持原样。",
        "没有填写的表视为未采集，即不知道，而不是零。",
        "深色表头为必填列。可以另加任何列。",
        "编号由您自定，文字或整数均可；其他表以编号引用。",
        "日期写作 2024-06-30。区间自起始日期起，至终止日期止（不含终止当日）。",
        "“花名册”（地方、种类、人员、角色、单位）可代替人员、队伍、成员关系三表。",
        "检查填写内容：linli validate {file} --lang zh",
        "计算指标：linli measure {file} coverage.breadth --by community --lang zh",
    ],
}


def write_template(folder: Path, lang: str) -> list[Path]:
    """Writes the workbook, and beside it the same as a folder `csv`; what was written.

    A file that is there already is a `FileError`: it may hold what somebody filled in.
    """
    workbook, csv = folder / WORKBOOK[lang], folder / "csv"
    for path in (workbook, csv):
        if path.exists():
            raise FileError(f"{path} is there already; choose another folder")
    notes = [line.format(file=workbook) for line in _NOTES[lang]]
    settings = _settings(lang)
    try:
        csv.mkdir(parents=True)
        for name, rule in rules().items():
            # With a mark at the front, by which a spreadsheet program knows UTF-8.
            text = csv_text([_headings(rule, lang)])
            (csv / f"{_title(name, lang)}.csv").write_text(text, encoding="utf-8-sig")
        (csv / "network.toml").write_text(settings, encoding="utf-8")
        (csv / f"{_workbook.NOTES[lang]}.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
        _write_workbook(workbook, lang, notes, settings)
    except OSError as error:
        raise FileError(f"{folder} could not be written: {error}") from error
    return [workbook, csv]


def _title(name: str, lang: str) -> str:
    return str(rules()[name]["label_zh"]) if lang == "zh" else name


def _headings(rule: dict[str, Any], lang: str) -> list[str]:
    return [c["label_zh"] if lang == "zh" else c["name"] for c in rule["columns"]]


def _settings(lang: str) -> str:
    """The settings of a template: what is empty is not known; in Chinese, the words of lists."""
    lines = ['empty_tables = "not_given"']
    if lang == "zh":
        lines += ["", "[names]", *(f"{json.dumps(w, ensure_ascii=False)} = {json.dumps(m)}"
                                   for w, m in _own_words())]  # fmt: skip
    return "\n".join(lines) + "\n"


def _own_words() -> Iterator[tuple[str, list[str]]]:
    """Levels and kinds of teams in Chinese, which the schema leaves open, and what they mean."""
    for level in ("city", "district", "subdistrict", "community", "grid", "estate", "building",
                  "household"):  # fmt: skip
        yield word(level, "zh"), [f"places.level.{level}"]
    for kind in Network(scheme="xisaishan").scheme.kinds:
        yield kind.label("zh"), [f"teams.kind.{kind.key}", f"roster.kind.{kind.key}"]


def _write_workbook(path: Path, lang: str, notes: list[str], settings: str) -> None:
    book = require("openpyxl", "writing a workbook", "'linli[excel]'").Workbook()
    first = book.active
    first.title = _workbook.NOTES[lang]
    first.column_dimensions["A"].width = 100
    for line in notes:
        first.append([line])
    for name, rule in rules().items():
        _fill(book.create_sheet(_title(name, lang)), name, rule, lang)
    sheet = book.create_sheet(_workbook.SETTINGS)
    for line in settings.splitlines():
        sheet.append([line])
    book.save(path)


def _fill(sheet: Any, name: str, rule: dict[str, Any], lang: str) -> None:
    styles = require("openpyxl.styles", "writing a workbook", "'linli[excel]'")
    comments = require("openpyxl.comments", "writing a workbook", "'linli[excel]'")
    sheet.append(_headings(rule, lang))
    sheet.freeze_panes = "A2"
    for cell, column in zip(sheet[1], rule["columns"], strict=True):
        needed = column["required"]
        cell.font = styles.Font(bold=True, color="FFFFFF" if needed else "000000")
        cell.fill = styles.PatternFill("solid", fgColor="1F4E78" if needed else "DDEBF7")
        said = meaning_zh(name, column["name"]) if lang == "zh" else column["meaning"]
        cell.comment = comments.Comment(said, "linli", width=320, height=110)
        sheet.column_dimensions[cell.column_letter].width = 16
        if column["type"] in ("id", "reference") or column["name"] == "code":
            _keep_as_text(sheet, cell.column_letter)
        _offer_words(sheet, cell.column_letter, column, lang)


def _keep_as_text(sheet: Any, letter: str) -> None:
    """Else a spreadsheet program would take the zeros from the front of an id."""
    sheet.column_dimensions[letter].number_format = "@"


def _offer_words(sheet: Any, letter: str, column: dict[str, Any], lang: str) -> None:
    words = column["words"].split()
    if not words:
        return
    if lang == "zh":
        words = [column["words_zh"].get(each, each) for each in words]
    validation = require("openpyxl.worksheet.datavalidation", "workbooks", "'linli[excel]'")
    listed = validation.DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
    listed.showErrorMessage = False  # a hint; what is wrong is for linli validate to say
    sheet.add_data_validation(listed)
    listed.add(f"{letter}2:{letter}{_ROWS_CHECKED}")
