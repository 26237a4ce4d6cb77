# SPDX-License-Identifier: Apache-2.0
"""Inference on a network: the bootstrap of any measure, and durations compared."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import inference
from ._asking import By, Day, Period, Where, dimensions_of, text_of, whole_of
from ._numbers import Labels, Numbers
from .errors import MeasureError
from .inference import LogRank
from .measure import Asked, Measure, read_question
from .network import Network
from .table import Table


def bootstrap(
    net: Network,
    measures: Asked,
    by: By | None = None,
    resample: str | None = None,
    replicates: int = 1000,
    seed: int = 0,
    level: float | None = None,
    *,
    within: str | int | None = None,
    on: Day | None = None,
    during: Period | None = None,
    where: Where | None = None,
) -> Table:
    """Measures with intervals by the bootstrap: `net.measure` with the columns `low` and `high`.

    In each replicate the clusters of a row are drawn with replacement, as many as it has; what
    hangs on a cluster counts as often as it was drawn (a person of several clusters hangs on the
    first of them), and what lies above all clusters stays. The interval is the expanded
    percentile interval (Hesterberg 2015), which widens the percentiles for few clusters.

    Parameters
    ----------
    resample
        What is drawn: a level of places below the rows, or `"person"`. By default the level above
        that at which most of what the measure counts lies; where this does not lie below the rows,
        the highest level below them that holds anything counted. People should be drawn one by one
        only where they do not come in groups. A measure across places draws these places.
    replicates, seed
        How many replicates, and which: the same seed gives the same bits at any thread count.
    level
        Of confidence; 0.95 unless it is said here or in a measure's text.

    The `question` of the table holds `replicates`, `seed`, `level`, and as `resample` what was
    drawn: a list, one for each measure, where they differ.

    Null with fewer than 2 clusters in a row; a note with fewer than 30. Existence measures
    (presence, breadth, complete, reach) refuse to draw people. Ctrl-C stops it.

    >>> import linli as ll
    >>> table = ll.bootstrap(
    ...     net, "deliberation.closure_rate", by="subdistrict", resample="community", replicates=200
    ... )
    >>> bool((table["low"] <= table["high"]).all())
    True
    """
    specs, question = read_question(measures, by, within, on, during, where, level)
    question["level"] = question["level"] or 0.95
    settings = [spec.settings() for spec in specs]
    count, start = whole_of(replicates, "replicates", 2), whole_of(seed, "seed")
    frame, drawn = net._core.bootstrap(
        settings,
        question,
        text_of("" if resample is None else resample),
        count,
        start,
        question["level"],
    )
    asked = {"resample": drawn[0] if len(set(drawn)) == 1 else drawn}
    return net._answer(frame, specs, {**question, **asked, "replicates": count, "seed": start})


def log_rank(
    durations: Network | Numbers,
    ended: Any = None,
    groups: Labels | None = None,
    strata: Labels | None = None,
    *,
    by: By | None = None,
    measure: str | Measure = "deliberation.time_to",
    within: str | int | None = None,
    on: Day | None = None,
    during: Period | None = None,
    where: Where | None = None,
) -> LogRank:
    """Log-rank test: do durations end at the same rate in several groups?

    Of plain columns, as `linli.inference.log_rank` says, or of a network: then `by` is the
    dimension that makes the groups, and `measure` a `time_to` or `dwell`. Rows without a group are
    left out.

    >>> import linli as ll
    >>> ll.log_rank(net, by="subdistrict", within="d1", during="2022").degrees_of_freedom
    4
    """
    if not isinstance(durations, Network):
        if ended is None or groups is None:
            raise MeasureError(
                "log_rank compares durations with ended= and groups=, or a network by="
            )
        return inference.log_rank(durations, ended, groups, strata)
    dimensions = dimensions_of(by)
    if len(dimensions) != 1 or ended is not None or groups is not None or strata is not None:
        raise MeasureError("log_rank of a network compares the groups of one dimension: by=")
    specs, question = read_question(measure, by, within, on, during, where)
    if len(specs) != 1:
        raise MeasureError("log_rank compares the durations of one measure")
    found = Table(durations._core.durations([spec.settings() for spec in specs], question))
    known = [group is not None for group in found.values(dimensions[0])]
    times = found["times"][known]
    columns = (np.repeat(found[name][known], times) for name in ("days", "ended", dimensions[0]))
    days, over, of = columns
    return inference.log_rank(days, over.astype(bool), of)
