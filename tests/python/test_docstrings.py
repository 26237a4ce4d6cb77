# SPDX-License-Identifier: Apache-2.0
"""The examples in the docstrings of the package do what they say."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import linli as ll
import pytest

MODULES = [
    module.name
    for module in pkgutil.walk_packages(ll.__path__, "linli.")
    if not module.name.endswith(("__main__", "._core"))
]
FINDER = doctest.DocTestFinder(exclude_empty=True)


@pytest.mark.parametrize("name", ["linli", *MODULES])
def test_docstrings_of(name, district, tmp_path, monkeypatch):
    """Docstrings may use `ll`, and `net`, a synthetic district."""
    monkeypatch.chdir(tmp_path)
    module = import_module(name)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    said: list[str] = []
    for test in FINDER.find(module, name, extraglobs={"ll": ll, "net": district}):
        runner.run(test, out=said.append)
    assert runner.failures == 0, "".join(said)


def test_every_measure_has_an_example():
    families = (ll.counts, ll.coverage, ll.participation, ll.deliberation, ll.inequality)
    functions = [getattr(family, name) for family in families for name in family.__all__]
    assert [f.__qualname__ for f in functions if ">>> " not in (f.__doc__ or "")] == []
