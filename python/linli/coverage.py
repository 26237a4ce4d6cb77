# SPDX-License-Identifier: Apache-2.0
"""Coverage: which kinds of teams are there, with how many people, for whom.

The groups that count are those of the scheme's kinds, in force on `on`; they count at p when they
serve a place in T(p), p and all that lies in it. All measures also take `where=` (what counts),
`residents=` ("persons" or "population": which denominator) and `scheme=` (other team kinds).
All are stocks but `active_members`, a flow: being on a roster is not yet being active.

Every measure is null, with a note, where a table that it reads was not given or not collected.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from .measure import Common, Measure, measure_function

__all__ = [
    "active_members",
    "breadth",
    "complete",
    "depth",
    "member_organisations",
    "member_shortfall",
    "members",
    "memberships",
    "multiplicity",
    "organisations",
    "place_share",
    "presence",
    "reach",
    "service_share",
    "teams",
]


@measure_function
def presence(*, min_members: int = 1, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """1 if a group of the kind counts and has at least `min_members` members in force, else 0.

    Members are distinct persons or organisations; of a group without names, its head count. Ask it
    by `kind`, or of one `kind`. The numerator is the number of such groups.

    Unit: 0 or 1. Denominator: none. Null only as said above.

    >>> table = net.measure(ll.coverage.presence(min_members=3), by=["community", "kind"])
    """
    return Measure("coverage.presence", min_members=min_members, kind=kind, **common)


@measure_function
def breadth(*, min_members: int = 1, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Kinds present / kinds in the scheme. It says nothing of how many people take part.

    Unit: share of kinds. Denominator: kinds in the scheme. Null where the scheme has none.

    >>> table = net.measure(ll.coverage.breadth(), by="community")
    """
    return Measure("coverage.breadth", min_members=min_members, kind=kind, **common)


@measure_function
def complete(
    *, of_level: str, kind: str | None = None, min_members: int = 1, **common: Unpack[Common]
) -> Measure:
    """Places of a level in T(p) with every kind present / such places.

    Unit: share of places. Denominator: places of that level. Null where there are none.

    >>> table = net.measure(ll.coverage.complete(of_level="community"), by="subdistrict")
    """
    return Measure(
        "coverage.complete", of_level=of_level, kind=kind, min_members=min_members, **common
    )


