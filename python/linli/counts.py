# SPDX-License-Identifier: Apache-2.0
"""Counts: places, residents, groups, members, and what services report.

T(p) is a place with all that lies in it. All measures also take `where=` (what counts),
`residents=` ("persons" or "population": which denominator) and `scheme=` (other team kinds).

Every measure is null, with a note, where a table that it reads was not given or not collected.
"""

from __future__ import annotations

from typing import Unpack

from .measure import Common, Measure, measure_function

__all__ = [
    "groups",
    "helped",
    "households",
    "kinds",
    "members",
    "places",
    "residents",
    "sessions",
    "share",
    "total",
]


@measure_function
def places(*, of_level: str | None = None, **common: Unpack[Common]) -> Measure:
    """Places in force in T(p), p included; with `of_level` only those of that level.

    Unit: places. Denominator: none. Null only as said above. A stock, read on `on`.

    >>> table = net.measure(ll.counts.places(of_level="grid"), by="community")
    """
    return Measure("counts.places", of_level=of_level, **common)


@measure_function
def residents(**common: Unpack[Common]) -> Measure:
    """R(p): the population of p where given, else the persons at home in p itself plus R below.

    With `where` or by a column of persons: from `population` rows with those strata, else from
    persons, if they are all residents. `residents=` forces one source.

    Unit: persons. Denominator: none. Null where neither population nor persons tell; `note` says
    which. A stock.

    >>> table = net.measure(ll.counts.residents(where={"age": (60, None)}), by="community")
    """
    return Measure("counts.residents", **common)


@measure_function
def households(**common: Unpack[Common]) -> Measure:
    """H(p): the households of p where given, else the places of the level household in it.

    Unit: households. Denominator: none. Null where neither is known. A stock.

    >>> table = net.measure(ll.counts.households(), by="subdistrict")
    """
    return Measure("counts.households", **common)


@measure_function
def total(*, column: str, **common: Unpack[Common]) -> Measure:
    """A numeric column of places: the number of p where given, else the sum over what lies in it.

    Unit: as the column. Denominator: none. Null where no place gives the column. A stock.

    >>> table = net.measure(ll.counts.total(column="population"), by="community")
    """
    return Measure("counts.total", column=column, **common)


@measure_function
def share(*, column: str, of: str, **common: Unpack[Common]) -> Measure:
    """One numeric column of places / another, each summed as `total` sums.

    Unit: share. Denominator: the column `of`. Null where it is 0, or no place gives one of the
    two. A stock.

    >>> table = net.measure(ll.counts.share(column="households", of="population"), by="community")
    """
    return Measure("counts.share", column=column, of=of, **common)


@measure_function
def groups(*, table: str = "teams", kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Groups of a table in force that serve a place in T(p), of any kind or of one.

    Unit: groups. Denominator: none. Null only as said above. A stock; an unplaced
    group counts nowhere.

    >>> table = net.measure(ll.counts.groups(table="forums"), by="subdistrict")
    """
    return Measure("counts.groups", table=table, kind=kind, **common)


@measure_function
def kinds(*, table: str = "teams", **common: Unpack[Common]) -> Measure:
    """Distinct kinds among the groups of a table in force that serve a place in T(p).

    Unit: kinds. Denominator: none. Null only as said above. A stock.

    >>> table = net.measure(ll.counts.kinds(), by="community")
    """
    return Measure("counts.kinds", table=table, **common)


@measure_function
def members(
    *,
    table: str = "teams",
    kind: str | None = None,
    role: str | None = None,
    **common: Unpack[Common],
) -> Measure:
    """Distinct persons with a membership in force in such groups that serve a place in T(p).

    A person in several of these groups counts once, wherever the person lives.

    Unit: persons. Denominator: none. Null where a group gives only a head count, for then the
    number of distinct persons has bounds and no value. A stock.

    >>> table = net.measure(ll.counts.members(table="forums", role="fixed_representative"))
    """
    return Measure("counts.members", table=table, kind=kind, role=role, **common)


@measure_function
def sessions(**common: Unpack[Common]) -> Measure:
    """Meetings of services in the window; of a service without listed ones its counted sessions.

    Unit: sessions. Denominator: none. Null only as said above. A flow, counted in `during`.

    >>> table = net.measure(ll.counts.sessions(), by="community", during="2022")
    """
    return Measure("counts.sessions", **common)


@measure_function
def helped(
    *, outcome: str | None = None, unit: str = "persons", **common: Unpack[Common]
) -> Measure:
    """Persons that services report as helped: of one outcome, or of counts that name none.

    Outcomes overlap, so they are never added. `unit="households"` counts households instead.

    Unit: persons. Denominator: none. Null where no such count is given. A flow.

    >>> table = net.measure(ll.counts.helped(outcome="brought_back"))
    """
    return Measure("counts.helped", outcome=outcome, unit=unit, **common)
