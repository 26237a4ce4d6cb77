# SPDX-License-Identifier: Apache-2.0
"""Participation: who takes part, how often, how unequally.

A participant attended at least one meeting in `during`. Meetings are those of forums, unless
`held_by` names another group table. `rate`, `intensity`, `gini` and `top_share` count people at
home in T(p), wherever the meetings were; the others count at the groups that serve a place in
T(p), whoever came. All measures also take `where=` (what counts), `residents=` ("persons" or
"population": which denominator) and `scheme=` (other team kinds).

Every measure is null, with a note, where a table that it reads was not given or not collected.
Where a meeting held for the place kept only a count, distinct participants are null too: they have
bounds.
"""

from __future__ import annotations

from ._asking import Where
from .measure import Measure, Residents
from .scheme import SchemeLike

__all__ = [
    "attendance_per_meeting",
    "attendances",
    "gini",
    "intensity",
    "kinds_per_meeting",
    "meetings",
    "rate",
    "representatives",
    "top_share",
]


def rate(
    *,
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Distinct participants at home in p / R(p).

    Unit: share of residents. Denominator: residents R(p). Null where there are none or they are
    unknown. Over 1 where numerator and denominator differ in source; left so, and noted. A flow.

    >>> table = net.measure(ll.participation.rate(), by=["community", "age_band"], during="2022")
    """
    return Measure(
        "participation.rate", held_by=held_by, where=where, residents=residents, scheme=scheme
    )


def intensity(
    *,
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Attendances of the participants at home in p / these participants.

    Unit: attendances a participant. Denominator: participants. Null without any. A flow.

    >>> table = net.measure(ll.participation.intensity(), by="community")
    """
    return Measure(
        "participation.intensity", held_by=held_by, where=where, residents=residents, scheme=scheme
    )


def gini(
    *,
    among: str = "participants",
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Gini coefficient of attendances a person: Σᵢ Σⱼ |xᵢ − xⱼ| / (2 μ n²).

    Among participants, or with `among="residents"` among all residents, where those who never came
    count as 0. Source: Gini (1912), without a small-sample correction.

    Unit: Gini, 0 for all alike. Denominator: none. Null without participants, or among residents
    where these are unknown. A flow.

    >>> table = net.measure(ll.participation.gini(among="residents"), by="community")
    """
    return Measure(
        "participation.gini",
        among=among,
        held_by=held_by,
        where=where,
        residents=residents,
        scheme=scheme,
    )


def top_share(
    *,
    q: float = 0.1,
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Attendances of the ⌈q·n⌉ most frequent participants at home in p / all of theirs.

    Unit: share of attendances. Denominator: attendances. Null without participants. A flow.

    >>> table = net.measure(ll.participation.top_share(q=0.2), by="subdistrict")
    """
    return Measure(
        "participation.top_share",
        q=q,
        held_by=held_by,
        where=where,
        residents=residents,
        scheme=scheme,
    )


def meetings(
    *,
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Meetings in the window of groups that serve a place in T(p).

    Unit: meetings. Denominator: none. Null only as said above. A flow.

    >>> table = net.measure(ll.participation.meetings(), by=["community", "quarter"])
    """
    return Measure(
        "participation.meetings", held_by=held_by, where=where, residents=residents, scheme=scheme
    )


def attendances(
    *,
    who: str = "all",
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Distinct (meeting, person) of such meetings, 人次; of a meeting without names its count.

    `who="residents"` counts only people with a home among the places.

    Unit: attendances. Denominator: none. Null only as said above. A flow.

    >>> table = net.measure(ll.participation.attendances(who="residents"), by="community")
    """
    return Measure(
        "participation.attendances",
        who=who,
        held_by=held_by,
        where=where,
        residents=residents,
        scheme=scheme,
    )


def attendance_per_meeting(
    *,
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Attendances / recorded meetings, which are those with names or a count.

    Unit: attendances a meeting. Denominator: recorded meetings. Null without any. A flow.

    >>> table = net.measure(ll.participation.attendance_per_meeting(), by="community")
    """
    return Measure(
        "participation.attendance_per_meeting",
        held_by=held_by,
        where=where,
        residents=residents,
        scheme=scheme,
    )


def kinds_per_meeting(
    *,
    held_by: str = "forums",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Mean, over meetings with names, of the distinct kinds present.

    A person's kind is that of the group for which the person came (`as_group`): a kind of the
    scheme, the table of another group, or `unaffiliated`.

    Unit: kinds a meeting. Denominator: meetings with names. Null without any. A flow.

    >>> table = net.measure(ll.participation.kinds_per_meeting(), by="community")
    """
    return Measure(
        "participation.kinds_per_meeting",
        held_by=held_by,
        where=where,
        residents=residents,
        scheme=scheme,
    )


def representatives(
    *,
    role: str = "fixed_representative",
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """Distinct persons with the role in force in a forum that serves a place in T(p).

    Unit: persons. Denominator: none. Null only as said above.
    A stock; who sits in several forums counts once.

    >>> table = net.measure(ll.participation.representatives(), by="subdistrict")
    """
    return Measure(
        "participation.representatives",
        role=role,
        where=where,
        residents=residents,
        scheme=scheme,
    )
