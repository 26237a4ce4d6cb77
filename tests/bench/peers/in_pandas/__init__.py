# SPDX-License-Identifier: Apache-2.0
"""Each measure as a skilled user of pandas writes it: columns at once, lookups by index."""
