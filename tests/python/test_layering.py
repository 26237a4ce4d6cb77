# SPDX-License-Identifier: Apache-2.0
"""The library keeps to its layers, and the check that says so can see a breach."""

from pathlib import Path

import pytest
from layering import breaches

ROOT = Path(__file__).resolve().parents[2]


def plant(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_the_library_keeps_to_its_layers() -> None:
    assert breaches(ROOT) == []


def test_a_layer_may_include_those_below_it(tmp_path: Path) -> None:
    files = {
        "include/linli/core/date.hpp": "#include <linli/version.hpp>\n",
        "include/linli/version.hpp": "",
        "include/linli/graph/view.hpp": "#include <vector>\n#include <linli/core/date.hpp>\n",
        "include/linli/graph/detail/walk.hpp": "",
        "include/linli/graph/path.hpp": "#include <linli/graph/detail/walk.hpp>\n",
        "include/linli/io/csv.hpp": "#include <linli/graph/view.hpp>\n",
        "src/io/csv.cpp": '#include "lexer.hpp"\n#include <linli/io/csv.hpp>\n',
        "include/linli/linli.hpp": "#include <linli/core/date.hpp>\n#include <linli/version.hpp>\n"
        "#include <linli/graph/view.hpp>\n#include <linli/graph/path.hpp>\n",
    }
    assert breaches(plant(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        (
            "include/linli/core/a.hpp",
            "#include <linli/model/b.hpp>",
            "core may include only itself",
        ),
        ("include/linli/plan/a.hpp", "#include <linli/scenario/b.hpp>", "plan may include only"),
        ("include/linli/measure/a.hpp", "# include <linli/io/b.hpp>", "measure may include only"),
        ("include/linli/io/a.hpp", "#include <linli/graph/detail/b.hpp>", "details never leave"),
        ("src/io/a.cpp", "#include <linli/linli.hpp>", "includes the umbrella"),
        ("src/io/a.cpp", '#include "linli/io/b.hpp"', "write <linli/io/b.hpp>"),
        ("include/linli/core/a.hpp", '#include "b.hpp"', "a public header writes <linli/...>"),
        ("include/linli/odds/a.hpp", "", "lies in no layer"),
    ],
)
def test_a_breach_is_named_with_its_file(
    tmp_path: Path, file: str, text: str, complaint: str
) -> None:
    found = breaches(plant(tmp_path, {file: text}))
    assert any(line.startswith(f"{file}: ") and complaint in line for line in found)


def test_the_umbrella_reaches_every_public_header_but_those_of_io(tmp_path: Path) -> None:
    files = {
        "include/linli/core/date.hpp": "",
        "include/linli/core/near.hpp": "#include <linli/core/far.hpp>\n",
        "include/linli/core/far.hpp": "",
        "include/linli/io/csv.hpp": "",
        "include/linli/linli.hpp": "#include <linli/io/csv.hpp>\n#include <linli/core/near.hpp>\n",
    }
    assert breaches(plant(tmp_path, files)) == [
        "include/linli/linli.hpp: does not reach <linli/core/date.hpp>",
        "include/linli/linli.hpp: reaches <linli/io/csv.hpp>, which is for readers alone",
    ]
