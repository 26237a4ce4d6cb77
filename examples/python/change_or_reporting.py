# SPDX-License-Identifier: Apache-2.0
"""Question 10: did the programme change participation, or only reporting?

A programme is made up to have begun on 2022-07-01 in every second community of a synthetic
district, so nothing should be found; the change is split into that of communities that reported in
both periods and what came of others beginning or ceasing to report.
"""

import linli as ll

net = ll.examples.district(seed=1)
communities = [row["community"] for row in net.measure("counts.places", "community", "d1")]
found = ll.before_after(
    net,
    "participation.attendance_per_meeting",
    start="2022-07-01",
    control=[place for place in communities if place][::2],
    within="d1",
)
print(found)
changed = [row for row in found.places if row["q_value"] is not None and row["q_value"] <= 0.1]
print(
    f"\n{len(changed)} communities changed more than the control at a false-discovery rate of 10%"
)
print(f"origin: {net.origin}")
