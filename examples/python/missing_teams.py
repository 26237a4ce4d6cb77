# SPDX-License-Identifier: Apache-2.0
"""Question 1: which communities miss which teams, against which target, and by how many?

The district is synthetic. The target is the article's: at least 8 social organisations in each
community. That each kind of team have 20 members is made up, to show a target of one's own.
"""

import linli as ll

net = ll.examples.district(seed=1)
own = {
    "measure": "coverage.members",
    "by": ["community", "kind"],
    "at_least": 20,
    "source": "made up for this example",
}
for targets in (ll.targets("xisaishan"), ll.targets(own)):
    *places, whole = net.attainment(targets, within="d1")
    print(f"\n{whole['target']}: {whole['verdict']}; {whole['note']}; source: {whole['source']}")
    missed = [row for row in places if row["met"] is False]
    for row in sorted(missed, key=lambda row: -row["needed"])[:8]:
        kind = row["kind"] or "social_organisations"
        print(f"  {row['place']} has {row['value']:.0f} in {kind}, needs {row['needed']:.0f} more")
    print(f"  {len(missed)} in all, {sum(row['needed'] for row in missed)} {whole['needed_unit']}")
print(f"\norigin: {net.origin}")
