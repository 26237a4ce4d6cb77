# SPDX-License-Identifier: Apache-2.0
"""Question 5 on public data: who turns up in an online deliberation, and who hardly does?

Source: Polis openData, vTaiwan on UberX (CC BY 4.0). A statement is a meeting, who voted came. Who
never voted is not in these data, so there is no never_share; the groups are Polis's own, found from
the votes. The intervals take the voters as drawn from a larger crowd.
"""

import linli as ll
from public_data import columns

votes = columns("polis/vtaiwan.uberx/participants-votes.csv")
voters, statements = votes["participant"], [name for name in votes if name.isdigit()]
came = [
    (s, voter) for s in statements for voter, vote in zip(voters, votes[s], strict=True) if vote
]
net = ll.Network(
    places={"id": ["online"], "level": ["community"]},
    persons={"id": voters, "home": ["online"] * len(voters), "group": votes["group-id"]},
    forums={"id": ["vTaiwan"], "kind": ["conversation"], "place": ["online"]},
    meetings={"id": statements, "held_by": ["vTaiwan"] * 197, "date": ["2016-08-30"] * 197},
    attendances={"meeting": [s for s, _ in came], "person": [voter for _, voter in came]},
)
for measure in ("participation.intensity", "participation.gini", "participation.top_share"):
    for row in ll.bootstrap(net, measure, by="group", resample="person", replicates=500):
        group = "no group" if row["group"] is None else f"group {row['group']}"
        ends = f"({row['low']:.3f} to {row['high']:.3f})"
        print(f"{measure:<26} {group:<9} {row['value']:7.3f} {ends}")
print(f"{measure} counts the busiest tenth of {len(voters)} voters")
