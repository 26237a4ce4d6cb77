# SPDX-License-Identifier: Apache-2.0
"""How long building complaints stay open in New York, beside what R's survival package prints.

Source: NYC Open Data, by the R package modeldatatoo (MIT). A complaint with the status ACTIVE has
not ended. Only lengths of time were published: all are laid to end on one made-up day.
"""

from datetime import date, timedelta

import linli as ll
from public_data import columns

END = date(2023, 12, 31)
MEDIAN = {"NYC": 14, "Bronx": 11, "Brooklyn": 13, "Manhattan": 6, "Queens": 32, "Staten Island": 19}
SURVIVAL = {1: 0.84010, 7: 0.58272, 30: 0.34943, 60: 0.17369, 90: 0.08861}
given = columns("nyc_building_complaints/building_complaints.csv")
closed = [i for i, status in enumerate(given["status"]) if status == "CLOSED"]
raised = [END - timedelta(days=int(days)) for days in given["days_to_disposition"]]
net = ll.Network(
    places={"id": [*MEDIAN], "level": ["city"] + ["borough"] * 5, "parent": [None] + ["NYC"] * 5},
    issues={"id": range(len(raised)), "place": given["borough"], "raised_at": raised},
    issue_events={"issue": closed, "state": ["closed"] * len(closed), "at": [END] * len(closed)},
)
for place, published in MEDIAN.items():
    (row,) = net.measure("deliberation.time_to", within=place, on=END)
    print(f"half are closed in {place:<14} {row['value']:5.0f} {published:5}")
for day, s in SURVIVAL.items():
    (row,) = net.measure(ll.deliberation.survival(at=day), on=END)
    print(f"of 100 000 still open after day {day:<3} {1e5 * row['value']:5.0f} {1e5 * s:5.0f}")
