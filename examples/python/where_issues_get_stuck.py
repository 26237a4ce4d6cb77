# SPDX-License-Identifier: Apache-2.0
"""Question 6: where do issues get stuck: at which step, level or supporting unit?

Issues still open are censored, not left out; the median stay in a state has log–log limits. The
district is synthetic.
"""

import linli as ll

net = ll.examples.district(seed=1)
print("Of the issues raised in 2022, share that reached each state (Wilson, of all raised):")
for row in net.measure("deliberation.funnel", during="2022", level=0.95):
    print(f"  {row['state']:<12} {row['value']:6.1%}  ({row['low']:.1%} to {row['high']:.1%})")

print("\nMedian days from entering a state to the next event:")
for row in net.measure("deliberation.dwell", by="state", level=0.95):
    if row["value"] is not None:
        high = "?" if row["high"] is None else f"{row['high']:.0f}"
        print(f"  {row['state']:<12} {row['value']:5.0f}  ({row['low']:.0f} to {high})")

print("\nThe units with whom an escalated issue stays longest, median days:")
waits = net.measure(ll.deliberation.dwell(state="escalated"), by="actor", level=0.95)
known = [row for row in waits if row["value"] is not None and row["actor"] is not None]
for row in sorted(known, key=lambda row: -row["value"])[:5]:
    print(f"  {row['actor']:<12} {row['value']:5.0f}  (from {row['low'] or 0:.0f})")
print("\n" + str(ll.log_rank(net, by="subdistrict", during="2022")))
