# SPDX-License-Identifier: Apache-2.0
"""Question 10: did the programme change participation, or only reporting?

A programme is made up to have begun on 2021-07-01 in every second community of a synthetic
district, so nothing should be found. The change of all communities is split into that of those that
reported in both periods, and what came of others beginning or ceasing to report.
"""

import linli as ll

net = ll.examples.district(seed=1)
places = net.measure("counts.places", by="community", within="d1").values("community")
found = ll.before_after(
    net,
    "participation.attendance_per_meeting",
    start="2021-07-01",
    control=[place for place in places if place][::2],
    by="community",
    within="d1",
)
print(found)  # attendances a recorded meeting, pooled over communities
known = [row for row in found.places if row["q_value"] is not None]
beyond = sum(row["q_value"] <= 0.1 for row in known)
print(
    f"\n{beyond} of {len(known)} communities of the programme changed more than the control's did,"
)
print("at a false-discovery rate of 10%")
