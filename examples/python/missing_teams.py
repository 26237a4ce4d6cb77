# SPDX-License-Identifier: Apache-2.0
"""Question 1: which communities miss which teams, against which target, and by how many?

The district is synthetic. The target is the article's: at least 8 social organisations in each
community; that each kind of team have 20 members is made up, to show a target of one's own.
"""

import linli as ll

net = ll.examples.district(seed=1)
own = {
    "measure": "coverage.members",
    "by": ["community", "kind"],
    "at_least": 20,
    "source": "made up for this example",
}
for targets in (ll.targets("xisaishan"), ll.targets([own])):
    found = net.attainment(targets, within="d1")
    summary = [row for row in found if row["place"] is None and row["kind"] is None]
    missed = [row for row in found if row["met"] is False and row["place"] is not None]
    for row in summary:
        print(f"\n{row['target']}: {row['verdict']}; {row['note']}")
    for row in sorted(missed, key=lambda row: -(row["needed"] or 0))[:8]:
        what = row["kind"] or row["unit"]
        print(f"  {row['place']} has {row['value']:.0f} {what}, lacks {row['needed']:.0f}")
print(f"\norigin: {net.origin}")
