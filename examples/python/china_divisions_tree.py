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
    above = table[parent] if parent else ["CN"] * len(table["code"])
    new = {"id": table["code"], "level": [level] * len(above), "parent": above}
    places = {key: places[key] + cells for key, cells in (new | {"name": table["name"]}).items()}
places["is_jiedao"] = [name.endswith("街道") for name in places["name"]]
net = ll.Network(places=places)  # raises a DataError that names every orphan, were there any
jiedao = "counts.places(of_level=township) where place.is_jiedao=true"
asked = {level: ll.counts.places(of_level=level) for level, *_ in LEVELS} | {"街道": jiedao}
for name, published in zip(asked, [*(row[-1] for row in LEVELS), 9112], strict=True):
    print(f"{name:<10} {net.measure(asked[name])['value'][0]:6.0f}  {published:9}")
print(net.measure(jiedao, by="province"))
