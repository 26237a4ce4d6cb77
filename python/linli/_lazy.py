# SPDX-License-Identifier: Apache-2.0
"""Optional packages: imported when first needed, with an error that says what to install."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def require(module: str, purpose: str, install: str) -> Any:
    """The module; or an ImportError that says what it is for and how to get it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise  # the module is there, but something that it needs itself is not
        raise ImportError(
            f"{purpose} needs {module}, which is not installed: pip install {install}"
        ) from error
