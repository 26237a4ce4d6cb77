# SPDX-License-Identifier: Apache-2.0
"""Question 5: who never turns up: which grids, ages, tenants?

Denominator: persons at home, in a synthetic district. A community that kept no names of a meeting
has no value; those that did are added up, and it is said how many are left out. Nobody was sampled:
the intervals say how far chance alone might move a share.
"""

import linli as ll

net = ll.examples.district(seed=1)
for by in ("age_band", "tenure", "home.estate_age"):
    table = net.measure("participation.never_share", by=["community", by], within="d1").to_dicts()
    known = [row for row in table if row["value"] is not None and row[by] is not None]
    left_out = {row["community"] for row in table} - {row["community"] for row in known}
    print(f"\nNever came, by {by} ({len(left_out)} communities left out: not all names kept):")
    for group in dict.fromkeys(row[by] for row in known):
        rows = [row for row in known if row[by] == group]
        never, people = (sum(row[part] for row in rows) for part in ("numerator", "denominator"))
        low, high = ll.wilson(never, people)
        print(f"  {group:<6} {never:6.0f} of {people:6.0f} at home, {low:.1%} to {high:.1%}")

table = net.measure("participation.never_share", by="grid", within="d1", level=0.95)
worst = sorted((row for row in table if row["value"]), key=lambda row: -row["low"])[:3]
for row in worst:
    ends = f"{row['low']:.1%} to {row['high']:.1%}"
    print(f"Most in grid {row['grid']}: {ends} of {row['denominator']:.0f} at home")
print(f"origin: {net.origin}")
