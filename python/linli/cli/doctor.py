# SPDX-License-Identifier: Apache-2.0
"""What a request for help should say: versions, what else is installed, and a self-test."""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from .._threads import threads
from ..network import Network

_REQUIREMENT = re.compile(r"^([\w.-]+)(?:\[[^]]*\])?\s*([^;\s]*)\s*;\s*extra == [\"'](\w+)[\"']")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, and what to do where that is not well."""

    what: str
    found: str
    advice: str = ""


def findings() -> list[Finding]:
    """All that is looked at, the self-test last."""
    return [
        Finding("linli", version("linli")),
        Finding("python", platform.python_version()),
        Finding("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        Finding("threads", str(threads())),
        _output(),
        *_optional(),
        _self_test(),
    ]


def _output() -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    speaks_chinese = encoding.lower().replace("-", "") in ("utf8", "gb18030", "gbk")
    return Finding("output", encoding, "" if speaks_chinese else "set PYTHONUTF8=1 for Chinese")


def _optional() -> list[Finding]:
    found = []
    for text in requires("linli") or []:
        matched = _REQUIREMENT.match(text)
        if not matched or matched[1] == "linli":
            continue
        name, wanted, extra = matched.groups()
        try:
            found.append(Finding(name, version(name)))
        except PackageNotFoundError:
            advice = f"for {extra}: pip install 'linli[{extra}]' ({name}{wanted})"
            found.append(Finding(name, "not installed", advice))
    return found


def _self_test() -> Finding:
    net = Network(
        places={"id": ["甲"], "level": ["community"], "population": [10]},
        teams={"id": [1], "kind": ["volunteers"], "place": ["甲"]},
        persons={"id": [1, 2], "home": ["甲", None]},
        memberships={"member": [1, 2], "group": [1, 1]},
    )
    value = net.measure("coverage.members")["value"][0]
    return Finding("self-test", "passed" if value == 2 else f"2 members counted as {value}")
