# SPDX-License-Identifier: Apache-2.0
"""Participation: who takes part, how often, how unequally.

A participant attended at least one meeting in `during`. Meetings are those of forums, unless
`held_by` names another group table.

`rate`, `intensity`, `gini`, `top_share`, `never_share`, `newcomer_share`, `retention`,
`representation`, `dissimilarity` and `membership_rate` count people at home in T(p), wherever the
meetings or teams were; the others count at the groups that serve a place in T(p), whoever came.

All measures also take `where=` (what counts), `residents=` ("persons" or
"population": which denominator) and `scheme=` (other team kinds).

Every measure is null, with a note, where a table that it reads was not given or not collected.
Where a meeting held for the place kept only a count, distinct participants are null too: they have
bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from .measure import Common, Measure, measure_function

__all__ = [
    "attendance_per_meeting",
    "attendances",
    "co_presence",
    "dissimilarity",
    "forums_without_representative",
    "gini",
    "intensity",
    "kinds_per_meeting",
    "meetings",
    "membership_rate",
    "never_share",
    "newcomer_share",
    "rate",
    "recorded_share",
    "representation",
    "representatives",
    "representatives_per_forum",
    "retention",
    "top_share",
]


@measure_function
def rate(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Distinct participants at home in p / R(p).

    Unit: share of residents. Denominator: residents R(p). Null where there are none or they are
    unknown. Over 1 where numerator and denominator differ in source; left so, and noted. A flow.

    >>> table = net.measure(ll.participation.rate(), by=["community", "age_band"], during="2022")
    """
    return Measure("participation.rate", held_by=held_by, **common)


