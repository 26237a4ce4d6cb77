# SPDX-License-Identifier: Apache-2.0
"""Question 5: who never turns up: which grids, ages, tenants?

Denominator: persons at home, in a synthetic district. Where a meeting kept no names there is no
value, only bounds; so one subdistrict is looked at in which every meeting kept them.
"""

import linli as ll

net = ll.examples.district(seed=1)
for row in net.measure("participation.never_share", by="subdistrict", within="d1", level=0.95):
    value = "not known" if row["value"] is None else f"{row['value']:.1%} never came"
    print(f"{row['subdistrict']}: {value}; {row['note']}")

for by in ("age_band", "tenure", "home.estate_age", "grid"):
    print(f"\nNever came, in d1s4, by {by} (95%, Wilson; the five highest):")
    table = net.measure("participation.never_share", by=by, within="d1s4", level=0.95)
    for row in sorted(table, key=lambda row: -(row["value"] or 0))[:5]:
        ends = f"{row['low']:.1%} to {row['high']:.1%}"
        print(f"  {row[by] or 'unknown':<10} {ends} of {row['denominator']:.0f} persons at home")

print("\nWho came in 2022, beside who lives in d1s4 (1 is par):")
asked = {"by": "age_band", "within": "d1s4", "during": "2022", "level": 0.95}
for row in net.measure("participation.representation", **asked):
    print(f"  {row['age_band']:<10} {row['value']:.2f} ({row['low']:.2f} to {row['high']:.2f})")
print(f"origin: {net.origin}")
