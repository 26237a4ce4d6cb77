# SPDX-License-Identifier: Apache-2.0
"""The naive evaluator: the measure contract over plain rows, an oracle for the engine."""

from .evaluate import MEASURES, dimensions_of, evaluate

__all__ = ["MEASURES", "dimensions_of", "evaluate"]
