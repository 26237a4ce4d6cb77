# SPDX-License-Identifier: Apache-2.0
"""Question 5: who never turns up: which grids, ages, tenants?

Denominator: persons at home in each place, in a synthetic district. Communities that kept no names
of a meeting have no value, and say so; many grids are compared at once, so q is shown, not p.
"""

import linli as ll

net = ll.examples.district(seed=1)
for by in ("age_band", "tenure", "home.estate_age"):
    table = net.measure("participation.never_share", by=["subdistrict", by], level=0.95)
    print(f"\nnever came, by subdistrict and {by}:")
    for row in table:
        if row["value"] is None:
            print(f"  {row['subdistrict']} {row[by]}: not known, {row['note']}")
        else:
            of = f"of {row['denominator']:.0f} persons at home"
            print(f"  {row['subdistrict']} {row[by]}: {row['low']:.1%} to {row['high']:.1%} {of}")

whole = net.measure("participation.rate", by="subdistrict", during="2023", level=0.95)
print("\nWho comes, beside who lives there (1 is par):")
for row in net.measure("participation.representation", by=["subdistrict", "age_band"], level=0.95):
    if row["value"] is not None:
        print(f"  {row['subdistrict']} {row['age_band']}: {row['value']:.2f}", end="")
        print(f" ({row['low']:.2f} to {row['high']:.2f})" if row["low"] else "")
