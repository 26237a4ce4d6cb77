# SPDX-License-Identifier: Apache-2.0
"""The stub of the compiled module names what the module has, no more and no less."""

from __future__ import annotations

import ast
from pathlib import Path

import linli
import pytest
from linli import _core

STUB = ast.parse((Path(linli.__file__).parent / "_core.pyi").read_text(encoding="utf-8"))
CLASSES = {node.name: node for node in STUB.body if isinstance(node, ast.ClassDef)}
FUNCTIONS = {node.name for node in STUB.body if isinstance(node, ast.FunctionDef)}


def members(name):
    """What a stub says of a class, what it inherits included."""
    node = CLASSES[name]
    found = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    for base in node.bases:
        found |= members(base.id) if isinstance(base, ast.Name) and base.id in CLASSES else set()
    return found


def public(names):
    return {name for name in names if not name.startswith("_") or name == "__arrow_c_stream__"}


def test_functions_and_classes_are_those_of_the_module():
    assert public(vars(_core)) == public(FUNCTIONS | set(CLASSES))


@pytest.mark.parametrize("name", sorted(public(CLASSES)))
def test_methods_are_those_of_the_class(name):
    made = getattr(_core, name)
    if issubclass(made, Exception):
        assert [base.__name__ for base in made.__bases__] == [b.id for b in CLASSES[name].bases]
    else:
        assert public(vars(made)) == public(members(name))
