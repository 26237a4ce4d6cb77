# SPDX-License-Identifier: Apache-2.0
"""The engine against the naive evaluator: random networks, random questions, equal answers."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linli import Measure, Network, _core, measures
from naive import NAMES, answer_columns, dimensions_of, evaluate
from naive.compare import NUMBERS, compared
from naive.dice import Dice
from naive.questions import Question, context, contexts, question, questions
from naive.strategies import world, worlds

# How many seeded networks one run compares, and how many questions each of them answers.
DEFAULT_SEEDS = 3000
SEEDS = int(os.environ.get("LINLI_NAIVE_SEEDS", DEFAULT_SEEDS))
QUESTIONS = 8
BLOCK = 250
AT_LEAST = 200_000  # numbers compared in a whole run

# One group present, or how many: the contract says nothing of the numerator.
LEFT_OPEN = {("coverage.presence", "numerator")}
TOTALS = ("counts.total", "counts.share")
PERSONS = {"sex", "tenure"}
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


def engine_params(params: dict[str, Any]) -> dict[str, Any]:
    """As the engine takes them: a measure within a measure is text."""
    told = {name: value for name, value in params.items() if value is not None}
    if isinstance(told.get("of"), tuple):
        measure, own = told["of"]
        told["of"] = str(Measure(measure, **engine_params(own)))
    return told


def engine_answer(net: Network, asked: Question) -> list[dict[str, Any]]:
    measure = Measure(asked.measure, **engine_params(asked.params))
    return list(net.measure(measure, **asked.keywords()).rows())


def gives(rows: list[dict[str, Any]], column: str) -> bool:
    return any(row.get(column) is not None for row in rows)


def counted(asked: Question) -> tuple[str, dict[str, Any]]:
    """The measure that counts rows: of an inequality, the one it is of."""
    of = asked.params.get("of")
    return of if isinstance(of, tuple) else (asked.measure, asked.params)


def names_in(asked: Question) -> set[str]:
    between = asked.params.get("between", ())[:1]
    attribute = [asked.params["attribute"]] if "attribute" in asked.params else []
    found = {*(asked.by or ()), *(asked.where or ()), *between, *attribute}
    return {name.removeprefix("person.") for name in found}


def has_no_peer(tables: dict[str, list[dict[str, Any]]], asked: Question) -> bool:
    """Questions that the engine refuses by its contract and the evaluator answers."""
    measure, params = counted(asked)
    columns = {params[name] for name in ("column", "of") if measure in TOTALS and name in params}
    columns |= {asked.params.get("weight")} - {None, "residents", "households"}
    columns |= {asked.params.get("grouping")} & {"estate_age"}
    if any(not gives(tables["places"], column) for column in columns):
        return True
    if any(not gives(tables.get("persons", []), name) for name in names_in(asked) & PERSONS):
        return True
    homes = {name[5:] for name in names_in(asked) if name.startswith("home.")}
    homes |= {name[6:] for name in names_in(asked) if name.startswith("place.")}
    if any(not gives(tables["places"], name) for name in homes):
        return True
    return measure == "participation.representatives" and "held_by" in params


def is_a_lack(asked: Question, line: str) -> bool:
    """What is missing lies nowhere: the evaluator gives it a row of its own where no place is."""
    key, _, found = line.partition(": ")
    return asked.measure.endswith("shortfall") and "None" in key and found.startswith("only naive")


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what the engine says it cannot tell: what a total given above zones leaves over."""
    return [row for row in rows if "reaches into zones" not in (row["note"] or "")]


class Tally:
    """What was compared in this run: blocks of seeds, and numbers of rows."""

    def __init__(self) -> None:
        self.blocks, self.numbers = 0, 0


@pytest.fixture(scope="module")
def tally() -> Tally:
    return Tally()


def compare(tables: Any, around: Any, net: Network, asked: Question) -> int:
    """How many numbers were the same; any that is not fails."""
    if has_no_peer(tables, asked):
        return 0
    naive = evaluate(tables, asked.measure, asked.params, **asked.keywords(), **around)
    engine, by = engine_answer(net, asked), dimensions_of(asked.measure, asked.by)
    if any(row["note"] == "no row of that category" for row in engine):
        return 0  # a gap from a value that the data do not hold: to the evaluator an empty category
    if withheld := [row for row in engine if row not in told(engine)]:
        left_over = [name for name in by if all(row[name] is None for row in withheld)]
        naive, engine = (
            [row for row in rows if any(row[name] is not None for name in left_over)]
            for rows in (naive, engine)
        )
    columns = [
        name
        for name in answer_columns(asked.measure, asked.level)
        if name in NUMBERS and (asked.measure, name) not in LEFT_OPEN
    ]
    found, numbers = compared(naive, told(engine), by, columns)
    found = [line for line in found if not is_a_lack(asked, line)]
    assert not found, f"{asked}\n{around}\n" + "\n".join(found)
    return numbers


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_seeded_networks_agree(first: int, tally: Tally) -> None:
    for seed in range(first, min(first + BLOCK, SEEDS)):
        dice = Dice.seeded(seed)
        tables, around = world(dice), context(dice)
        net = network_of(tables, around)
        for _ in range(QUESTIONS):
            asked = question(dice, tables, around.get("scheme"), measures=list(NAMES))
            tally.numbers += compare(tables, around, net, asked)
    tally.blocks += 1


def test_enough_was_compared(tally: Tally) -> None:
    if tally.blocks < DEFAULT_SEEDS / BLOCK:
        pytest.skip("only a part of the networks was looked at")
    print(f"{tally.numbers} numbers compared")
    assert tally.numbers >= AT_LEAST


def test_every_measure_of_the_catalogue_is_compared() -> None:
    assert set(NAMES) == set(measures()["name"])


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_drawn_networks_agree(data: st.DataObject) -> None:
    tables, around = data.draw(worlds()), data.draw(contexts())
    asked = data.draw(questions(tables, around.get("scheme"), measures=list(NAMES)))
    compare(tables, around, network_of(tables, around), asked)
