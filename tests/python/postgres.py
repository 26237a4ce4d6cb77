# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of one's own, on a socket in a folder that goes with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of Debian's newest server programs, or of those on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    here = shutil.which("initdb")
    return found[-1].parent if found else Path(here).parent if here else None


def _version(path: Path) -> int:
    return int(path.parts[-3])


@contextmanager
def server() -> Iterator[str]:
    """Starts a server and gives the words by which a client finds it; stops it at the end."""
    folder = tempfile.mkdtemp(prefix="linli-pg-")
    # PostgreSQL refuses to run as root.
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody")
    bin_folder = programs()
    assert bin_folder is not None

    def run(program: str, *arguments: str) -> None:
        command = [str(bin_folder / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(
            command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            **user,
        )  # fmt: skip

    try:
        run("initdb", "-U", "linli", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(
            "pg_ctl",
            "-w",
            "-o",
            f"-c listen_addresses= -c unix_socket_directories={folder}",
            "start",
        )
        try:
            yield f"host={folder} user=linli dbname=postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
