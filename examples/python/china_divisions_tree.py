# SPDX-License-Identifier: Apache-2.0
"""China's divisions as one place tree, counted beside the published numbers.

Source: modood/Administrative-divisions-of-China (WTFPL), from the National Bureau of Statistics.
"""

import linli as ll
from public_data import columns

# Level, file, the column that holds the parent's code, how many the source lists.
LEVELS = (
    ("province", "provinces", None, 31),
    ("city", "cities", "provinceCode", 342),
    ("county", "areas", "cityCode", 2978),
    ("township", "streets", "areaCode", 41_352),
)

places = {"id": ["CN"], "level": ["country"], "parent": [None], "name": ["中国"]}
for level, file, parent, _ in LEVELS:
    table = columns(f"china_divisions/{file}.csv")
    places["id"] += table["code"]
    places["level"] += [level] * len(table["code"])
    places["parent"] += table[parent] if parent else ["CN"] * len(table["code"])
    places["name"] += table["name"]
places["is_jiedao"] = [name.endswith("街道") for name in places["name"]]

net = ll.Network(places=places)  # raises a DataError that names every orphan, were there any
print("divisions                linli  published")
for level, _, _, published in LEVELS:
    (count,) = net.measure(ll.counts.places(of_level=level))["value"]
    print(f"{level:<23} {count:6.0f}  {published:9}")
(count,) = net.measure("counts.places(of_level=township) where place.is_jiedao=true")["value"]
print(f"{'townships called 街道':<21} {count:6.0f}  {9112:9}\n")
print(net.measure("counts.places(of_level=township) where place.is_jiedao=true", by="province"))
