# SPDX-License-Identifier: Apache-2.0
"""Inequality: how unlike places or people are, in one number.

Of plain numbers, `gini([1, 2, 3])` is a number. With `of=` each function is a measure: of the
values that another measure has at the places of the level `across`. Then `weight` is `"residents"`,
`"households"` or a numeric column of places.

Each value has a weight w, 1 if none are given; W = Σw and μ = Σwx/W, without a correction for small
samples. Left out are values that are null or NaN, and those of weight null or 0. The result is null
(None) where nothing is left or μ is 0. A negative value or weight is an error that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from . import _core
from ._asking import Where, number_of
from ._numbers import Labels, Numbers, codes_of, numbers_of, same_length, weights_of
from .errors import MeasureError
from .measure import Measure, Residents, text_to_read
from .scheme import SchemeLike
from .table import Table

__all__ = [
    "atkinson",
    "gap",
    "gini",
    "hoover",
    "lorenz",
    "quantile_ratio",
    "theil",
    "theil_between",
    "theil_within",
]


def gini(
    x: Numbers | None = None,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """Gini coefficient: Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 μ W²), half the mean difference over the mean.

    Unit: Gini, 0 for all alike, below 1. Source: Gini (1912).

    >>> ll.inequality.gini([1, 3])
    0.25
    >>> ll.inequality.gini([1, 3], weight=[3, 1])
    0.25
    """
    if _is_plain(x, of, across, where, residents, scheme):
        return _core.gini(*_columns(x, weight))
    return _measure("gini", of, across, weight, where, residents, scheme)


def hoover(
    x: Numbers | None = None,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """Hoover index: Σ w |x − μ| / (2 W μ), the share of the total that would have to move.

    Unit: share of the total. Source: Hoover (1936).

    >>> ll.inequality.hoover([1, 2, 3, 6])
    0.25
    """
    if _is_plain(x, of, across, where, residents, scheme):
        return _core.hoover(*_columns(x, weight))
    return _measure("hoover", of, across, weight, where, residents, scheme)


def theil(
    x: Numbers | None = None,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """Theil index: Σ (w/W)(x/μ) ln(x/μ), where 0 ln 0 = 0.

    Unit: nats, from 0 for all alike to ln n if one has everything. Source: Theil (1967).

    >>> round(ll.inequality.theil([0, 1]), 4)  # ln 2
    0.6931
    """
    if _is_plain(x, of, across, where, residents, scheme):
        return _core.theil(*_columns(x, weight))
    return _measure("theil", of, across, weight, where, residents, scheme)


def theil_between(
    x: Numbers | None = None,
    groups: Labels | None = None,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    grouping: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """Theil index between groups: Σ_g (w_g/W)(μ_g/μ) ln(μ_g/μ), as if each had its group's mean.

    With `theil_within` it adds up to `theil` of those in groups; values without a group are left
    out. As a measure, `grouping` is a place level above `across` or an attribute of places.

    Unit: nats. Source: Theil (1967).

    >>> ll.inequality.theil_between([1, 3, 2, 2], ["a", "a", "b", "b"])
    0.0
    """
    if _is_plain(x, of, across, grouping, where, residents, scheme):
        return _core.theil_between(*_grouped(x, groups, weight))
    _no_groups(groups)
    return _measure(
        "theil_between", of, across, weight, where, residents, scheme, grouping=grouping
    )


def theil_within(
    x: Numbers | None = None,
    groups: Labels | None = None,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    grouping: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """Theil index within groups: Σ_g (w_g μ_g / W μ) T_g, the groups' own by shares of the total.

    With `theil_between` it adds up to `theil` of those in groups; values without a group are left
    out. As a measure, `grouping` is a place level above `across` or an attribute of places.

    Unit: nats. Source: Theil (1967).

    >>> ll.inequality.theil_within([1, 1, 2, 2], ["a", "a", "b", "b"])
    0.0
    """
    if _is_plain(x, of, across, grouping, where, residents, scheme):
        return _core.theil_within(*_grouped(x, groups, weight))
    _no_groups(groups)
    return _measure("theil_within", of, across, weight, where, residents, scheme, grouping=grouping)


def atkinson(
    x: Numbers | None = None,
    epsilon: float | None = None,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """Atkinson index: 1 − (Σ (w/W)(x/μ)^(1−ε))^(1/(1−ε)); for ε = 1, 1 − the geometric mean / μ.

    The share of the total that could go if the rest were spread evenly, at an aversion `epsilon`
    to inequality, 0 or more. It is 1 if any x is 0 and ε ≥ 1.

    Unit: share of the total. Source: Atkinson (1970).

    >>> round(ll.inequality.atkinson([1, 4], epsilon=1), 4)  # 1 − 2/2.5
    0.2
    """
    if epsilon is None:
        raise MeasureError("atkinson needs epsilon, such as 0.5: the aversion to inequality")
    epsilon = number_of(epsilon, "epsilon")
    if _is_plain(x, of, across, where, residents, scheme):
        values, weights = _columns(x, weight)
        return _core.atkinson(values, epsilon, weights)
    return _measure("atkinson", of, across, weight, where, residents, scheme, epsilon=epsilon)


def quantile_ratio(
    x: Numbers | None = None,
    high: float = 0.9,
    low: float = 0.1,
    weight: Numbers | str | None = None,
    *,
    of: Measure | str | None = None,
    across: str | None = None,
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Any:
    """A high quantile over a low one; each is the lowest x whose share of weight so far reaches q.

    Unit: ratio, 1 or more. Null also where the low quantile is 0.

    >>> ll.inequality.quantile_ratio([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    9.0
    """
    high, low = number_of(high, "high"), number_of(low, "low")
    if _is_plain(x, of, across, where, residents, scheme):
        values, weights = _columns(x, weight)
        return _core.quantile_ratio(values, high, low, weights)
    return _measure(
        "quantile_ratio", of, across, weight, where, residents, scheme, high=high, low=low
    )


def lorenz(x: Numbers, weight: Numbers | None = None) -> Table:
    """Lorenz curve: the share of the total that the lowest share of the population holds.

    Columns: `population_share`, `value_share`, from (0, 0) to (1, 1), a row for each distinct x.
    No rows where the result is null. Source: Lorenz (1905).

    >>> ll.inequality.lorenz([1, 3]).to_dicts()[1]
    {'population_share': 0.5, 'value_share': 0.25}
    """
    population, value = _core.lorenz(*_columns(x, weight))
    return Table({"population_share": population, "value_share": value})


def gap(
    *,
    of: Measure | str,
    between: Sequence[str],
    where: Where | None = None,
    residents: Residents | None = None,
    scheme: SchemeLike | None = None,
) -> Measure:
    """A measure among one category against another: their difference and their ratio.

    `between` is an attribute and two of its values, as in `("home.estate_age", "old", "new")`. The
    answer has two rows, `difference` = of(a) − of(b) and `ratio` = of(a) / of(b).

    Unit: that of the measure for `difference`, none for `ratio`. Null where either value is, and
    for `ratio` where the second is 0.

    >>> ll.inequality.gap(of="participation.rate", between=("sex", "F", "M")).arguments["between"]
    ['sex', 'F', 'M']
    """
    named = [] if isinstance(between, str) or not isinstance(between, Iterable) else list(between)
    if len(named) != 3:
        raise MeasureError(
            'between= is an attribute and two values: ("home.estate_age", "old", "new")'
        )
    return Measure(
        "inequality.gap",
        of=text_to_read(of),
        between=named,
        where=where,
        residents=residents,
        scheme=scheme,
    )


def _is_plain(x: Numbers | None, of: Measure | str | None, *only_of_a_measure: Any) -> bool:
    """Whether numbers were given, not a measure; what goes with one is an error with the other."""
    if (x is None) == (of is None):
        raise MeasureError("give either x, a column of numbers, or of=, a measure across places")
    if of is None and any(value is not None for value in only_of_a_measure):
        raise MeasureError("across, grouping, where, residents and scheme go with of=, a measure")
    return of is None


def _no_groups(groups: Labels | None) -> None:
    if groups is not None:
        raise MeasureError("groups go with x; a measure takes grouping=, a level or an attribute")


def _columns(x: Numbers, weight: Numbers | None) -> tuple[Any, Any]:
    values, weights = numbers_of(x, "x"), weights_of(weight)
    same_length(x=values, weight=None if weight is None else weights)
    return values, weights if len(values) else np.empty(0)


def _grouped(x: Numbers, groups: Labels | None, weight: Numbers | None) -> tuple[Any, Any, Any]:
    if groups is None:
        raise MeasureError("groups: which group is each x in?")
    values, weights = _columns(x, weight)
    codes, _ = codes_of(groups, "groups")
    same_length(x=values, groups=codes)
    return values, codes, weights


def _measure(
    name: str,
    of: Measure | str | None,
    across: str | None,
    weight: Any,
    where: Where | None,
    residents: Residents | None,
    scheme: SchemeLike | None,
    **arguments: Any,
) -> Measure:
    if of is None or across is None:
        raise MeasureError(f'of="{of}" is measured across places: name their level, across="..."')
    if weight is not None and not isinstance(weight, str):
        raise MeasureError("of a measure, weight is residents, households or a column of places")
    return Measure(
        f"inequality.{name}",
        of=text_to_read(of),
        across=across,
        weight=weight,
        where=where,
        residents=residents,
        scheme=scheme,
        **arguments,
    )
