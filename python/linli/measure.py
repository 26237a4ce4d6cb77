# SPDX-License-Identifier: Apache-2.0
"""A measure as a value: a name with its parameters, a filter, a denominator and a scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from inspect import signature
from typing import Any, Literal, TypeAlias, TypedDict, TypeVar

from . import _core
from ._asking import By, Day, Period, Where, conditions_of, merged, question_of, text_of, values_of
from .errors import MeasureError
from .scheme import SchemeLike, settings_of
from .table import Table

Residents: TypeAlias = Literal["persons", "population"]
Asked: TypeAlias = "str | Measure | Sequence[str | Measure]"


class Common(TypedDict, total=False):
    """What every measure takes beside its own parameters."""

    where: Where | None
    residents: Residents | None
    scheme: SchemeLike | None


class Measure:
    """What is counted, apart from where and when. Two that ask the same are equal.

    Made by the functions of `linli.counts`, `linli.coverage`, `linli.participation`,
    `linli.deliberation` and `linli.inequality`, and by what `linli.define` gives. `str(measure)` is
    its text, as results, files and the command line write it; parameters at their defaults are left
    out.

    >>> import linli as ll
    >>> ll.coverage.reach(min_kinds=3)
    coverage.reach(min_kinds=3)
    """

    __slots__ = ("_settings", "_text")

    def __init__(
        self,
        name: str,
        /,
        *,
        where: Where | None = None,
        residents: Residents | None = None,
        scheme: SchemeLike | None = None,
        **arguments: Any,
    ) -> None:
        settings: dict[str, Any] = {"name": name, "arguments": _told(name, arguments)}
        if where:
            settings["where"] = conditions_of(where)
        if residents is not None:
            settings["residents"] = residents
        if scheme is not None:
            settings["scheme"] = settings_of(scheme)
        self._settings = settings
        self._text = _core.measure_text(settings)

    @property
    def name(self) -> str:
        """The name in the catalogue."""
        return str(self._settings["name"])

    @property
    def arguments(self) -> dict[str, Any]:
        """The parameters that differ from their defaults."""
        return dict(self._settings["arguments"])

    def settings(self) -> dict[str, Any]:
        """The measure as plain data, as the core takes it."""
        return dict(self._settings)

    def __str__(self) -> str:
        return self._text

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Measure) or self._text != other._text:
            return False
        return self._settings.get("scheme") == other._settings.get("scheme")

    def __hash__(self) -> int:
        return hash(self._text)


_COMMON = [p for p in signature(Measure).parameters.values() if p.name in Common.__annotations__]

Asks = TypeVar("Asks", bound=Callable[..., Measure])


def measure_function(asks: Asks) -> Asks:
    """Lets the signature say each keyword that `**common` of a measure's function stands for."""
    told = signature(asks)
    own = [p for p in told.parameters.values() if p.kind is not p.VAR_KEYWORD]
    asks.__signature__ = told.replace(parameters=[*own, *_COMMON])  # type: ignore[attr-defined]
    return asks


def measures() -> Table:
    """The catalogue: every measure with names, unit, dimensions, parameters and definition."""
    return Table(_core.catalogue())


def schema() -> Table:
    """Every column of every table of the input: type, whether required, what it may name."""
    columns = [
        {"table": table["table"], **column, "targets": " ".join(column["targets"])}
        for table in _core.schema()
        for column in table["columns"]
    ]
    names = [name for name in columns[0] if name != "words_zh"]
    return Table({name: [column[name] for column in columns] for name in names})


def read_question(
    wanted: Asked,
    by: By | None,
    within: Any,
    on: Day | None,
    during: Period | None,
    where: Where | None,
    level: float | None = None,
) -> tuple[list[Measure], dict[str, Any]]:
    """The measures and the question around them, whether they came as text or as objects."""
    question = question_of(by, within, on, during, where, level)
    found = []
    if not isinstance(wanted, Iterable | Measure):
        raise MeasureError(f"a measure is a text or made by linli's functions, not {wanted!r}")
    for item in [wanted] if isinstance(wanted, str | Measure) else wanted:
        if isinstance(item, str):
            settings, around = _core.parse_measure(item)
            question = merged(question, around, item)
            # What a text filters belongs to that text alone, so the result names it.
            item = _from_text(settings, around["where"])
        if not isinstance(item, Measure):
            raise MeasureError(f"a measure is a text or made by linli's functions, not {item!r}")
        found.append(item)
    if not found:
        raise MeasureError("no measure was asked for; linli.measures() lists them")
    return found, question


def _from_text(settings: dict[str, Any], where: dict[str, Any]) -> Measure:
    if "where" in settings["arguments"]:
        raise MeasureError(
            f"{settings['name']}: in a text, where stands after the parameters: "
            f"{settings['name']} where sex=F"
        )
    return Measure(
        settings["name"],
        where={**settings["where"], **where},
        residents=settings["residents"] or None,
        scheme=settings.get("scheme"),
        **settings["arguments"],
    )


def text_to_read(measure: Measure | str) -> str:
    """A measure where the core takes its text. A scheme of one's own is in no text."""
    if isinstance(measure, Measure) and not isinstance(measure.settings().get("scheme", ""), str):
        raise MeasureError(
            f"'{measure}' has a scheme of its own, whose kinds cannot be read back from its text; "
            'name one that is built in (scheme="xisaishan"), or give the network that scheme='
        )
    return str(measure)


def _told(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments that say something: neither None nor the default."""
    usual = defaults(name)
    unknown = [key for key in arguments if key not in usual]
    if unknown and name in _parameters():
        known = ", ".join([*usual, *(p.name for p in _COMMON)])
        raise MeasureError(f"{name} has no parameter '{unknown[0]}'; it has {known}")
    found = {}
    for key, value in arguments.items():
        if value is None:
            continue
        words = [text_of(each) for each in values_of(value, f"{name}: {key}=")]
        if not words:
            raise MeasureError(f"{name}: {key}= is empty; leave it out for all")
        text = "|".join(words)
        if text != usual.get(key):
            found[key] = words if len(words) > 1 else text
    return found


@cache
def _parameters() -> dict[str, dict[str, str | None]]:
    catalogue = measures()
    texts = dict(zip(catalogue["name"], catalogue["parameters"], strict=True))
    return {name: _read_parameters(text or "") for name, text in texts.items()}


def _read_parameters(text: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for parameter in filter(None, text.split("; ")):
        name, _, typed = parameter.partition(": ")
        _, has_default, default = typed.partition(" = ")
        found[name] = default if has_default else None
    return found


def defaults(name: str) -> dict[str, str | None]:
    """The parameters of a measure with their defaults as text; none if it is not known."""
    return _parameters().get(name, {})
