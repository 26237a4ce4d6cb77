# SPDX-License-Identifier: Apache-2.0
"""Each measure as a skilled user of Polars writes it: one lazy query, collected once."""
