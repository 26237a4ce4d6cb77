# SPDX-License-Identifier: Apache-2.0
"""How far a long call is, shown while it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from . import _core

Told = Callable[[int, int], None]


@contextmanager
def progress(show: Told | None = None) -> Iterator[None]:
    """Shows how far long calls are: `with ll.progress(): ll.bootstrap(...)`.

    A bar, where Rich is installed (`pip install 'linli[cli]'`), else a line on the error stream.
    `show` is called instead, if given, with the blocks of work done and the blocks known so far,
    some twenty times a second; the latter may grow while a call goes on.

    >>> import linli as ll
    >>> seen = []
    >>> with ll.progress(lambda done, total: seen.append(done <= total)):
    ...     table = ll.bootstrap(net, "coverage.members", resample="community", replicates=400)
    >>> all(seen)
    True
    """
    if show is not None:
        with _hooked(show):
            yield
        return
    try:
        from rich.progress import Progress
    except ImportError:
        with _hooked(_line):
            yield
        print(file=sys.stderr)
        return
    with Progress(transient=True) as bar:
        task = bar.add_task("linli", total=None)
        with _hooked(lambda done, total: bar.update(task, completed=done, total=total or None)):
            yield


@contextmanager
def _hooked(show: Told) -> Iterator[None]:
    _core.set_progress(show)
    try:
        yield
    finally:
        _core.set_progress(None)


def _line(done: int, total: int) -> None:
    print(f"\r{done} of {total} blocks", end="", file=sys.stderr, flush=True)
