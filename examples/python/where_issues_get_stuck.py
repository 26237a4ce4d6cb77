# SPDX-License-Identifier: Apache-2.0
"""Question 6: where do issues get stuck: at which step, level or supporting unit?

Issues still open are censored, not left out; the median stay has log–log limits, and no upper one
where too few have left. The district is synthetic.
"""

import linli as ll

net = ll.examples.district(seed=1)
print("Of the issues raised in 2022, the share that reached each state (Wilson):")
for row in net.measure("deliberation.funnel", within="d1", during="2022", level=0.95):
    if row["value"] is not None:
        of = f"{row['numerator']:.0f} of {row['denominator']:.0f}"
        print(f"  {row['state']:<12} {of:>10}  ({row['low']:.1%} to {row['high']:.1%})")
for by in ("state", "actor"):
    state = "escalated" if by == "actor" else None
    table = net.measure(ll.deliberation.dwell(state=state), by=by, within="d1", level=0.95)
    print(f"\nMedian days in {state or 'each state'} until the next event, longest first, by {by}:")
    known = [row for row in table if row["low"] and row["low"] != row["high"]]  # not of one alone
    for row in sorted(known, key=lambda row: -row["value"])[:6]:
        ends = ["?" if row[end] is None else f"{row[end]:.0f}" for end in ("low", "high")]
        print(f"  {row[by]:<12} {row['value']:5.0f}  ({ends[0]} to {ends[1]})")
print("\nDo issues of 2022 close at the same rate in all subdistricts?")
print(ll.log_rank(net, by="subdistrict", within="d1", during="2022"))
print(f"origin: {net.origin}")
