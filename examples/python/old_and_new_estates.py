# SPDX-License-Identifier: Apache-2.0
"""Question 9: is service fair between old estates and new ones?

Reach, membership and participation of people whose home is in an old or a new estate, the gap
between them with an interval, and how unequal communities are. The district is synthetic.
"""

import linli as ll

net = ll.examples.district(seed=1)
BETWEEN = ("home.estate_age", "old", "new")
for measure in ("coverage.reach(min_kinds=6)", "participation.membership_rate"):
    for row in net.measure(measure, by="home.estate_age", level=0.95):
        if row["home.estate_age"] is not None:
            of = f"of {row['denominator']:.0f} residents"
            print(f"{measure} in {row['home.estate_age']} estates: {row['value']:.1%} {of}")
    for row in net.measure(ll.inequality.gap(of=measure, between=BETWEEN), level=0.95):
        ends = f"({row['low']:.3f} to {row['high']:.3f})" if row["low"] is not None else ""
        print(f"  {row['scale']} of old and new: {row['value']:.3f} {ends}")

print("\nMembers per 1000 residents, across communities weighted by residents (bootstrap):")
for index in (ll.inequality.gini, ll.inequality.theil, ll.inequality.hoover):
    unequal = index(of="coverage.depth", across="community", weight="residents")
    row = ll.bootstrap(net, unequal).to_dicts()[0]
    ends = f"({row['low']:.3f} to {row['high']:.3f})"
    print(
        f"  {index.__name__:<7} {row['value']:.3f} {ends} of {row['denominator']:.0f} communities"
    )
print(f"origin: {net.origin}")
