# SPDX-License-Identifier: Apache-2.0
"""The blocks of the demonstration, each what to ask and how to say the answer on few lines."""
