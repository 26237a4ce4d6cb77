# SPDX-License-Identifier: Apache-2.0
"""Inference on plain numbers: survival, tests and intervals.

Columns are lists, numpy arrays, series of pandas or Polars. Rows with a null or a NaN are left out.
What depends on chance takes a `seed` and gives the same bits at any number of threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._asking import is_null, level_of, number_of, whole_of
from ._numbers import Labels, Numbers, codes_of, flags_of, numbers_of, same_length
from .errors import MeasureError
from .table import Table

__all__ = [
    "LogRank",
    "PermutationTest",
    "false_discovery",
    "kaplan_meier",
    "log_rank",
    "permutation_test",
    "wilson",
]

Alternative = Literal["two_sided", "greater", "less"]
Statistic = Literal["difference", "between", "spread"]


@dataclass(frozen=True, repr=False)
class LogRank:
    """What a log-rank test found. `groups` has `group`, `n`, `observed` and `expected` ends."""

    statistic: float
    degrees_of_freedom: int
    p_value: float | None
    groups: Table

    def __repr__(self) -> str:
        if self.p_value is None:
            return f"log-rank: no two groups were at risk at the same time\n{self.groups}"
        freedom = self.degrees_of_freedom
        on = f"{freedom} degree{'' if freedom == 1 else 's'} of freedom"
        found = f"log-rank: chi-square {self.statistic:.4g} on {on}, p = {self.p_value:.3g}"
        return f"{found}\n{self.groups}"


@dataclass(frozen=True, repr=False)
class PermutationTest:
    """What a permutation test found; `of` says what the statistic is.

    `exact` if all ways were counted, `replicates` of them; else so many were drawn.
    """

    of: str
    statistic: float | None
    p_value: float | None
    alternative: Alternative
    replicates: int
    exact: bool

    def __repr__(self) -> str:
        if self.p_value is None:
            return f"{self.of}: nothing to compare"
        how = f"all {self.replicates} ways" if self.exact else f"{self.replicates} drawn"
        return (
            f"{self.of}: {self.statistic:.4g}, p = {self.p_value:.3g} ({self.alternative}, {how})"
        )


def kaplan_meier(durations: Numbers, ended: Any, level: float = 0.95) -> Table:
    """Kaplan–Meier curve: S(t) = Π over times tᵢ ≤ t of (1 − dᵢ/nᵢ), with limits at each time.

    `ended` says whether each duration ended or was cut off (censored). A row for each distinct
    duration: `time`, in the unit of the durations, `at_risk` n, `ended` d, `censored`, `survival`
    S just after it, `low` and `high`. What ends at a time counts before what is censored at it.
    Limits are log–log, S^exp(±z √(Σ d/(n(n − d))) / ln S) by Greenwood's variance; where S is 1 or
    0 both limits are S.

    A negative or infinite duration is an error. Sources: Kaplan & Meier (1958); Kalbfleisch &
    Prentice (1980).

    >>> table = ll.kaplan_meier([1, 2, 2, 3], [True, True, False, True])
    >>> table.values("survival")
    [0.75, 0.5, 0.0]
    """
    times, over = _durations(durations, ended)
    return Table(_core.kaplan_meier(times, over, level_of(level)))


def log_rank(
    durations: Numbers, ended: Any, groups: Labels, strata: Labels | None = None
) -> LogRank:
    """Log-rank test: do the durations of several groups end at the same rate?

    (O − E)' V⁻ (O − E), with the ends O that each group saw and the E it would have seen if all at
    risk at a time were equally likely to end. Chi-square on as many degrees of freedom as V has
    ranks: groups − 1, fewer if some were never at risk beside others. With `strata`, groups are
    compared within each, and O, E and V are added up.

    `p_value` is None without degrees of freedom. Sources: Mantel (1966); Peto & Peto (1972).

    >>> ll.log_rank([1, 2, 3, 4, 5, 6], [True] * 6, ["a", "a", "a", "b", "b", "b"]).groups
    group  n  observed  expected
    a      3         3      1.15
    b      3         3      4.85
    2 rows
    """
    times, over = _durations(durations, ended)
    codes, words = codes_of(groups, "groups")
    within = _strata(strata)
    same_length(durations=times, groups=codes, strata=None if strata is None else within)
    found = _core.log_rank(times, over, codes, len(words), within)
    columns = {"group": _labels(words)} | {k: found[k] for k in ("n", "observed", "expected")}
    return LogRank(
        found["statistic"], found["degrees_of_freedom"], found["p_value"], Table(columns)
    )


def permutation_test(
    x: Numbers,
    y: Numbers | None = None,
    *,
    groups: Labels | None = None,
    strata: Labels | None = None,
    paired: bool = False,
    statistic: Statistic | None = None,
    alternative: Alternative | None = None,
    replicates: int = 9999,
    seed: int = 0,
) -> PermutationTest:
    """Permutation test: are values alike in two samples, in several groups, or in pairs?

    - `x`, `y`: two samples; `x` with `groups`, a label for each value. Labels are dealt anew,
      within `strata` if these are given.
    - `paired=True`: `x` and `y` are pairs, or `x` alone their differences. Each difference may flip
      its sign; the statistic is their mean.

    The `statistic` is `"difference"`, for two groups: mean of the first less that of the second,
    the first being `x` or the lesser label; with strata the mean of theirs, weighted by
    n₁n₂/(n₁ + n₂). For more groups it is `"between"`, the share of the variance between groups,
    whose p is that of F; or `"spread"`, the greatest mean less the least. These two look at values
    less the mean of their stratum.

    p = (1 + #{T* ≥ T}) / (1 + replicates); |T*| ≥ |T| if two-sided, which a difference is unless
    `alternative` says `"greater"` or `"less"`. The others have one direction, `"greater"`. If there
    are no more ways than replicates, each counts once, and p = #{T* ≥ T} / ways is exact.
    Statistics within 1e-9 of the greatest that is possible count as equal.

    `statistic` and `p_value` are None without two groups that meet in a stratum, or without pairs.
    Sources: Fisher (1935); Phipson & Smyth (2010).

    >>> ll.permutation_test([4, 5, 6], [1, 2, 3], alternative="greater")
    mean of x less mean of y: 3, p = 0.05 (greater, all 20 ways)
    """
    replicates, seed = whole_of(replicates, "replicates", 1), whole_of(seed, "seed")
    if paired:
        if groups is not None or strata is not None or statistic is not None:
            raise MeasureError(
                "pairs take neither groups nor strata, and their statistic is the mean"
            )
        side = alternative or "two_sided"
        differences = _differences(x, y)
        found = _core.sign_flip_test(differences, side, replicates, seed)
        return PermutationTest(of="mean difference", alternative=side, **found)
    values, codes, words = _labelled(x, y, groups, strata)
    within = _strata(strata)
    same_length(values=values, groups=codes, strata=None if strata is None else within)
    chosen = statistic or ("difference" if len(words) <= 2 else "between")
    side = alternative or ("two_sided" if chosen == "difference" else "greater")
    found = _core.permutation_test(values, codes, within, chosen, side, replicates, seed)
    return PermutationTest(of=_said(chosen, words), alternative=side, **found)


def false_discovery(p_values: Numbers, method: Literal["bh", "by"] = "bh") -> NDArray[np.float64]:
    """p-values adjusted for asking many questions: reject those up to q, and a share q is false.

    min over j ≥ i of c m p₍ⱼ₎ / j in the order of p, at most 1. `"bh"` has c = 1, for tests that
    are independent or rise and fall together; `"by"` has c = Σ 1/j, whatever their dependence. NaN
    and None stay NaN, and m does not count them. A p outside 0 to 1 is an error.

    Sources: Benjamini & Hochberg (1995); Benjamini & Yekutieli (2001).

    >>> ll.false_discovery([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.04, 0.04]
    """
    return _core.adjusted_p_values(numbers_of(p_values, "p_values"), method)


def wilson(
    successes: float | None, trials: float | None, level: float = 0.95
) -> tuple[float, float] | tuple[None, None]:
    """Score interval of a proportion: all p with |p̂ − p| ≤ z √(p(1 − p)/n).

    Without continuity correction. (None, None) without trials, and where either is null, as in a
    row of an answer. Successes below 0 or beyond the trials are an error. Source: Wilson (1927).

    >>> low, high = ll.wilson(8, 10)
    >>> round(low, 4), round(high, 4)
    (0.4902, 0.9433)
    """
    confidence = level_of(level)
    if is_null(successes) or is_null(trials):
        return None, None
    found, of = number_of(successes, "successes"), number_of(trials, "trials")
    if not 0 <= found <= of:
        raise MeasureError(f"of {trials} trials, {successes} cannot be successes")
    return _core.wilson(found, of, confidence)


def _durations(durations: Numbers, ended: Any) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    times = numbers_of(durations, "durations")
    over, unknown = flags_of(ended, "ended")
    same_length(durations=times, ended=over)
    return np.where(unknown, np.nan, times), over


def _strata(strata: Labels | None) -> NDArray[np.int32]:
    return np.empty(0, dtype=np.int32) if strata is None else codes_of(strata, "strata")[0]


def _labels(words: list[Any]) -> list[Any]:
    """Labels as a column: of several types, they are told as text."""
    return words if len({type(word) for word in words}) < 2 else [str(word) for word in words]


def _labelled(
    x: Numbers, y: Numbers | None, groups: Labels | None, strata: Labels | None
) -> tuple[NDArray[np.float64], NDArray[np.int32], list[Any]]:
    """Values, the code of each one's group, and the groups' names."""
    if (y is None) == (groups is None):
        raise MeasureError("give two samples, x and y, or x with groups=, a label for each value")
    first = numbers_of(x, "x")
    if y is None:
        return first, *codes_of(groups, "groups")
    if strata is not None:
        raise MeasureError("strata go with groups=: one label and one stratum for each value")
    second = numbers_of(y, "y")
    codes = np.repeat(np.array([0, 1], dtype=np.int32), [len(first), len(second)])
    return np.concatenate([first, second]), codes, ["x", "y"]


def _differences(x: Numbers, y: Numbers | None) -> NDArray[np.float64]:
    first = numbers_of(x, "x")
    if y is None:
        return first
    second = numbers_of(y, "y")
    same_length(x=first, y=second)
    return first - second


def _said(statistic: str, words: list[Any]) -> str:
    if statistic == "difference" and len(words) == 2:
        return f"mean of {words[0]} less mean of {words[1]}"
    named = {"between": "share of the variance between groups", "spread": "spread of the means"}
    return named.get(statistic, "difference of means")
