# SPDX-License-Identifier: Apache-2.0
"""The states of issues, in order, and those that settle an issue."""

ORDER = ("raised", "accepted", "screened", "scheduled", "deliberated", "decided", "dispatched",
         "carried_out", "closed", "fed_back", "evaluated")  # fmt: skip
CLOSED = ORDER[ORDER.index("closed") :]
FINAL = (*CLOSED, "merged", "rejected")
TURNING = (*FINAL, "reopened")
