# SPDX-License-Identifier: Apache-2.0
"""The naive evaluator: the measure contract over plain rows, an oracle for the engine."""

from .catalogue import NAMES
from .dimensions import dimensions_of
from .evaluate import answer_columns, evaluate

__all__ = ["NAMES", "answer_columns", "dimensions_of", "evaluate"]
