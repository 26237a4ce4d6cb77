# SPDX-License-Identifier: Apache-2.0
"""Each measure is a plain function that agrees with the catalogue, and its example runs."""

from __future__ import annotations

import doctest
import inspect
import re

import linli as ll
import numpy as np
import pytest
from linli import (
    counts,
    coverage,
    deliberation,
    edits,
    inequality,
    measure,
    network,
    participation,
)

MODULES = {
    m.__name__.rpartition(".")[2]: m
    for m in (counts, coverage, participation, deliberation, inequality)
}
OF_NUMBERS = {"inequality.lorenz"}  # a table, so no measure
WHOLE = [row for row in ll.measures().to_dicts() if not row["name"].startswith("own.")]
CATALOGUE = [row for row in WHOLE if not row["name"].startswith("inequality.")]
INDICES = [row for row in WHOLE if row["name"].startswith("inequality.")]
NAMES = [row["name"] for row in CATALOGUE]
SHARED = ["where", "residents", "scheme"]
REQUIRED = {
    "counts.total": ["column"],
    "counts.share": ["column", "of"],
    "coverage.complete": ["of_level"],
    "coverage.place_share": ["of_level", "provider"],
    "participation.dissimilarity": ["attribute"],
    "deliberation.survival": ["at"],
}
TYPES = {"integer": int, "number": float, "flag": "true".__eq__}


def function_of(name):
    module, _, function = name.partition(".")
    return getattr(MODULES[module], function)


def parameters_of(row):
    """Name and default of each parameter; a default is a value, None, or missing if required."""
    for text in filter(None, (row["parameters"] or "").split("; ")):
        name, _, typed = text.partition(": ")
        kind, _, default = typed.partition(" = ")
        yield name, TYPES.get(kind, str)(default) if default else None


def test_every_measure_has_its_function_and_every_function_its_measure():
    offered = {f"{name}.{f}" for name, module in MODULES.items() for f in module.__all__}
    assert offered - OF_NUMBERS == {row["name"] for row in WHOLE}


@pytest.mark.parametrize("row", CATALOGUE, ids=NAMES)
def test_parameters_and_defaults_are_those_of_the_catalogue(row):
    signature = inspect.signature(function_of(row["name"]))
    assert all(p.kind is p.KEYWORD_ONLY for p in signature.parameters.values())
    found = {name: p.default for name, p in signature.parameters.items() if name not in SHARED}
    expected = dict(parameters_of(row))
    for name in REQUIRED.get(row["name"], ()):
        expected[name] = inspect.Parameter.empty
    assert found == expected
    assert list(signature.parameters)[-3:] == SHARED


@pytest.mark.parametrize("row", CATALOGUE, ids=NAMES)
def test_docstrings_name_unit_denominator_null_and_when_it_is_read(row):
    function = function_of(row["name"])
    text = " ".join(inspect.getdoc(function).split())
    assert f"Unit: {row['unit']}" in text
    assert "Denominator: " in text
    assert "null" in text.lower()
    assert re.search(rf">>> table = net\.measure\( ?(\.\.\. )?ll\.{row['name']}\(", text)
    whole = f"{text} {' '.join(MODULES[row['name'].partition('.')[0]].__doc__.split())}"
    assert f"{row['reads']}" in whole.lower()


def test_the_modules_say_which_measures_differ_from_the_others():
    rows = [row for row in CATALOGUE if row["name"].startswith("participation.")]
    sentence, _, _ = participation.__doc__.partition(" count people at home")
    named = {f"participation.{name}" for name in re.findall(r"`(\w+)`", sentence)}
    assert {r["name"] for r in rows if r["key"] == "person at home"} == {
        name for name in named if name in NAMES
    }
    assert "All are stocks but `active_members`" in coverage.__doc__
    flows = [r["name"] for r in CATALOGUE if r["reads"] == "flow"]
    assert [n for n in flows if n.startswith("coverage.")] == ["coverage.active_members"]


