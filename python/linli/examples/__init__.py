# SPDX-License-Identifier: Apache-2.0
"""Worlds to try things on: the source article as published, and synthetic ones fitted to it.

A synthetic world says so in every result (`origin="synthetic"`) and bears no real community's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..network import Network

# The makers come at once: a submodule imported later would take its function's name.
from . import city as _city
from . import district as _district
from . import xisaishan as _xisaishan

__all__ = ["city", "district", "xisaishan"]


def xisaishan() -> Network:
    """The article: its published figures, as totals and reported figures. Nothing is invented."""
    return _network(_xisaishan.tables(), _xisaishan.OPTIONS)


def district(seed: int = 1) -> Network:
    """A synthetic district, under made-up names, fitted to the article's figures."""
    return _network(_district.tables(seed=seed), _district.OPTIONS)


def city(persons: int = 250_000, seed: int = 1, households: bool = False) -> Network:
    """A synthetic city of any size, for benchmarks; if asked, people live in households."""
    return _network(_city.tables(persons, seed, households), _city.OPTIONS)


def _network(tables: Mapping[str, Any], options: Mapping[str, Any]) -> Network:
    return Network(**dict(tables), **dict(options))
