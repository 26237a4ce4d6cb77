# SPDX-License-Identifier: Apache-2.0
"""Each measure as a skilled user of DuckDB writes it: one SQL statement."""