@pytest.mark.parametrize("row", INDICES, ids=lambda row: row["name"])
def test_an_index_takes_numbers_or_a_measure_and_says_unit_and_null(row):
    function = function_of(row["name"])
    parameters = inspect.signature(function).parameters
    assert set(dict(parameters_of(row))) <= set(parameters)
    assert list(parameters)[-3:] == SHARED
    assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in ("of", *SHARED))
    text = " ".join(f"{inspect.getdoc(function)} {inequality.__doc__}".split())
    assert "Unit: " in text
    assert "null" in text.lower()
    assert ">>> " in text
    assert f"ll.{row['name']}(" in text


@pytest.mark.parametrize(
    "module", [*MODULES.values(), edits, measure, network, ll], ids=lambda m: m.__name__
)
def test_examples_run(module, district):
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(verbose=False)
    tests = finder.find(module, globs={**vars(module), "ll": ll, "net": district})
    for test in tests:
        runner.run(test)
    assert runner.summarize(verbose=False).failed == 0
    assert runner.summarize(verbose=False).attempted > 0


def test_measures_are_values():
    one = ll.coverage.reach(min_kinds=3, kinds=["a", "b"])
    assert one == ll.coverage.reach(kinds=("a", "b"), min_kinds=3)
    assert one != ll.coverage.reach(min_kinds=3)
    assert len({one, ll.coverage.reach(min_kinds=3, kinds=["a", "b"])}) == 1


def test_several_words_are_one_argument_however_they_come():
    listed = ll.coverage.reach(kinds=["a", "b"])
    assert listed == ll.coverage.reach(kinds="a|b")
    assert listed == ll.coverage.reach(kinds=np.array(["a", "b"]))
    assert listed == ll.coverage.reach(kinds=(kind for kind in "ab"))
    assert hash(listed) == hash(ll.coverage.reach(kinds="a|b"))
    assert str(listed) == "coverage.reach(kinds=a|b)"
    assert listed != ll.coverage.reach(kinds=["b", "a"])
    with pytest.raises(ll.MeasureError, match="kinds= is empty"):
        ll.coverage.reach(kinds=[])
    with pytest.raises(ll.MeasureError, match="cannot be None"):
        ll.coverage.reach(kinds=["a", None])


def test_only_what_differs_from_the_defaults_is_told():
    assert str(ll.coverage.reach(min_kinds=1)) == "coverage.reach"
    assert str(ll.coverage.reach(min_kinds=2)) == "coverage.reach(min_kinds=2)"
    assert ll.deliberation.time_to(q=0.5).arguments == {}
    assert str(ll.deliberation.reached(implied=True)) == "deliberation.reached(implied=true)"
    assert str(ll.counts.residents(residents="persons")) == "counts.residents(residents=persons)"
    assert str(ll.counts.residents(where={"age": (18, None), "sex": "F"})) == (
        "counts.residents where age=18.., sex=F"
    )


def test_defaults_written_out_in_a_text_are_left_out_of_the_answer(small):
    table = small.measure("coverage.presence(min_members=1, kind=volunteers)")
    assert table.values("measure") == ["coverage.presence(kind=volunteers)"]


@pytest.mark.parametrize(
    "made",
    [
        ll.coverage.reach(min_kinds=2, up_to="community"),
        ll.counts.residents(where={"age": (18, 60), "sex": ["F", "M"]}, residents="persons"),
        ll.coverage.breadth(scheme="xisaishan"),
        ll.counts.groups(kind="a kind, with a comma"),
    ],
    ids=str,
)
def test_the_text_of_a_measure_asks_the_same(small, made):
    assert small.measure(str(made)).to_dicts() == small.measure(made).to_dicts()


def test_a_measure_may_use_another_scheme_and_another_denominator(small):
    other = [{"key": "posted", "found_as": "posted_party_members"}, "cooks"]
    table = small.measure([ll.coverage.breadth(scheme=other), ll.coverage.breadth()])
    assert table.values("denominator") == [2, 2]
    assert table.values("numerator") == [1, 2]
    forced = small.measure(ll.coverage.depth(residents="population"))
    assert forced.values("value") == [None]
    assert "denominator" in forced.values("note")[0]


