# SPDX-License-Identifier: Apache-2.0
"""Measures made ready for a network, which follow its edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import _core
from .edits import Edit, plain_edits
from .measure import Measure
from .table import Table

if TYPE_CHECKING:
    from .network import Network


class Prepared:
    """Measures made ready for a network; `update` gives another that follows edits.

    Its table equals, bit for bit, measuring the edited network anew.
    """

    def __init__(
        self,
        core: _core.Prepared,
        specs: list[Measure],
        question: dict[str, Any],
        network_of: Callable[[_core.Network], Network],
    ) -> None:
        self._core, self._specs, self._question = core, specs, question
        self._network_of = network_of

    def update(self, edits: Iterable[Edit]) -> Prepared:
        """The same measures after the edits; this one stays as it is."""
        core = self._core.update(plain_edits(edits))
        return Prepared(core, self._specs, self._question, self._network_of)

    def table(self) -> Table:
        """The answer, as `Network.measure` gives it."""
        return self.network._answer(self._core.table(), self._specs, self._question)

    @cached_property
    def network(self) -> Network:
        """The network with all edits so far."""
        return self._network_of(self._core.network())

    def __repr__(self) -> str:
        by = ", ".join(self._question["by"])
        names = ", ".join(map(str, self._specs))
        return f"<Prepared {names}{f' by {by}' if by else ''}>"
