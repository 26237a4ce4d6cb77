# SPDX-License-Identifier: Apache-2.0
"""Persons of rosters without common ids: which rows are one, or could be, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from ._least_persons import components, least_persons
from ._origins import origin_given
from ._roster_kinds import KINDS, kinds_of, reasons_of
from ._roster_pairs import Pairs, possible_pairs
from ._rosters import Array, Rosters, rosters_of
from ._words import counted, mark
from .errors import SchemaError
from .table import Table

_ACCEPTED = ("exact", "likely")


def match_persons(
    rosters: Mapping[str, Any],
    on: Iterable[str] | None = None,
    *,
    identifying: Iterable[str] | None = None,
    may_change: Iterable[str] | None = None,
    origin: str | None = None,
) -> PersonMatches:
    """Matches the persons of two or more rosters that have no common ids. Merges nothing.

    Record linkage by rules that can be checked by hand, instead of the weights of Fellegi and
    Sunter (1969). Within a roster each row is a person of its own, but a row that repeats another
    in every column is listed in `repeated` and counts once. Where rows hold little more than names,
    keep a column that tells them apart, such as their number on the list.

    Parameters
    ----------
    rosters
        Tables by name: dicts of columns, or frames that speak Arrow.
    on
        The columns to compare, `name` among them. By default `name`, and those of `birth_date`,
        `sex`, `phone`, `id_number` and `place` that two rosters have.
    identifying
        Those of them that tell persons apart. By default `birth_date`, `phone`, `id_number`.
    may_change
        Those that one person may have unlike in two rosters. By default `phone`, `place`.
    origin
        `observed`, `synthetic` or `mixed`. By default what the tables say themselves.

    Notes
    -----
    *Normal forms.* Texts are compared by Unicode NFKC, without case and spaces; names also without
    middle dots, hyphens, apostrophes and stops; dates as days (`1980-01-02`, `1980/1/2`,
    `1980年1月2日`, `19800102`); telephone numbers without brackets, hyphens and +86; 女 and female
    are F, 男 and male M. Traditional and simplified characters differ. Hashed values compare as the
    texts that they are.

    *Fields.* Each agrees, differs, or is unknown where either row has none. Names that do not agree
    are near if they have the same words from another one on (family and given name exchanged), or
    are alike once at most one character is left out of each.

    *Possible pairs* are two rows of two rosters that differ in nothing but what may change, and of
    which at least as many identifying fields agree as the names need: none where they agree, one
    where they are near with two characters alike, two where only one is alike or a name is unknown.

    *exact*: the name and an identifying field agree, nothing differs, and neither row has another
    such pair with the other's roster. *likely*: another possible pair of which neither row has
    another possible pair with the other's roster, and in which an identifying field agrees or
    nothing differs. *ambiguous*: every other possible pair. Matches that contradict each other by
    way of a third roster, because two rows that they join are no possible pair, are ambiguous.

    Raises SchemaError for columns that are not there, a date that is none, and where too many pairs
    are possible to list them.

    >>> import linli as ll
    >>> register = {"name": ["张伟", "张伟", "李娜"], "birth_date": ["1980-01-02", None, None]}
    >>> volunteers = {"name": ["张 伟", "李娜"], "birth_date": ["1980/1/2", "1991-05-06"]}
    >>> found = ll.match_persons({"register": register, "volunteers": volunteers})
    >>> found.pairs["match"].tolist(), found.distinct
    (['exact', 'ambiguous', 'likely'], (3, 4))
    """
    read = rosters_of(rosters, on, identifying, may_change, origin_given(origin))
    return PersonMatches(read, possible_pairs(read))


class PersonMatches:
    """Which rows of rosters are, or could be, one person; made by `linli.match_persons`.

    `pairs` has a row for each possible pair: `roster_a`, `row_a`, `roster_b`, `row_b`, `match`
    (exact, likely, ambiguous) and `why`, the fields that agree, are near, unknown or differ. Rows
    are counted from 0, as `Table.take` does. `counts` has for each two rosters and each kind the
    number of pairs, and of the rows of either in them. `repeated` lists rows that repeat a `first`
    one. No values of the rosters are kept, but for their names.
    """

    __slots__ = (
        "_distinct",
        "_kinds",
        "_pairs",
        "_rosters",
        "counts",
        "low_is_sharp",
        "pairs",
        "repeated",
    )

    def __init__(self, rosters: Rosters, pairs: Pairs) -> None:
        self._rosters = rosters
        self._pairs = pairs
        self._kinds = kinds_of(rosters, pairs)
        self.pairs = Table(_listed(rosters, pairs, self._kinds), origin=rosters.origin)
        self.counts = Table(_counted(rosters, pairs, self._kinds), origin=rosters.origin)
        self.repeated = Table(_repeats(rosters), origin=rosters.origin)
        high = len(np.unique(self._persons(("exact",))))
        low, self.low_is_sharp = least_persons(rosters.rank, rosters.roster, pairs.a, pairs.b)
        self._distinct = (low, high)

    @property
    def origin(self) -> str:
        """Where the rosters come from: observed, synthetic or mixed."""
        return self._rosters.origin

    @property
    def distinct(self) -> tuple[int, int]:
        """The low and the high number of distinct persons.

        High: only exact matches are one person. Low: the fewest persons that the possible pairs
        allow, where a person is at most one row of each roster and every two of its rows are a
        possible pair. Between two rosters that is a largest matching. Between more it can be hard
        to find; `low_is_sharp` says whether low is that number or a bound proven to lie below it:
        for each group of rows that pairs join, the most that any two rosters need.
        """
        return self._distinct

    def mapping(self, accept: str | Iterable[str] = ("exact",)) -> Table:
        """A person id (m1, m2, ...) for every row of every roster, to apply where one sees fit.

        `accept` says which matches are taken as one person: exact, likely, or both. What is
        ambiguous is for people to decide. Columns: `roster`, `row`, `person`.
        """
        wanted = (accept,) if isinstance(accept, str) else tuple(accept)
        for kind in wanted:
            if kind not in _ACCEPTED:
                raise SchemaError(f"accept= takes {' and '.join(_ACCEPTED)}, not {kind!r}")
        number = _numbered(self._of_all_rows(self._persons(wanted)))
        sizes = self._rosters.sizes
        return Table(
            {
                "roster": [
                    name
                    for name, size in zip(self._rosters.names, sizes, strict=True)
                    for _ in range(size)
                ],
                "row": np.concatenate([np.arange(size) for size in sizes]),
                "person": [f"m{i}" for i in number.tolist()],
            },
            origin=self.origin,
        )

    def _of_all_rows(self, persons: Array) -> Array:
        """The persons of all rows in order; a row that repeats another is that one's."""
        rosters = self._rosters
        begins = np.cumsum([0, *rosters.sizes])
        found = np.empty(begins[-1], dtype=np.int64)
        found[begins[rosters.roster] + rosters.row] = persons
        for roster, row, first in rosters.repeated:
            found[begins[roster] + row] = found[begins[roster] + first]
        return found

    def _persons(self, accepted: tuple[str, ...]) -> Array:
        """A number for each row, the same for rows that accepted matches join."""
        taken = np.isin(self._kinds, [KINDS.index(kind) for kind in accepted])
        return components(len(self._rosters.row), self._pairs.a[taken], self._pairs.b[taken])

    def __repr__(self) -> str:
        rows = counted(sum(self._rosters.sizes), "row")
        said = f"linli.PersonMatches · {len(self._rosters.names)} rosters, {rows}"
        said += f", {len(self.repeated):,} repeated" if len(self.repeated) else ""
        low, high = self.distinct
        how = "" if self.low_is_sharp else "; the low number is a bound that may not be attained"
        marked = mark(self.origin)
        return "\n".join(
            [
                f"{said} · {marked}" if marked else said,
                f"between {low:,} and {high:,} distinct persons{how}",
                str(Table(self.counts)),
            ]
        )


