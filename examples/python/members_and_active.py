# SPDX-License-Identifier: Apache-2.0
"""Question 3: how many of the "7000" are distinct people, and how many are active?

Persons, memberships (one person in two teams is two) and acts are counted apart. On a roster is not
yet active: active is who did something in the year. The district is synthetic; of the article only
the printed number is known, so only bounds follow.
"""

import linli as ll

net = ll.examples.district(seed=1)
year = {"during": "2022", "on": "2022-12-31", "within": "d1"}
for name in ("memberships", "members", "multiplicity"):
    (row,) = net.measure(f"coverage.{name}", on="2022-12-31", within="d1")
    print(f"{name:<14} {row['value']:8.2f} {row['unit']}, on a roster in force")
for acts in (1, 2, 12):
    (row,) = net.measure(ll.coverage.active_members(min_acts=acts), **year)
    print(f"active members {row['value']:8.0f} with {acts} recorded acts in 2022 or more")
(row,) = ll.bootstrap(net, "coverage.active_members", resample="community", **year)
print(f"Communities drawn anew: {row['low']:.0f} to {row['high']:.0f} active; {row['note']}")

print("\nThe article, from its printed totals alone:")
for row in ll.examples.xisaishan().bounds("coverage.members"):
    print(f"  {row['subject']}: {row['low']:.0f} to {row['high']:.0f}, {row['assumption']}")
print(f"origin of the district: {net.origin}")
