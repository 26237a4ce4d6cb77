# SPDX-License-Identifier: Apache-2.0
"""Targets: what a measure should reach, where, by whose word, and for how long."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, overload

import numpy as np

from . import _core
from .errors import FileError, MeasureError, is_there
from .measure import Measure, text_to_read
from .table import Table

_PRESETS = Path(__file__).parent / "presets"


@dataclass(frozen=True)
class Target:
    """What a measure should reach. Made by `linli.targets` from a dict of the same keys.

    `by` names the places that it is for; `at_least` and `at_most` together are a range. `stat` says
    whether `each` place must meet it, their unweighted `mean`, or a `share` of them (with
    `share_at_least`). `per` multiplies the value: members a 10 000 residents are
    `"counts.members / counts.residents"` with `per=10000`. A `guideline` that is not met is outside
    the usual range; only what is `binding` is not met. `valid_until` is the first day after.
    """

    measure: str | Measure
    name: str = ""
    label_zh: str = ""
    by: str | Sequence[str] = ()
    at_least: float | None = None
    at_most: float | None = None
    per: float = 1.0
    stat: str = "each"
    share_at_least: float | None = None
    force: str = "binding"
    valid_from: str | date | None = None
    valid_until: str | date | None = None
    source: str = ""
    unit: str = ""
    scope: str = ""
    residents: str = ""
    verified: bool | None = None
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The target as plain data: what is said, without what is left open."""
        plain = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return {key: value for key, value in plain.items() if value not in (None, "", [])}


TargetLike: TypeAlias = Target | Mapping[str, Any]


class Targets(Sequence[Target]):
    """A list of targets that prints as a table.

    >>> import linli as ll
    >>> ll.targets("xisaishan")["social_organisations"].at_least
    8.0
    """

    def __init__(self, targets: Iterable[TargetLike]) -> None:
        given = [_settings(target) for target in targets]
        self._targets = [_from_core(settings) for settings in _core.targets(given)]

    @overload
    def __getitem__(self, key: int | str) -> Target: ...
    @overload
    def __getitem__(self, key: slice) -> Targets: ...
    def __getitem__(self, key: int | str | slice) -> Target | Targets:
        if isinstance(key, slice):
            return Targets(self._targets[key])
        return self._named(key) if isinstance(key, str) else self._targets[key]

    def __len__(self) -> int:
        return len(self._targets)

    def __iter__(self) -> Iterator[Target]:
        return iter(self._targets)

    def __add__(self, other: Iterable[TargetLike]) -> Targets:
        return Targets([*self, *other])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Targets) and self._targets == other._targets

    __hash__ = None  # type: ignore[assignment]

    def replace(self, name: str, **changes: Any) -> Targets:
        """The same targets, those of a name changed: `replace("households", by="grid")`."""
        self._named(name)
        unknown = set(changes) - {field.name for field in fields(Target)}
        if unknown:
            raise MeasureError(f"target '{name}': there is no key '{min(unknown)}'")
        return Targets(
            replace(target, **changes) if target.name == name else target for target in self
        )

    def to_table(self) -> Table:
        """A row a target, a column a key."""
        rows = [_row(target) for target in self]
        return Table({name: [row[name] for row in rows] for name in _COLUMNS})

    def _named(self, name: str) -> Target:
        for target in self:
            if target.name == name:
                return target
        raise MeasureError(f"no target is called '{name}'; there are {', '.join(self.names)}")

    @property
    def names(self) -> list[str]:
        """The names in order, each once."""
        return list(dict.fromkeys(target.name for target in self))

    def _told(self) -> Table:
        """Without the columns in which all is left open."""
        whole = self.to_table()
        told = [n for n in _COLUMNS if any(x not in (None, _OPEN.get(n)) for x in whole.values(n))]
        return Table({name: whole[name] for name in told})

    def __repr__(self) -> str:
        return repr(self._told())

    def _repr_html_(self) -> str:
        return self._told()._repr_html_()


TargetsLike: TypeAlias = "str | os.PathLike[str] | TargetLike | Iterable[TargetLike]"


def targets(wanted: TargetsLike) -> Targets:
    """Targets by the name of a preset, from a TOML file, or from dicts.

    Presets are `"xisaishan"` (the source article), `"china"` (national and provincial norms) and
    `"teams"` (every kind of team in every community). A file has a table `[[target]]` for each.

    >>> import linli as ll
    >>> ll.targets([{"measure": "coverage.organisations", "by": "community", "at_least": 8}])
    target                  measure                 by         at_least  ...
    """
    if isinstance(wanted, str | os.PathLike):
        return _read(_file_of(wanted))
    if isinstance(wanted, Targets):
        return wanted
    if isinstance(wanted, Mapping | Target):
        wanted = [wanted]
    if not isinstance(wanted, Iterable):
        raise MeasureError(
            f"targets are a preset's name, a file or a list of dicts, not {wanted!r}"
        )
    return Targets(wanted)


def presets() -> list[str]:
    """The names of the sets of targets that come with linli."""
    return sorted(file.stem for file in _PRESETS.glob("*.toml"))


_COLUMNS = ["target", "measure", "by", "at_least", "at_most", "per", "stat", "share_at_least",
            "force", "unit", "scope", "valid_from", "valid_until", "source", "verified",
            "note"]  # fmt: skip


_OPEN = {"per": 1.0, "stat": "each"}


def _row(target: Target) -> dict[str, Any]:
    row = {name: getattr(target, name, None) for name in _COLUMNS}
    row |= {"target": target.name, "by": ", ".join(target.by), "measure": str(target.measure)}
    return {name: None if value == "" else value for name, value in row.items()}


def _file_of(wanted: str | os.PathLike[str]) -> Path:
    file = Path(wanted)
    if str(wanted) in presets():
        return _PRESETS / f"{wanted}.toml"
    if file.suffix == ".toml" or is_there(file.is_file):
        return file
    raise FileError(
        f"no preset is called '{wanted}'; there are {', '.join(presets())}, and a file of targets "
        "ends in .toml"
    )


def _read(file: Path) -> Targets:
    import tomllib  # slow to import, and needed here only

    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        return _targets_in(content)
    except OSError as error:
        raise FileError(f"{file}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, MeasureError) as error:
        raise FileError(f"{file}: {error}") from error


def _targets_in(content: dict[str, Any]) -> Targets:
    listed = content.get("target")
    others = [key for key in content if key != "target"]
    if others or not isinstance(listed, list) or not listed:
        found = f", not '{others[0]}'" if others else ""
        raise MeasureError(f"a file of targets holds tables [[target]] and nothing else{found}")
    return Targets(listed)


def _settings(target: Any) -> dict[str, Any]:
    if isinstance(target, Target):
        return target.to_dict()
    if not isinstance(target, Mapping):
        raise MeasureError(f"a target is a dict with a measure and a limit, not {target!r}")
    return {str(key): _plain(value) for key, value in target.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Measure):
        return text_to_read(value)
    plain = value is None or isinstance(value, str | bool | int | float | Mapping)
    return value if plain else str(value)


def _from_core(settings: dict[str, Any]) -> Target:
    return Target(**{**settings, "by": tuple(settings["by"])})
