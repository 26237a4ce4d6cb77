# SPDX-License-Identifier: Apache-2.0
"""Question 6 on public data: where do building complaints in New York wait longest?

Source: NYC Open Data, by the R package modeldatatoo (MIT). Only lengths of time were published, so
each complaint ends on one made-up day; one that is ACTIVE has not ended and is censored there.
"""

from datetime import date, timedelta

import linli as ll
from public_data import columns

END, BOROUGHS = date(2023, 12, 31), ["Bronx", "Brooklyn", "Manhattan", "Queens", "Staten Island"]
given = columns("nyc_building_complaints/building_complaints.csv")
closed = [i for i, status in enumerate(given["status"]) if status == "CLOSED"]
raised = [END - timedelta(days=int(days)) for days in given["days_to_disposition"]]
net = ll.Network(
    places={"id": BOROUGHS, "level": ["borough"] * 5},
    issues={"id": [*range(len(raised))], "place": given["borough"], "raised_at": raised},
    issue_events={"issue": closed, "state": ["closed"] * len(closed), "at": [END] * len(closed)},
)
asked = {"by": "borough", "on": END, "level": 0.95}
for row in net.measure("deliberation.time_to", **asked):
    ends = f"({row['low']:.0f} to {row['high']:.0f})"
    print(f"{row['borough']:<14} half are closed after {row['value']:.0f} days {ends}")
for row in net.measure(ll.deliberation.survival(at=30), **asked):
    ends = f"({row['low']:.1%} to {row['high']:.1%})"
    print(f"{row['borough']:<14} {row['value']:.1%} wait longer than 30 days {ends}")
print(ll.log_rank(net, by="borough", on=END))
