# SPDX-License-Identifier: Apache-2.0
"""How long building complaints stay open in New York, beside what R's survival package prints.

Source: NYC Open Data, by the R package modeldatatoo (MIT). A complaint with the status ACTIVE has
not ended, so its days are a lower bound. Only lengths of time were published: every complaint is
laid so that its days end on one made-up day, on which the closed ones close.
"""

from datetime import date, timedelta

import linli as ll
from public_data import columns

END = date(2023, 12, 31)
MEDIAN = {"NYC": 14, "Bronx": 11, "Brooklyn": 13, "Manhattan": 6, "Queens": 32, "Staten Island": 19}
SURVIVAL = {1: 0.84010, 7: 0.58272, 30: 0.34943, 60: 0.17369, 90: 0.08861}

complaints = columns("nyc_building_complaints/building_complaints.csv")
numbers = range(len(complaints["status"]))
closed = [i for i in numbers if complaints["status"][i] == "CLOSED"]
raised = [END - timedelta(days=int(days)) for days in complaints["days_to_disposition"]]
levels = ["city"] + ["borough"] * 5
net = ll.Network(
    places={"id": [*MEDIAN], "level": levels, "parent": [None] + ["NYC"] * 5},
    issues={"id": list(numbers), "place": complaints["borough"], "raised_at": raised},
    issue_events={"issue": closed, "state": ["closed"] * len(closed), "at": [END] * len(closed)},
)

print(f"{net.counts['issues']} complaints, of which {len(closed)} are closed\n")
print(f"{'median days to closing':<26} linli  published")
for by in (None, "borough"):
    for row in net.measure("deliberation.time_to", by=by, on=END):
        place = row.get("borough", "NYC")
        print(f"{place:<26} {row['value']:5.0f}  {MEDIAN[place]:9}")
print(f"\n{'days until there closed':<26} linli  published")
for day, s in SURVIVAL.items():  # S is printed to five digits, so half a digit less closed
    (days,) = net.measure(ll.deliberation.time_to(q=1 - s - 5e-6), on=END)["value"]
    print(f"{1 - s:<26.3%} {days:5.0f}  {day:9}")
