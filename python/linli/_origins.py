# SPDX-License-Identifier: Apache-2.0
"""Where data from several sources come from as a whole: observed, synthetic or mixed."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import SchemaError

ORIGINS = ("observed", "synthetic", "mixed")


def origin_of_all(origins: Iterable[str | None]) -> str:
    """The origin of what is made of all of them; a source that says nothing is observed."""
    found = {origin or "observed" for origin in origins}
    return found.pop() if len(found) == 1 else "mixed" if found else "observed"


def origin_given(origin: str | None) -> str | None:
    """An origin that a caller names; another word is a SchemaError."""
    if origin is not None and origin not in ORIGINS:
        raise SchemaError(f"origin= is one of {', '.join(ORIGINS)}, not {origin!r}")
    return origin
