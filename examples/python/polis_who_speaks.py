# SPDX-License-Identifier: Apache-2.0
"""Question 5 on public data: who turns up in an online deliberation, and who hardly does?

Source: Polis openData, vTaiwan on UberX (CC BY 4.0). A statement is a meeting; to vote is to come.
Who never voted is not in these data, so no never_share; the groups are Polis's own, found from the
votes. The intervals take the voters as drawn from a larger crowd.
"""

import linli as ll
from public_data import columns

votes = columns("polis/vtaiwan.uberx/participants-votes.csv")
voters, asked = votes["participant"], [name for name in votes if name.isdigit()]
came = [(s, who) for s in asked for who, vote in zip(voters, votes[s], strict=True) if vote]
held = {"held_by": ["vTaiwan"] * len(asked), "date": ["2016-08-30"] * len(asked)}
net = ll.Network(
    places={"id": ["online"], "level": ["community"]},
    persons={"id": voters, "home": ["online"] * len(voters), "group": votes["group-id"]},
    forums={"id": ["vTaiwan"], "kind": ["conversation"], "place": ["online"]},
    meetings={"id": asked, **held},
    attendances={"meeting": [s for s, _ in came], "person": [who for _, who in came]},
)
people = {row["group"]: row["value"] for row in net.measure("counts.residents", by="group")}
for name in ("intensity", "gini", "top_share"):  # the last: of the busiest tenth of each group
    for row in ll.bootstrap(net, f"participation.{name}", by="group", resample="person"):
        group = f"{people[row['group']]:.0f} in group {row['group'] or 'none'}"
        ends = f"({row['low']:.3f} to {row['high']:.3f})"
        print(f"{name:<10} {group:<17} {row['value']:7.3f} {ends} {row['unit']}")