BUILT_IN = ll.coverage.breadth(scheme="xisaishan")
OF_ONE_S_OWN = ll.coverage.breadth(scheme=["volunteers", "cooks"])
AS_TEXT = {
    "bounds": lambda net, of: net.bounds(of),
    "gini": lambda net, of: net.measure(ll.inequality.gini(of=of, across="community")),
    "gap": lambda net, of: net.measure(ll.inequality.gap(of=of, between=("sex", "F", "M"))),
    "targets": lambda net, of: net.attainment({"measure": of, "by": "community", "at_least": 1}),
}


@pytest.mark.parametrize("way", ["bounds", "gini", "targets"])
def test_a_scheme_that_is_built_in_is_read_from_a_text(small, way):
    found = AS_TEXT[way](small, BUILT_IN)
    assert found.to_dicts() == AS_TEXT[way](small, "coverage.breadth(scheme=xisaishan)").to_dicts()
    assert found.to_dicts() != AS_TEXT[way](small, "coverage.breadth").to_dicts()


@pytest.mark.parametrize("way", list(AS_TEXT))
def test_a_scheme_of_one_s_own_is_in_no_text_and_says_so(small, way):
    with pytest.raises(ll.MeasureError, match="cannot be read back from its text"):
        AS_TEXT[way](small, OF_ONE_S_OWN)


def test_a_text_with_an_unknown_scheme_is_an_error_that_names_those_built_in(small):
    with pytest.raises(ll.MeasureError, match="no scheme is called 'own'; built in: xisaishan"):
        small.measure("coverage.breadth(scheme=own)")
    with pytest.raises(ll.MeasureError, match="no scheme is called 'own'; built in: xisaishan"):
        ll.targets({"measure": "coverage.breadth(scheme=own)", "at_least": 1})


def test_bounds_of_another_scheme_are_not_those_published_for_this_one(article):
    asked = "coverage.members(scheme=xisaishan)"
    found = [{**row, "measure": ""} for row in article.bounds(asked)]
    assert found == [{**row, "measure": ""} for row in article.bounds("coverage.members")]


def test_wrong_parameters_are_errors_that_name_the_right_ones(small):
    with pytest.raises(ll.MeasureError, match="has no parameter 'least'"):
        small.measure("coverage.presence(least=2)")
    with pytest.raises(ll.MeasureError, match="a whole number"):
        small.measure(ll.coverage.presence(min_members=-1))
    with pytest.raises(ll.MeasureError, match="not in the scheme"):
        small.measure(ll.coverage.members(kind="cooks"))
    with pytest.raises(ll.MeasureError, match="residents= is persons or population"):
        small.measure(ll.coverage.depth(residents="somebody"))
    with pytest.raises(ll.MeasureError, match="in a text, where stands after the parameters"):
        small.measure("coverage.members(where=x)")
    with pytest.raises(TypeError):
        ll.coverage.reach(3)


@pytest.mark.parametrize("row", CATALOGUE, ids=NAMES)
@pytest.mark.parametrize("wrong", ["wher", "name", "self", "by"])
def test_a_keyword_without_meaning_is_an_error_that_lists_those_with_one(row, wrong):
    required = dict.fromkeys(REQUIRED.get(row["name"], ()), "x")
    right = ", ".join([*(name for name, _ in parameters_of(row)), *SHARED])
    with pytest.raises(ll.MeasureError, match=f"has no parameter '{wrong}'; it has {right}$"):
        function_of(row["name"])(**required, **{wrong: 1})


def test_the_keywords_that_all_measures_take_are_told_with_their_types():
    told = str(inspect.signature(ll.coverage.teams))
    assert "where: 'Where | None' = None, residents: 'Residents | None' = None" in told
    assert "**" not in told
