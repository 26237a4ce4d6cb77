# SPDX-License-Identifier: Apache-2.0
"""The network: a community of governance as one frozen value, and what can be asked of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _core, _frames, _parquet, _workbook
from ._asking import By, Day, Period, Where, dimensions_of, question_of
from ._ocel import write_ocel
from ._options import options_of, settings_in
from ._popolo_writing import write_popolo
from .edits import Edit, plain_edits
from .errors import MeasureError, SchemaError, problems_as_table
from .graph import CoverageMatrix, Graph, coverage_matrix_of, graph_of
from .measure import Asked, Measure, read_question, text_to_read
from .prepared import Prepared
from .scheme import Scheme, SchemeLike, scheme_of
from .table import Table

if TYPE_CHECKING:
    from .target import TargetsLike

# The formats, with how the name of a file must end; folders must not look like files.
_ENDINGS = {"csv": "", "parquet": "", "xlsx": ".xlsx", "popolo": ".json", "ocel": ".json"}
_FILES = (".xlsx", ".xlsm", ".xls", ".ods", ".duckdb", ".json")


class Network:
    """Places, people, groups, meetings, issues and what joins them; it never changes.

    Every keyword that is not an option is a table of the input contract: a dict of columns, or a
    frame of pandas, Polars, pyarrow, DuckDB or whatever else speaks Arrow.

    Parameters
    ----------
    scheme
        The team kinds that count: the name of a scheme that is built in (`"xisaishan"`), a
        `Scheme`, or a list of kinds. By default the kinds found in `teams`.
    persons_are
        `"all_residents"`, or `"listed_only"` where persons are a list and no census.
    origin
        `"observed"` (default), `"synthetic"` or `"mixed"`; carried into every result.
    as_of
        The day on which stocks are read. By default the latest date of meetings and issues.
    zone
        The zone of times that carry an offset, such as `"+08:00"` (default).
    strict
        Whether bad rows raise one `DataError` with all problems (default), or are set aside in
        `rejected`.
    allow
        Sensitive columns, such as religion or illness, that are wanted all the same, by default
        none. The others are left out, and listed in `refused`.
    names
        What words of your own mean: `{"住址": "persons.home", "男": "persons.sex.M"}`; a column of
        `issues` that holds the times of a state is `"issue_events.dispatched"`, say. The Chinese
        names of tables and columns are known (`linli tables --lang zh`).
    until
        `"inclusive"` where `until` names the last day in force; by default it is the day after.
    hash_ids
        A secret key. Ids of persons, and numbers that identify one, such as telephone numbers, are
        replaced by a keyed hash (BLAKE2b), the same for the same key; it is not kept.

    A table `roster` of `place`, `kind`, `person` and, if wanted, `role`, `unit`, `since` becomes
    persons, teams and memberships. Of services with `protects_minors`, who benefits and who comes
    to their meetings is kept as counts only.

    >>> import linli as ll
    >>> net = ll.Network(
    ...     places={"id": ["c1"], "level": ["community"], "population": [2000]},
    ...     persons={"id": [1, 2], "home": ["c1", "outside"]},
    ...     teams={"id": ["t1"], "kind": ["volunteers"], "place": ["c1"]},
    ...     memberships={"member": [1, 2], "group": ["t1", "t1"]},
    ... )
    >>> net.measure("coverage.members")["value"].tolist()
    [2.0]
    """

    def __init__(
        self,
        *,
        scheme: SchemeLike | None = None,
        persons_are: str | None = None,
        origin: str | None = None,
        as_of: Day | None = None,
        zone: str | None = None,
        strict: bool | None = None,
        allow: Iterable[str] | None = None,
        names: Mapping[str, str | list[str]] | None = None,
        until: str | None = None,
        hash_ids: str | bytes | None = None,
        **tables: Any,
    ) -> None:
        options = options_of(
            scheme, persons_are, origin, as_of, zone, strict, allow, names, until, hash_ids
        )
        given = {name: _frames.plain(t, name) for name, t in tables.items() if t is not None}
        with problems_as_table():
            builder = _core.Builder(options)
            builder.add_tables(given)
            self._core = builder.build()

    @classmethod
    def _of(cls, core: _core.Network) -> Network:
        made = cls.__new__(cls)
        made._core = core
        return made

    # What it holds

    @cached_property
    def _summary(self) -> dict[str, Any]:
        return self._core.summary()

    @property
    def origin(self) -> str:
        """Where the data come from: observed, synthetic or mixed."""
        return str(self._summary["origin"])

    @property
    def persons_are(self) -> str:
        """all_residents or listed_only."""
        return str(self._summary["persons_are"])

    @property
    def as_of(self) -> date | datetime | None:
        """The day, or the moment, on which stocks are read unless `on` says otherwise."""
        text = self._summary["as_of"]
        if text is None:
            return None
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)

    @property
    def scheme(self) -> Scheme:
        """The team kinds that count, in order."""
        return scheme_of(self._summary["scheme"])

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows of each table that has any."""
        return dict(self._summary["rows"])

    @property
    def levels(self) -> dict[str, int]:
        """The number of places of each level."""
        return dict(self._summary["levels"])

    @cached_property
    def diagnostics(self) -> Table:
        """Every problem found: table, row, column, rule, value, message, severity."""
        return Table(self._core.diagnostics())

    @cached_property
    def rejected(self) -> Table:
        """The rows that were set aside because `strict` was off, each with the reason."""
        return Table(self._core.rejected())

    @cached_property
    def refused(self) -> Table:
        """The sensitive columns that were left out, by table; `allow` takes them in by name."""
        return Table(self._core.refused())

    def to_tables(self) -> dict[str, Table]:
        """The tables as they were given, ids in the user's type, edits included."""
        found = self._core.tables()
        return {name: Table(frame, origin=self.origin) for name, frame in found.items()}

    def fingerprint(self) -> str:
        """A hash of the content, whatever the order of rows or the history of edits."""
        return self._core.fingerprint()

    def write(
        self, path: str | os.PathLike[str], format: str | None = None, lang: str = "en"
    ) -> None:
        """Writes the tables and what goes with them, for `linli.read` or for other programs.

        `format` is `csv` (default) or `parquet`, for a folder of one file a table and network.toml,
        or `xlsx`, for a workbook of one sheet a table (default where `path` ends in .xlsx), with
        `lang="zh"` under Chinese names, by which it is read again. Data
        that are not observed say so in a file or sheet of their own, ORIGIN. A folder that holds a
        table which would be read with the new ones is refused.

        Of files ending in .json, `popolo` is the civic-data standard Popolo, for persons, groups,
        memberships, areas and events; what it has no term for goes beside, so that `linli.read`
        gives the same network. `ocel` is an event log in OCEL 2.0, for process mining: the issues,
        what happened to them, and the meetings, groups and places that had to do with them, and
        nothing else. `linli.read` does not take it.
        """
        where = Path(path)
        form = _form_of(where, format)
        if lang not in ("en", "zh") or (lang == "zh" and form != "xlsx"):
            raise SchemaError(f"lang is 'en', or for a workbook 'zh'; not {lang!r} for {form}")
        if form == "csv":
            self._core.write(str(where))
        elif form == "parquet":
            self._core.prepare_folder(str(where), ".parquet")
            _parquet.write_tables(self.to_tables(), where)
        elif form == "xlsx":
            settings = self._core.settings_text()
            _workbook.write_workbook(self.to_tables(), settings, self.origin, where, lang)
        else:
            write = write_popolo if form == "popolo" else write_ocel
            write(self.to_tables(), settings_in(self._core.settings_text(), str(where)), where)

    def publish(
        self,
        folder: str | os.PathLike[str],
        *,
        threshold: int = 5,
        minors: int = 10,
        sensitive: Iterable[str] = (),
        age_bands: Sequence[int] = (0, 6, 18, 35, 60),
        keep: Iterable[str] = (),
        format: str = "csv",
    ) -> Table:
        """Writes what may be given to everybody: counts in the place of people, none of them small.

        No row about a person leaves, nor a household. Population leaves by place, and by age band
        and sex there, on the day `as_of`; groups with a `head_count`, meetings with how many came,
        those helped and acts of service as counts. Counts of 0 leave; smaller ones than
        the threshold do not, nor what would give them back by subtraction. `linli.read` reads the
        folder: what was withheld is null there. The page docs/publish.md has the reasons.

        Returns the log, which is also written as withheld.csv: `table`, `row` (a place, a group, a
        meeting), `column`, `rule`, and `count`, how many cells or columns. It tells no withheld
        number, and does not say which cell was small and which was withheld to protect one.

        Parameters
        ----------
        threshold
            The smallest number of people or households, other than 0, that leaves.
        minors
            The same for bands of age that begin below 18, and for what is sensitive.
        sensitive
            Kinds or ids of groups, meetings and activities whose people need the stricter
            threshold. Issues of a category so named, or of such a forum, do not leave.
        age_bands
            The ages at which bands begin.
        keep
            Further columns that leave as they stand, such as `"places.estate_age"`; none of people.
        format
            `"csv"` or `"parquet"`. The log and the counts of activities are CSV.

        Raises `SchemaError` for keywords that cannot be, `FileError` where a file is in the way.
        """
        from ._publish import publish, rules_of

        rules = rules_of(threshold, minors, sensitive, age_bands, keep)
        return publish(self, Path(folder), rules, format)

    # What is asked of it

    def measure(
        self,
        measures: Asked,
        by: By | None = None,
        within: str | int | None = None,
        on: Day | None = None,
        during: Period | None = None,
        where: Where | None = None,
        level: float | None = None,
    ) -> Table:
        """Measures, as a tidy table: one row for every combination of the dimensions of `by`.

        Parameters
        ----------
        measures
            A name, a whole question as text (`"coverage.breadth by community on 2024-06-30"`),
            a measure such as `linli.coverage.reach(min_kinds=3)`, or a list of these.
        by
            One or more dimensions: a level of places, `kind`, a column of persons, `age_band`, a
            qualified column such as `issue.category`, `state`, `year`, `quarter`, `month`.
        within
            A place; only what lies in it counts.
        on
            The day (its end) or the moment at which stocks are read and flows end.
        during
            The period of flows: `"2024"`, `"2024-H1"`, `"2024-Q3"`, `"2024-06"`, or `(start, end)`
            with the end left out of the period and None for open.
        where
            What counts: `{"sex": "F", "age": (18, None), "tenure": ["rent", "own"]}`. A list is
            one of these, a pair a range, closed below and open above.
        level
            Of confidence, such as 0.95: adds the columns `low` and `high`. Proportions get Wilson's
            interval, times and survival log–log limits, representation a log-normal one; measures
            without an interval of their own get none (`linli.bootstrap` gives one).
        """
        specs, question = read_question(measures, by, within, on, during, where, level)
        frame = self._core.measure([spec.settings() for spec in specs], question)
        return self._answer(frame, specs, question)

    def prepare(
        self,
        measures: Asked,
        by: By | None = None,
        within: str | int | None = None,
        on: Day | None = None,
        during: Period | None = None,
        where: Where | None = None,
        level: float | None = None,
    ) -> Prepared:
        """Measures that follow edits: asked as in `measure`, kept up at little cost by `update`."""
        specs, question = read_question(measures, by, within, on, during, where, level)
        core = self._core.prepare([spec.settings() for spec in specs], question)
        return Prepared(core, specs, question, Network._of)

    def rows(
        self,
        measure: str | Measure,
        place: str | int | None = None,
        on: Day | None = None,
        during: Period | None = None,
        where: Where | None = None,
    ) -> Table:
        """The rows behind a number: the keys that a measure counts at a place, or in all.

        One row for each key and part of the number: `table` and `id` of the key, `part` (such as
        participants, attendances, residents), `amount`. The amounts of a part add up to what the
        measure counted in it, except that a group or person counted at the whole of several
        places counts once.

        >>> somewhere = net.to_tables()["issues"]["place"][0]
        >>> behind = net.rows("deliberation.closure_rate", place=somewhere)
        >>> sorted(set(behind["part"]))
        ['of them', 'raised']
        """
        specs, question = read_question(measure, None, place, on, during, where)
        if len(specs) != 1:
            raise MeasureError("the rows behind a number are those of one measure")
        if question["by"]:
            by = ", ".join(question["by"])
            raise MeasureError(f"rows are those behind one number, not by {by}: say place= which")
        frame = self._core.rows_behind([spec.settings() for spec in specs], question)
        return Table(frame, origin=self.origin)

    def series(
        self,
        measures: Asked,
        every: str = "quarter",
        by: By | None = None,
        within: str | int | None = None,
        on: Day | None = None,
        during: Period | None = None,
        where: Where | None = None,
        level: float | None = None,
    ) -> Table:
        """Measures through time: `every` year, quarter or month, stocks on the last day of each.

        What no event or interval changes from one bucket to the next is not counted again.

        >>> net.series("coverage.members", "year", during=("2021-01-01", None))["year"].tolist()
        ['2021', '2022', '2023']
        """
        if not isinstance(every, str) or every not in ("year", "quarter", "month"):
            raise MeasureError(f"every is year, quarter or month, not {every!r}")
        dimensions = dimensions_of(by)
        return self.measure(measures, [*dimensions, every], within, on, during, where, level)

    def reconcile(self) -> Table:
        """Each reported figure beside the one that the rows and totals give."""
        return Table(self._core.reconcile(), origin=self.origin)

    def attainment(
        self,
        targets: TargetsLike,
        on: Day | None = None,
        within: str | int | None = None,
        during: Period | None = None,
        where: Where | None = None,
    ) -> Table:
        """Targets beside what is: where they are met, how far off, and how many would do.

        `targets` are what `linli.targets` takes: the name of a preset, a TOML file, or dicts. A row
        a place, then one for the target as a whole, which has no place. `needed` counts whole
        persons, groups, organisations: to be added, or, below 0, to be taken away; where a measure
        counts what is missing, to be brought in.
        """
        from .target import targets as targets_of

        wanted = targets_of(targets)
        question = question_of(None, within, on, during, where)
        frame = self._core.attainment([target.to_dict() for target in wanted], question)
        question["on"] = question["on"] or self._summary["as_of"] or ""
        asked = {"targets": wanted.names, **question}
        return Table(frame, origin=self.origin, question=asked)

    def bounds(self, measure: str | Measure | None = None, pairs: bool = False) -> Table:
        """What totals alone imply: lowest and highest value, the argument and its assumption.

        Parameters
        ----------
        measure
            A measure, or a whole question as text (`"coverage.members by community"`): what bounds
            it, a row for each place and kind. Without one, all that the totals imply.
        pairs
            Of `coverage.members`, also who is in two of its rows: in two kinds of one place, or at
            two places.
        """
        wanted = None if measure is None else text_to_read(measure)
        return Table(self._core.bounds(wanted, pairs), origin=self.origin)

    def graph(
        self,
        relations: str | Iterable[str] = "observed",
        on: Day | None = None,
        directed: bool = False,
    ) -> Graph:
        """The simple graph of the nodes that relations touch on a date.

        `relations` is `"observed"` (contacts that took place), `"designed"` (what is laid down),
        or a list of relations by name, such as `["attends", "member_of"]`.
        """
        return graph_of(self._core, relations, on, directed, self.origin)

    def coverage_matrix(
        self, level: str, on: Day | None = None, scheme: SchemeLike | None = None
    ) -> CoverageMatrix:
        """Places of a level by kinds of the scheme, or of another: how many groups serve each."""
        return coverage_matrix_of(self._core, level, on, scheme)

    def with_edits(self, edits: Iterable[Edit]) -> Network:
        """Another network in which the edits were made, in order; this one stays as it is."""
        return Network._of(self._core.with_edits(plain_edits(edits)))

    def _answer(self, frame: _core.Frame, specs: list[Measure], question: dict[str, Any]) -> Table:
        asked = {"measures": [str(spec) for spec in specs], **question}
        asked["on"] = question["on"] or self._summary["as_of"] or ""
        return Table(frame, origin=self.origin, question=asked)

    def __repr__(self) -> str:
        from ._summary import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from ._summary import as_html

        return as_html(self)


def _form_of(path: Path, wanted: str | None) -> str:
    """The format to write; a name that promises another kind of file is refused."""
    ending = path.suffix.lower()
    form = wanted or ("xlsx" if ending == ".xlsx" else "csv")
    if form not in _ENDINGS:
        *others, last = map(repr, _ENDINGS)
        raise SchemaError(f"format is {', '.join(others)} or {last}, not {form!r}")
    if wanted is None and ending == ".json":
        raise SchemaError(f"'{path}': a file of JSON is format='popolo' or format='ocel'")
    if ending != _ENDINGS[form] if _ENDINGS[form] else ending in _FILES:
        raise SchemaError(
            f"'{path}' is no name for {form}: a workbook ends in .xlsx, popolo and ocel in .json, "
            "and no folder does"
        )
    return form