def _numbered(values: Array) -> Array:
    """Numbers from 1 on for distinct values, in the order in which they come."""
    _, first, of = np.unique(values, return_index=True, return_inverse=True)
    return (np.argsort(np.argsort(first)) + 1)[of.reshape(-1)]


def _taken(names: list[str], at: Array) -> Array:
    return np.array(names, dtype=object)[at]


def _listed(rosters: Rosters, pairs: Pairs, kinds: Array) -> dict[str, Any]:
    return {
        "roster_a": _taken(rosters.names, rosters.roster[pairs.a]),
        "row_a": rosters.row[pairs.a],
        "roster_b": _taken(rosters.names, rosters.roster[pairs.b]),
        "row_b": rosters.row[pairs.b],
        "match": _taken(list(KINDS), kinds),
        "why": reasons_of(rosters, pairs),
    }


def _counted(rosters: Rosters, pairs: Pairs, kinds: Array) -> dict[str, list[Any]]:
    names = ("roster_a", "roster_b", "match", "pairs", "rows_a", "rows_b")
    rows = []
    for i, j in combinations(range(len(rosters.names)), 2):
        between = (rosters.roster[pairs.a] == i) & (rosters.roster[pairs.b] == j)
        for position, kind in enumerate(KINDS):
            ours = between & (kinds == position)
            sides = (len(np.unique(side[ours])) for side in (pairs.a, pairs.b))
            rows.append((rosters.names[i], rosters.names[j], kind, int(ours.sum()), *sides))
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _repeats(rosters: Rosters) -> dict[str, list[Any]]:
    return {
        "roster": [rosters.names[roster] for roster, _, _ in rosters.repeated],
        "row": [row for _, row, _ in rosters.repeated],
        "first": [first for _, _, first in rosters.repeated],
    }
