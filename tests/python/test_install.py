# SPDX-License-Identifier: Apache-2.0
"""linli installs, as a C++ package and as a wheel, and both work from somewhere else."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from linli import Targets, targets

ROOT = Path(__file__).resolve().parents[2]
CONSUMER = ROOT / "tests/install/consumer"
VERSION = re.search(r'version = "(.+?)"', (ROOT / "include/linli/version.hpp").read_text())[1]
# Only whether things build and run is asked here, so no time goes into optimising.
QUICK = "-DCMAKE_BUILD_TYPE=Debug"


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def build(source: Path, folder: Path, *options: str, target: str = "all") -> Path:
    folder.mkdir(parents=True)
    run("cmake", "-S", source, "-B", folder, "-G", "Ninja", QUICK, *options, cwd=folder)
    run("cmake", "--build", folder, "--target", target, cwd=folder)
    return folder


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the C++ package has been installed."""
    folder = tmp_path_factory.mktemp("cpp")
    build(ROOT, folder / "build", "-DLINLI_TESTS=OFF", "-DLINLI_EXAMPLES=OFF")
    run("cmake", "--install", folder / "build", "--prefix", folder / "prefix", cwd=folder)
    return folder / "prefix"


def test_every_header_is_installed_and_nothing_else(prefix: Path) -> None:
    assert files_in(prefix / "include") == files_in(ROOT / "include")


def test_the_presets_are_installed(prefix: Path) -> None:
    assert files_in(prefix / "share/linli/presets") == files_in(ROOT / "python/linli/presets")


def lines_of(targets: Targets) -> list[str]:
    return [f"{t.name}|{t.measure}|{t.at_least:g}|{t.valid_from}" for t in targets]


def test_find_package_finds_the_installed_library(prefix: Path, tmp_path: Path) -> None:
    wanted = (f"-DCMAKE_PREFIX_PATH={prefix}", f"-DLINLI_WANTED={VERSION}")
    built = build(CONSUMER, tmp_path / "build", *wanted)
    (tmp_path / "places.csv").write_text("id,level\neast,community\nwest,community\n")
    assert run(built / "headers_only", cwd=tmp_path).strip() == VERSION
    assert run(built / "reader", tmp_path, cwd=tmp_path).strip() == "2"
    for name in ("xisaishan", "china", "teams"):
        printed = run(built / "presets", name, cwd=tmp_path).splitlines()
        assert printed == lines_of(targets(name)), "toml++ and tomllib read the same"


def test_the_sources_serve_as_a_subdirectory(tmp_path: Path) -> None:
    options = (f"-DLINLI_SOURCE={ROOT}", "-DLINLI_WERROR=ON")
    built = build(CONSUMER, tmp_path / "build", *options, target="headers_only")
    assert run(built / "headers_only", cwd=tmp_path).strip() == VERSION
    assert not list(built.rglob("test_*")), "a consumer does not build our tests"


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    program = f"from scikit_build_core.build import build_sdist; build_sdist({str(folder)!r})"
    run(sys.executable, "-c", program, cwd=ROOT)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a virtual environment that holds nothing."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    return folder / "venv/bin/python"


@pytest.fixture(scope="module")
def wheel(sdist: Path, fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, with no headers but those that pip fetches for the build."""
    folder = tmp_path_factory.mktemp("wheel")
    settings = ["build-type=Debug"]
    settings += [f"define.CMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in ("Boost", "Eigen3")]
    options = [f"--config-settings=cmake.{setting}" for setting in settings]
    pip = (fresh, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder)
    run(*pip, *options, sdist, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_sdist_holds_the_sources_and_no_build(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {
        "LICENSE",
        "CMakeLists.txt",
        "include/linli/version.hpp",
        "python/CMakeLists.txt",
    } <= names
    assert not [name for name in names if name.startswith(("build/", ".git/", ".ci/"))]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"linli-{VERSION}.dist-info"
    about = {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    sources = {
        f"linli/{name}" for name in files_in(ROOT / "python/linli") if "__pycache__" not in name
    }
    extension = {name for name in names if re.fullmatch(r"linli/_core\..*\.so", name)}
    assert len(extension) == 1
    assert names == sources | extension | about | {f"{info}/licenses/LICENSE"}
    assert {"linli/py.typed", "linli/_core.pyi"} <= names


IMPORT = """
import sys
before = set(sys.modules)
import linli
new = {name.partition(".")[0] for name in set(sys.modules) - before}
print(linli.__version__, *sorted(new - sys.stdlib_module_names))
"""


def test_a_fresh_environment_imports_the_wheel_and_only_numpy(
    wheel: Path, fresh: Path, tmp_path: Path
) -> None:
    run(fresh, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    assert run(fresh, "-c", IMPORT, cwd=tmp_path).split() == [VERSION, "linli", "numpy"]
    assert os.access(fresh.parent / "linli", os.X_OK)