@measure_function
def members(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Distinct persons with a membership in force in a group that counts: 人, not 人·队.

    A person in several teams counts once, also above places where the teams are apart, and need
    not live there.

    Unit: persons. Denominator: none. Null where a team gives only a head count: distinct persons
    then have bounds (`net.bounds`) and no value.

    >>> table = net.measure(ll.coverage.members(), by=["community", "kind"])
    """
    return Measure("coverage.members", kind=kind, **common)


@measure_function
def memberships(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Distinct (person, group) pairs in force, 人·队; of a team without names its head count.

    Unit: (person, group) pairs. Denominator: none. Null as said above, and where persons are told
    apart but a team gives only a head count; `basis` says whether rows or totals
    were counted.

    >>> table = net.measure(ll.coverage.memberships(), by="kind")
    """
    return Measure("coverage.memberships", kind=kind, **common)


@measure_function
def multiplicity(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Memberships / members: in how many teams a member is.

    Unit: memberships a member. Denominator: members. Null where there are none, or where a team
    gives only a head count.

    >>> table = net.measure(ll.coverage.multiplicity(), by="community")
    """
    return Measure("coverage.multiplicity", kind=kind, **common)


@measure_function
def depth(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """1000 × members / R(p). A ratio and no share: its people need not live in p.

    Unit: members per 1000 residents. Denominator: residents R(p). Null where there are none or
    they are unknown, or where a team gives only a head count.

    >>> table = net.measure(ll.coverage.depth(kind="volunteers"), by="community")
    """
    return Measure("coverage.depth", kind=kind, **common)


@measure_function
def teams(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Groups of the scheme's kinds in force that serve a place in T(p).

    Unit: groups. Denominator: none. Null only as said above.

    >>> table = net.measure(ll.coverage.teams(), by=["subdistrict", "kind"])
    """
    return Measure("coverage.teams", kind=kind, **common)


@measure_function
def organisations(
    *, kind: str = "social_organisation", registration: str | None = None, **common: Unpack[Common]
) -> Measure:
    """Organisations of a kind in force that serve a place in T(p), registered, filed or any.

    Unit: organisations. Denominator: none. Null only as said above.

    >>> table = net.measure(ll.coverage.organisations(registration="registered"), by="community")
    """
    return Measure("coverage.organisations", kind=kind, registration=registration, **common)


@measure_function
def reach(
    *,
    min_kinds: int = 1,
    kinds: str | Sequence[str] | None = None,
    providers: str = "teams",
    min_members: int = 0,
    up_to: str | None = None,
    **common: Unpack[Common],
) -> Measure:
    """Persons at home in p for whom at least `min_kinds` kinds have a provider / all such persons.

    A provider counts for a person when it serves the home place or any place above it; `up_to`
    leaves out those above a level, `kinds` all other kinds, `min_members` those with fewer members.
    Where persons are a list and no census, the populations of the lowest places that have one
    count, each whole.

    Unit: share of persons. Denominator: such persons at home in p. Null where there are none, or
    where persons are listed only and no population is given.

    >>> table = net.measure(ll.coverage.reach(min_kinds=3, up_to="community"), by="subdistrict")
    """
    return Measure(
        "coverage.reach",
        min_kinds=min_kinds,
        kinds=kinds,
        providers=providers,
        min_members=min_members,
        up_to=up_to,
        **common,
    )


@measure_function
def member_shortfall(
    *, at_least: int = 1, kind: str | None = None, **common: Unpack[Common]
) -> Measure:
    """How many people are needed: Σ over kinds of the members missing to `at_least`.

    Unit: persons. Denominator: none. Null where a team gives only a head count.

    >>> table = net.measure(ll.coverage.member_shortfall(at_least=5), by=["community", "kind"])
    """
    return Measure("coverage.member_shortfall", at_least=at_least, kind=kind, **common)


@measure_function
def member_organisations(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Distinct organisations with a membership in force in a group that counts: units, not people.

    Unit: organisations. Denominator: none. Null only as said above.

    >>> table = net.measure(ll.coverage.member_organisations(), by="community")
    """
    return Measure("coverage.member_organisations", kind=kind, **common)


@measure_function
def active_members(
    *, min_acts: int = 1, kind: str | None = None, **common: Unpack[Common]
) -> Measure:
    """Members with at least `min_acts` acts in `during`: on a roster is not yet active.

    Acts are distinct meetings attended and acts of service recorded in `activities` (each row its
    `count`, or one), whichever group they were for. The roster is read on `on`, the acts, a flow,
    within `during`.

    Unit: persons. Denominator: none. Null where a team gives only a head count.

    >>> table = net.measure(ll.coverage.active_members(min_acts=2), by="community", during="2023")
    """
    return Measure("coverage.active_members", min_acts=min_acts, kind=kind, **common)


@measure_function
def place_share(*, of_level: str, provider: str, **common: Unpack[Common]) -> Measure:
    """Places of a level that a provider in force names as served / places of that level in T(p).

    `provider` is a group table or a kind of the scheme. Only the very places that the provider
    names count, not those above or below them.

    Unit: share of places. Denominator: places of that level in force. Null where there are none.

    >>> table = net.measure(
    ...     ll.coverage.place_share(of_level="community", provider="forums"), by="subdistrict"
    ... )
    """
    return Measure("coverage.place_share", of_level=of_level, provider=provider, **common)


@measure_function
def service_share(
    *,
    kind: str | None = None,
    unit: str = "persons",
    roll_up: bool = False,
    **common: Unpack[Common],
) -> Measure:
    """Distinct beneficiaries of a unit with a benefit in force, in T(p) / all of that unit.

    `unit` is `"persons"` or a level of places such as `"household"`; with `roll_up` a person counts
    for the place of that level that holds her home. A benefit is in force while both it and its
    service are.

    Unit: share of the unit. Denominator: R(p), or H(p) for households, or the places of the level.
    Null where there are none or they are unknown.

    >>> table = net.measure(ll.coverage.service_share(unit="household"), by="community")
    """
    return Measure("coverage.service_share", kind=kind, unit=unit, roll_up=roll_up, **common)
