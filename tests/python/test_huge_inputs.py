# SPDX-License-Identifier: Apache-2.0
"""Broken files that are large: time in proportion to what was read, memory a small multiple of it.

By default files of 64 and 128 MB are compared; with LINLI_HUGE=1 also ones of 2 GB. Each reading is
a process of its own, with a limit to its memory, so that a fault here disturbs nobody else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import count

import pytest

MB = 2**20
SIZES = (64, 128)
ROW = "{:012},community," + "x" * 80 + "\n"
TIMES_THE_FILE = 5  # columns of text take more room than its bytes in the file
BESIDE = 100  # megabytes for the rest: lists of problems, pages that are not yet given back

READ = """
import json, resource, sys, time

def peak():
    with open("/proc/self/status", encoding="ascii") as status:  # getrusage would count the parent
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

folder, strict, limit = sys.argv[1], sys.argv[2] == "strict", int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
import linli as ll

before, began = peak(), time.perf_counter()
try:
    found = ll.read(folder, strict=strict).diagnostics
except ll.DataError as error:
    found = error.problems
took, more = time.perf_counter() - began, peak() - before
print(json.dumps({"seconds": took, "megabytes": more, "rules": sorted(set(found.values("rule")))}))
"""


def repeated(start, row):
    """A file that begins with `start` and goes on with rows, each with its number."""

    def write(path, size):
        with path.open("w", encoding="ascii", newline="") as file:
            file.write(start)
            rows = count()
            while file.tell() < size * MB:
                file.write("".join(row.format(next(rows)) for _ in range(10_000)))

    return write


def sparse(path, size):
    """Nothing but NULs, which the disk need not hold."""
    with path.open("wb") as file:
        file.truncate(size * MB)


HEADER = "id,level,name\n"
FILES = {
    "unclosed_quote": (repeated(f'{HEADER}a,"district,\n', ROW), {"unclosed_quote", "too_large"}),
    "ragged_row": (repeated(HEADER, ROW.replace("community", "community,x")), {"ragged_row"}),
    "bad_reference": (
        repeated("id,level,parent\n", ROW),
        {"dangling_reference"},
    ),
    "endless_cell": (repeated(f'{HEADER}a,"', "x" * 99 + "\n"), {"too_large"}),
    "endless_line": (sparse, {"too_large"}),
}


def reading(folder, strict, size):
    limit = (size * (TIMES_THE_FILE + 3) + 2048) * MB
    asked = [sys.executable, "-c", READ, str(folder), strict, str(limit)]
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        asked, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def reading_of(tmp_path, name, strict, size):
    write, rules = FILES[name]
    write(tmp_path / "places.csv", size)
    found = reading(tmp_path, strict, size)
    assert rules & set(found["rules"])
    (tmp_path / "places.csv").unlink()
    return found


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="asks Linux for the memory")
@pytest.mark.parametrize("strict", ["strict", "lenient"])
@pytest.mark.parametrize("name", FILES)
def test_twice_the_broken_file_takes_twice_the_time_and_memory_at_most(tmp_path, name, strict):
    small, large = (reading_of(tmp_path, name, strict, size) for size in SIZES)
    print(name, strict, small, large)
    for size, found in zip(SIZES, (small, large), strict=True):
        assert found["megabytes"] < TIMES_THE_FILE * size + BESIDE
    # Others work on the same machine: twice the time is expected, four times a fault.
    assert large["seconds"] < 4 * small["seconds"] + 2


@pytest.mark.skipif(not os.environ.get("LINLI_HUGE"), reason="2 GB each: set LINLI_HUGE=1")
@pytest.mark.parametrize("strict", ["strict", "lenient"])
@pytest.mark.parametrize("name", FILES)
def test_two_gigabytes_that_are_broken_are_read_to_their_end(tmp_path, name, strict):
    found = reading_of(tmp_path, name, strict, 2048)
    print(name, strict, found)
    assert found["megabytes"] < TIMES_THE_FILE * 2048 + BESIDE
