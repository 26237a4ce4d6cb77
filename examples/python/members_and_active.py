# SPDX-License-Identifier: Apache-2.0
"""Question 3: how many of the "7000" are distinct people, and how many are active?

Three counts are kept apart: persons, memberships (one person in two teams is two), attendances.
On a roster is not active: active is who did something in the year. The district is synthetic; of
the article itself only the printed number is known, so only bounds follow.
"""

import linli as ll

net = ll.examples.district(seed=1)
YEAR = {"during": ("2022-07-01", "2023-07-01"), "on": "2023-06-30"}
rosters = ["coverage.memberships", "coverage.members", "coverage.multiplicity"]
for row in net.measure(rosters, on=YEAR["on"]):
    print(f"{row['measure']:<38} {row['value']:8.2f} {row['unit']}")
for acts in (1, 2, 12):
    (row,) = net.measure(ll.coverage.active_members(min_acts=acts), **YEAR)
    print(f"{row['measure']:<38} {row['value']:8.0f} with at least {acts} acts in the year")

once = ll.bootstrap(net, "coverage.active_members", resample="community", **YEAR)
low, high = once["low"][0], once["high"][0]
print(f"  with communities drawn anew {low:.0f} to {high:.0f} ({once['note'][0]})")

print("\nThe article, from its totals alone:")
for row in ll.examples.xisaishan().bounds("coverage.members"):
    print(f"  {row['argument']}: {row['low']} to {row['high']}, {row['assumption']}")
print(f"origin of the district: {net.origin}")