@measure_function
def intensity(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Attendances of the participants at home in p / these participants.

    Unit: attendances a participant. Denominator: participants. Null without any. A flow.

    >>> table = net.measure(ll.participation.intensity(), by="community")
    """
    return Measure("participation.intensity", held_by=held_by, **common)


@measure_function
def gini(
    *, among: str = "participants", held_by: str = "forums", **common: Unpack[Common]
) -> Measure:
    """Gini coefficient of attendances a person: Σᵢ Σⱼ |xᵢ − xⱼ| / (2 μ n²).

    Among participants, or with `among="residents"` among all residents, where those who never came
    count as 0. Source: Gini (1912), without a small-sample correction.

    Unit: Gini, 0 for all alike. Denominator: none. Null without participants, or among residents
    where these are unknown. A flow.

    >>> table = net.measure(ll.participation.gini(among="residents"), by="community")
    """
    return Measure("participation.gini", among=among, held_by=held_by, **common)


@measure_function
def top_share(*, q: float = 0.1, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Attendances of the ⌈q·n⌉ most frequent participants at home in p / all of theirs.

    Unit: share of attendances. Denominator: attendances. Null without participants. A flow.

    >>> table = net.measure(ll.participation.top_share(q=0.2), by="subdistrict")
    """
    return Measure("participation.top_share", q=q, held_by=held_by, **common)


@measure_function
def meetings(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Meetings in the window of groups that serve a place in T(p).

    Unit: meetings. Denominator: none. Null only as said above. A flow.

    >>> table = net.measure(ll.participation.meetings(), by=["community", "quarter"])
    """
    return Measure("participation.meetings", held_by=held_by, **common)


@measure_function
def attendances(*, who: str = "all", held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Distinct (meeting, person) of such meetings, 人次; of a meeting without names its count.

    `who="residents"` counts only people with a home among the places.

    Unit: attendances. Denominator: none. Null only as said above. A flow.

    >>> table = net.measure(ll.participation.attendances(who="residents"), by="community")
    """
    return Measure("participation.attendances", who=who, held_by=held_by, **common)


@measure_function
def attendance_per_meeting(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Attendances / recorded meetings, which are those with names or a count.

    Unit: attendances a meeting. Denominator: recorded meetings. Null without any. A flow.

    >>> table = net.measure(ll.participation.attendance_per_meeting(), by="community")
    """
    return Measure("participation.attendance_per_meeting", held_by=held_by, **common)


@measure_function
def kinds_per_meeting(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Mean, over meetings with names, of the distinct kinds present.

    A person's kind is that of the group for which the person came (`as_group`): a kind of the
    scheme, the table of another group, or `unaffiliated`.

    Unit: kinds a meeting. Denominator: meetings with names. Null without any. A flow.

    >>> table = net.measure(ll.participation.kinds_per_meeting(), by="community")
    """
    return Measure("participation.kinds_per_meeting", held_by=held_by, **common)


@measure_function
def representatives(*, role: str = "fixed_representative", **common: Unpack[Common]) -> Measure:
    """Distinct persons with the role in force in a forum that serves a place in T(p).

    Unit: persons. Denominator: none. Null only as said above.
    A stock; who sits in several forums counts once.

    >>> table = net.measure(ll.participation.representatives(), by="subdistrict")
    """
    return Measure("participation.representatives", role=role, **common)


@measure_function
def never_share(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """1 − `rate` over the whole record up to `on`, of the persons at home: who never came.

    A flow that does not look at `during`; by a bucket of time, the record ends with each bucket.

    Unit: share of residents. Denominator: the persons at home, also where they are only a list.
    Null where there are none. Below 0 where more came than are registered; noted.

    >>> table = net.measure(ll.participation.never_share(), by=["community", "age_band"])
    """
    return Measure("participation.never_share", held_by=held_by, **common)


@measure_function
def newcomer_share(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Participants with no attendance before the window starts / participants.

    Unit: share of participants. Denominator: participants. Null where there are none, where the
    window has no start, and where the data hold no earlier meeting. A flow.

    >>> table = net.measure(ll.participation.newcomer_share(), by="community", during="2023")
    """
    return Measure("participation.newcomer_share", held_by=held_by, **common)


@measure_function
def retention(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Participants of a bucket of time who take part in the next / participants of the bucket.

    Asked by `year`, `quarter` or `month`. The next bucket counts whole, whatever `during` says.

    Unit: share of participants. Denominator: participants. Null where there are none, and where
    the next bucket is not complete by `on`. A flow.

    >>> table = net.measure(ll.participation.retention(), by="quarter", during="2023")
    """
    return Measure("participation.retention", held_by=held_by, **common)


@measure_function
def representation(
    *, of: Sequence[str | int] | None = None, held_by: str = "forums", **common: Unpack[Common]
) -> Measure:
    """The share of a category among participants / its share among residents: 1 is par.

    Asked by one or more attributes of persons; people whose attribute is null are left out of both
    shares. `of` names the persons of a panel, who then stand for the participants. Numerator and
    denominator are the category's participants and residents. With `level`, a log-normal interval
    that heeds that participants are residents: SE² = (b / n²) [(b / a)(1 − a / A) + (1 − b / B)],
    a of A participants and b of B others in the category, n = a + b.

    Unit: ratio of shares. Denominator: the share among residents. Null without participants or
    residents. A flow.

    >>> table = net.measure(ll.participation.representation(), by="sex", during="2023", level=0.95)
    """
    return Measure("participation.representation", of=of, held_by=held_by, **common)


@measure_function
def dissimilarity(*, attribute: str, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """½ Σ over an attribute's categories |share among participants − share among residents|.

    The least share of participants who would have to be others for both to be alike (Duncan &
    Duncan 1955). People whose attribute is null are left out.

    Unit: index from 0 to 1. Denominator: none. Null without participants or residents. A flow.

    >>> table = net.measure(ll.participation.dissimilarity(attribute="age_band"), by="community")
    """
    return Measure("participation.dissimilarity", attribute=attribute, held_by=held_by, **common)


@measure_function
def membership_rate(*, kind: str | None = None, **common: Unpack[Common]) -> Measure:
    """Distinct persons at home in p with a membership in force in any team / R(p).

    Any team of the table counts, whatever the scheme; `kind` is one of the table's own words.

    Unit: share of residents. Denominator: R(p). Null where there are none or they are unknown, and
    where a team that serves the place gives only a head count. A stock.

    >>> table = net.measure(ll.participation.membership_rate(), by=["community", "sex"])
    """
    return Measure("participation.membership_rate", kind=kind, **common)


@measure_function
def recorded_share(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Meetings with names or a count / meetings, at the group.

    Unit: share of meetings. Denominator: meetings. Null where there are none. A flow.

    >>> table = net.measure(ll.participation.recorded_share(), by="community", during="2023")
    """
    return Measure("participation.recorded_share", held_by=held_by, **common)


@measure_function
def co_presence(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """For each pair of kinds: meetings where both were present / meetings with names.

    Adds the dimensions `kind_a` and `kind_b`, and the columns `expected`, the meetings that both
    would share by chance with each kind's own number fixed, and `z`, how many standard deviations
    of the hypergeometric distribution the count is from it. Kinds are those for which people came:
    of the scheme, else the table of the group, or `unaffiliated`.

    Unit: share of meetings. Denominator: meetings with names. Null where there are none. A flow.

    >>> table = net.measure(ll.participation.co_presence(), during="2023")
    """
    return Measure("participation.co_presence", held_by=held_by, **common)


@measure_function
def representatives_per_forum(
    *, role: str = "fixed_representative", **common: Unpack[Common]
) -> Measure:
    """Distinct (person, forum) pairs with the role in force / forums in force, at the forum.

    Unit: (person, forum) pairs a forum. Denominator: forums in force. Null where there are none. A
    stock.

    >>> table = net.measure(ll.participation.representatives_per_forum(), by="community")
    """
    return Measure("participation.representatives_per_forum", role=role, **common)


@measure_function
def forums_without_representative(
    *, role: str = "fixed_representative", **common: Unpack[Common]
) -> Measure:
    """Forums in force without any person in the role in force / forums in force.

    Unit: share of forums. Denominator: forums in force. Null where there are none. A stock.

    >>> table = net.measure(ll.participation.forums_without_representative(), by="community")
    """
    return Measure("participation.forums_without_representative", role=role, **common)
