# SPDX-License-Identifier: Apache-2.0
"""The ways that issues take through their states, and the days on which they take each step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import days_between, later
from ._draws import Draws
from ._rows import texts

# One slot a possible event, in order: state, mean and longest days since the one before, and who
# acts. A dispatched issue waits for its handler, an escalated one for the supporting unit.
_SLOTS = (
    ("raised", 0, 0, "nobody"),
    ("accepted", 1.5, 10, "forum"),
    ("screened", 4, 20, "forum"),
    ("scheduled", 6, 30, "forum"),
    ("deliberated", 9, 40, "forum"),
    ("decided", 2, 15, "forum"),
    ("escalated", 7, 40, "support"),
    ("dispatched", 3, 20, "handler"),
    ("returned", 5, 20, "handler"),
    ("dispatched", 3, 15, "handler"),
    ("carried_out", 16, 150, "handler"),
    ("closed", 3, 20, "forum"),
    ("reopened", 14, 40, "forum"),
    ("dispatched", 2, 10, "handler"),
    ("carried_out", 9, 60, "handler"),
    ("closed", 2, 10, "forum"),
    ("fed_back", 3, 20, "forum"),
    ("evaluated", 7, 40, "forum"),
    ("merged", 3, 20, "forum"),
    ("rejected", 3, 20, "forum"),
)
STATES = texts([s[0] for s in _SLOTS])
ACTORS = ("nobody", "forum", "handler", "support")
ACTOR = np.array([ACTORS.index(s[3]) for s in _SLOTS])
_DELIBERATED, _ESCALATED, _DISPATCHED, _RETURNED, _CARRIED, _CLOSED = 4, 6, 7, 8, 10, 11
_REOPENED, _FED_BACK, _EVALUATED = 12, 16, 17
# How many times longer what was escalated waits for the unit above, and then for the work: the
# mean and the longest wait. The longest of all waits add up to less than the youngest forum's age.
_LONGER = {_DISPATCHED: (5, 3), _CARRIED: (2, 1)}

_TO_DECIDED = (0, 1, 2, 3, 4, 5)
_FATES = {
    "closed": (*_TO_DECIDED, 7, 10, 11, 16, 17),
    "merged": (0, 1, 18),
    "rejected": (0, 1, 2, 19),
    "at_raised": (0,),
    "at_accepted": (0, 1),
    "at_screened": (0, 1, 2),
    "at_scheduled": (0, 1, 2, 3),
    "at_deliberated": (0, 1, 2, 3, 4),
    "at_decided": _TO_DECIDED,
    "at_escalated": (*_TO_DECIDED, 6),
    "at_dispatched": (*_TO_DECIDED, 7),
    "at_returned": (*_TO_DECIDED, 7, 8),
    "at_carried_out": (*_TO_DECIDED, 7, 10),
}
CLOSED, MERGED, REJECTED = 0, 1, 2
# What becomes of a hundred that are not closed, by fate.
UNCLOSED = (0, 14, 20, 6, 8, 12, 11, 6, 5, 7, 7, 2, 2)


@dataclass(frozen=True)
class Paths:
    """Of each issue and slot: whether it was taken, and how many days after the raising."""

    fate: np.ndarray
    taken: np.ndarray
    days: np.ndarray

    @property
    def escalated(self) -> np.ndarray:
        """Whether the issue went up to a supporting unit."""
        return self.taken[:, _ESCALATED]

    @property
    def deliberated(self) -> np.ndarray:
        """Whether it came before a meeting."""
        return self.taken[:, _DELIBERATED]

    @property
    def to_deliberated(self) -> np.ndarray:
        """The days until it did."""
        return self.days[:, _DELIBERATED]

    def _to_end(self) -> np.ndarray:
        """Days until the last event that changes whether it is closed."""
        counted = self.taken.copy()
        counted[:, [_FED_BACK, _EVALUATED]] = False
        return np.where(counted, self.days, 0).max(axis=1)

    def raised(self, draws: Draws, name: str, start, end) -> np.ndarray:
        """Dates such that what is settled was so by `end`, and the rest has waited a while."""
        n, settled = len(self.fate), self.fate <= REJECTED
        room = np.maximum(days_between(start, end) - self._to_end(), 0)
        waiting = 3 + draws.tail(f"{name} waiting", n, 45.0, 420)
        early = draws.below(f"{name} raised", n, room + 1)
        return later(start, np.where(settled, early, np.maximum(room - waiting, 0)))

    def events(self, raised: np.ndarray, end) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Issue row, slot and date of every event up to `end`, in order of issue and time."""
        on_time = self.days <= days_between(raised, end)[:, None]
        issue, slot = np.nonzero(self.taken & on_time)
        return issue, slot, later(raised[issue], self.days[issue, slot])


def make_paths(draws: Draws, name: str, fate: np.ndarray, slowness=1.0) -> Paths:
    """Draws detours and durations; `slowness` stretches the handler's part, by issue."""
    taken = _taken(draws, name, fate)
    days = np.empty(taken.shape, dtype=np.int32)
    gone = np.zeros(len(fate), dtype=np.int32)
    for slot, (_, mean, longest, actor) in enumerate(_SLOTS):
        pace = slowness if actor == "handler" else 1.0
        longer, further = _LONGER.get(slot, (1, 1))
        scale = mean * pace * np.where(taken[:, _ESCALATED], longer, 1)
        most = longest * np.where(taken[:, _ESCALATED], further, 1)
        lasted = draws.tail(f"{name} duration", len(fate), scale, most, event=slot)
        lasted += slot in (_RETURNED, _REOPENED)  # or the day would see the same step twice
        gone = gone + np.where(taken[:, slot], lasted, 0).astype(np.int32)
        days[:, slot] = gone
    return Paths(fate, taken, days)


def unclosed_fates(draws: Draws, name: str, n: int) -> np.ndarray:
    """Fates of issues that are not closed."""
    return draws.choose(f"{name} fate", n, UNCLOSED)


def _taken(draws: Draws, name: str, fate: np.ndarray) -> np.ndarray:
    table = np.zeros((len(_FATES), len(_SLOTS)), dtype=bool)
    for row, slots in enumerate(_FATES.values()):
        table[row, list(slots)] = True
    taken, n = table[fate], len(fate)
    # Detours: up to a supporting unit, back from a handler who is not responsible, once more.
    taken[:, _ESCALATED] |= taken[:, _DISPATCHED] & draws.chance(f"{name} up", n, 0.09)
    back = taken[:, _CARRIED] & draws.chance(f"{name} back", n, 0.07)
    taken[:, [_RETURNED, _RETURNED + 1]] |= back[:, None]
    again = taken[:, _CLOSED] & draws.chance(f"{name} again", n, 0.025)
    taken[:, _REOPENED : _REOPENED + 4] |= again[:, None]
    # Steps that nobody entered in the log, and issues whose people were never asked.
    for slot, unlogged in ((2, 0.07), (3, 0.05)):
        passed = taken[:, _DELIBERATED] & draws.chance(f"{name} unlogged", n, unlogged, event=slot)
        taken[:, slot] &= ~passed
    taken[:, _FED_BACK] &= draws.chance(f"{name} fed back", n, 0.85)
    taken[:, _EVALUATED] &= taken[:, _FED_BACK] & draws.chance(f"{name} evaluated", n, 0.6)
    return taken
