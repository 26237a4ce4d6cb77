# SPDX-License-Identifier: Apache-2.0
"""Whole days: the synthetic worlds know no times of day."""

from __future__ import annotations

import numpy as np

AS_OF = np.datetime64("2023-06-30", "D")  # the article says "to the end of June", with no year


def day(text: str) -> np.datetime64:
    """A day from its ISO date."""
    return np.datetime64(text, "D")


def later(date, days) -> np.ndarray:
    """The dates so many whole days later."""
    return date + np.asarray(days).astype("timedelta64[D]")


def days_between(start, stop) -> np.ndarray:
    """Whole days from start to stop."""
    return (stop - start).astype(np.int64)


def births(age: np.ndarray, spread: np.ndarray, on: np.datetime64) -> np.ndarray:
    """Birth dates of people aged `age` on a day (the 29 February aside); spread is 0..364 days."""
    month = on.astype("datetime64[M]")
    day_of_month = days_between(month.astype("datetime64[D]"), on)
    same_month = (month - (12 * age).astype("timedelta64[M]")).astype("datetime64[D]")
    return later(same_month, day_of_month - spread)
