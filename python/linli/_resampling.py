# SPDX-License-Identifier: Apache-2.0
"""The bootstrap of any measure of a network."""

from __future__ import annotations

from ._asking import By, Day, Period, Where
from .measure import Asked, read_question
from .network import Network
from .table import Table


def bootstrap(
    net: Network,
    measures: Asked,
    by: By | None = None,
    resample: str | None = None,
    replicates: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    *,
    within: str | int | None = None,
    on: Day | None = None,
    during: Period | None = None,
    where: Where | None = None,
) -> Table:
    """Measures with intervals by the bootstrap: `net.measure` with the columns `low` and `high`.

    In each replicate the clusters of a row are drawn with replacement, as many as it has; what
    hangs on a cluster counts as often as it was drawn (a person of several clusters as often as
    the one drawn most), and what lies above all clusters stays. The interval is the expanded
    percentile interval (Hesterberg 2015), which widens the percentiles for few clusters.

    Parameters
    ----------
    resample
        What is drawn: a level of places below the rows, or `"person"`. By default the level above
        that at which most of what the measure counts lies. People should be drawn one by one only
        where they do not come in groups. A measure across places draws these places.
    replicates, seed
        How many replicates, and which: the same seed gives the same bits at any thread count.
    level
        Of confidence.

    Null with fewer than 2 clusters in a row; a note with fewer than 30. Existence measures
    (presence, breadth, complete, reach) refuse to draw people. Ctrl-C stops it.

    >>> import linli as ll
    >>> table = ll.bootstrap(
    ...     net, "deliberation.closure_rate", by="subdistrict", resample="community", replicates=200
    ... )
    >>> bool((table["low"] <= table["high"]).all())
    True
    """
    specs, question = read_question(measures, by, within, on, during, where)
    settings = [spec.settings() for spec in specs]
    frame = net._core.bootstrap(settings, question, resample or "", replicates, seed, level)
    return net._answer(frame, specs, {**question, "level": level})
