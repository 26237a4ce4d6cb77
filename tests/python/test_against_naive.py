# SPDX-License-Identifier: Apache-2.0
"""The engine against the naive evaluator: random networks, random questions, equal answers."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linli import Measure, Network, _core
from naive import dimensions_of, evaluate
from naive.compare import differences
from naive.dice import Dice
from naive.questions import Question, context, contexts, question, questions
from naive.strategies import world, worlds

# How many seeded networks one run compares; each answers four questions.
SEEDS = int(os.environ.get("LINLI_NAIVE_SEEDS", "2000"))
BLOCK = 250
SCHEMA = [table for table in _core.schema() if table["table"] != "observed"]


def columns_of(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def scheme_of(asked: Any) -> Any:
    if asked is None or isinstance(asked, str):
        return asked
    kinds = [
        {"key": k["kind"], "kind": k["kind"], "table": k.get("table", "teams")}
        for k in asked["kinds"]
    ]
    return {"name": "own", "kinds": kinds}


def network_of(tables: dict[str, list[dict[str, Any]]], around: dict[str, Any]) -> Network:
    # A table that is not given says nothing; to the evaluator an absent one is empty.
    empty = {t["table"]: {c["name"]: [] for c in t["columns"] if c["required"]} for t in SCHEMA}
    given_tables = empty | {name: columns_of(rows) for name, rows in tables.items() if rows}
    options: dict[str, Any] = dict(around) | {
        "scheme": scheme_of(around.get("scheme")),
        "zone": "+00:00",
    }
    return Network(**given_tables, **options)


def engine_answer(net: Network, asked: Question) -> list[dict[str, Any]]:
    params = {name: value for name, value in (asked.params or {}).items() if value is not None}
    table = net.measure(Measure(asked.measure, **params), **asked.keywords())
    return list(table.rows())


def gives(rows: list[dict[str, Any]], column: str) -> bool:
    return any(row.get(column) is not None for row in rows)


def has_no_peer(tables: dict[str, list[dict[str, Any]]], asked: Question) -> bool:
    """Questions that the engine refuses by its contract and the evaluator answers."""
    params = asked.params or {}
    if asked.measure == "counts.total" and not gives(tables.get("places", []), params["column"]):
        return True
    named = {*(asked.by or ()), *(asked.where or ())}
    if any(not gives(tables.get("persons", []), name) for name in named & {"sex", "tenure"}):
        return True
    homes = {name[5:] for name in named if name.startswith("home.")}
    if any(not gives(tables["places"], name) for name in homes):
        return True
    return asked.measure == "participation.representatives" and "held_by" in params


def is_a_lack(asked: Question, line: str) -> bool:
    """What is missing lies nowhere: the evaluator gives it a row of its own where no place is."""
    key, _, found = line.partition(": ")
    return asked.measure.endswith("shortfall") and "None" in key and found.startswith("only naive")


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what the engine says it cannot tell: what a total given above zones leaves over."""
    return [row for row in rows if "reaches into zones" not in (row["note"] or "")]


def compare(tables: Any, around: Any, net: Network, asked: Question) -> None:
    if has_no_peer(tables, asked):
        return
    naive = evaluate(tables, asked.measure, asked.params, **asked.keywords(), **around)
    engine, by = engine_answer(net, asked), dimensions_of(asked.measure, asked.by)
    if len(told(engine)) < len(engine):
        naive = [row for row in naive if all(row[dimension] is not None for dimension in by)]
    found = differences(naive, told(engine), by)
    found = [line for line in found if not is_a_lack(asked, line)]
    assert not found, f"{asked}\n{around}\n" + "\n".join(found)


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_seeded_networks_agree(first: int) -> None:
    for seed in range(first, min(first + BLOCK, SEEDS)):
        dice = Dice.seeded(seed)
        tables, around = world(dice), context(dice)
        net = network_of(tables, around)
        for _ in range(4):
            compare(tables, around, net, question(dice, tables, around.get("scheme")))


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_drawn_networks_agree(data: st.DataObject) -> None:
    tables, around = data.draw(worlds()), data.draw(contexts())
    asked = data.draw(questions(tables, around.get("scheme")))
    compare(tables, around, network_of(tables, around), asked)
