# SPDX-License-Identifier: Apache-2.0
"""The demonstration fits one screen, says what is assumed, and marks what is made up."""

from __future__ import annotations

import csv
import re

import pytest
from linli import demo
from linli._text import width

STATES = {"en": ("escalated", "dispatched"), "zh": ("上交", "交办")}
MARK = {"en": "SYNTHETIC DATA", "zh": "合成数据"}


@pytest.fixture(scope="module", params=["en", "zh"])
def shown(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    found = demo.blocks(request.param)
    demo.write(found, folder, request.param)
    return request.param, demo.screen(found, request.param), folder


def test_it_fits_one_screen(shown):
    lines = shown[1].splitlines()
    assert len(lines) < 60
    assert max(map(width, lines)) <= 100


def test_it_says_what_the_figures_imply_and_on_which_assumption(shown):
    text = " ".join(shown[1].split())
    for conclusion, assumption in [
        ("at least 355 have none", "if these are seats"),
        ("at most 39.9% have one", "if a topic belongs to one centre"),
        ("940 of 1481 = 63.5%", "are among the 1481 topics"),
        ("605 of 3548 = 17.1%", "if all 605 families live in Muyanghu"),
        ("cannot be the same kind of count", "were the same kind of count"),
    ]:
        assert conclusion in text
        assert assumption in text[text.index(conclusion) :]


def test_every_block_of_made_up_data_is_marked(shown):
    lang, text, folder = shown
    titles = [line for line in text.splitlines() if line.startswith("==")]
    assert [MARK[lang] in title for title in titles] == [False, False, True, True]
    for file in folder.glob("*.csv"):
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        assert rows
        assert ("origin" in rows[0]) != file.stem.startswith("article_")


def test_it_shows_what_is_missing_and_where_topics_are_stuck(shown):
    lang, text, _ = shown
    assert len(re.findall(r"\+\+\+\+\S{4} +\d+ +\d\.\d% 0\.\d\d", text)) > 16
    assert all(state in text.splitlines()[-1] for state in STATES[lang])


def test_the_page_needs_nothing_from_elsewhere(shown):
    page = (shown[2] / "demo.html").read_text(encoding="utf-8")
    assert page.count("<table>") == 8
    assert "<script" not in page
    assert "http" not in page
    assert MARK[shown[0]] in page


def test_it_runs_as_a_command(tmp_path, capsys):
    demo.main(["--out", str(tmp_path / "new" / "folder")])
    assert "What they imply" in capsys.readouterr().out
    assert (tmp_path / "new" / "folder" / "demo.txt").exists()
