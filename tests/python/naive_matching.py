# SPDX-License-Identifier: Apache-2.0
"""Matching of persons as the docstring of `linli.match_persons` reads, every row with every row."""

from __future__ import annotations

from itertools import combinations, product

FIELDS = ("name", "birth_date", "sex", "phone", "place")
IDENTIFYING = ("birth_date", "phone")
MAY_CHANGE = ("phone", "place")


def words(name):
    return [] if name is None else name.lower().replace("·", " ").split()


def left_out(text):
    return {text} | {text[:i] + text[i + 1 :] for i in range(len(text))}


def alike(one, other):
    """How many characters two names have alike: all, all but one, or None where neither is so."""
    texts = ["".join(words(name)) for name in (one, other)]
    if min(map(len, texts)) >= 2:
        turned = [
            {"".join(w[i:] + w[:i]) for i in range(len(w))} for w in (words(one), words(other))
        ]
        if turned[0] & turned[1]:
            return len(texts[0])
    common = [len(text) for text in left_out(texts[0]) & left_out(texts[1]) if text]
    return max(common) if common else None


def outcome(field, one, other):
    if field == "name":
        one, other = ("".join(words(x)) or None for x in (one, other))
    if one is None or other is None:
        return "unknown"
    return "agree" if one == other else "differ"


def judged(one, other):
    """The outcome of each field, or None where the two rows are no possible pair."""
    found = {field: outcome(field, one.get(field), other.get(field)) for field in FIELDS}
    agreeing = sum(found[field] == "agree" for field in IDENTIFYING)
    needed = 0
    if found["name"] == "differ":
        common = alike(one["name"], other["name"])
        if common is None:
            return None
        found["name"] = "near"
        needed = 1 if common >= 2 else 2
    elif found["name"] == "unknown":
        needed = 2
    if any(found[field] == "differ" for field in FIELDS if field not in MAY_CHANGE):
        return None
    return found if agreeing >= needed else None


def is_full(found):
    agreed = any(found[field] == "agree" for field in IDENTIFYING)
    return found["name"] == "agree" and agreed and "differ" not in found.values()


def kept_rows(rosters):
    """(roster, row) of the rows that repeat no other."""
    return [
        (name, i)
        for name, rows in rosters.items()
        for i, row in enumerate(rows)
        if row not in rows[:i]
    ]


def possible(rosters):
    """Both rows of each possible pair, with the outcomes of its fields."""
    found = {}
    for a, b in combinations(kept_rows(rosters), 2):
        if a[0] != b[0]:
            outcomes = judged(rosters[a[0]][a[1]], rosters[b[0]][b[1]])
            if outcomes is not None:
                found[a, b] = outcomes
    return found


def groups_of(rows, pairs):
    """The rows as pairs join them."""
    group = {row: {row} for row in rows}
    for a, b in pairs:
        joined = group[a] | group[b]
        for row in joined:
            group[row] = joined
    return [set(g) for g in {frozenset(g) for g in group.values()}]


def is_person(group, pairs):
    return all((a, b) in pairs or (b, a) in pairs for a, b in combinations(sorted(group), 2))


def matched(rosters):
    """The kind of each possible pair."""
    pairs = possible(rosters)

    def alone(pair, among):
        return not any(
            other != pair
            and {row[0] for row in other} == {row[0] for row in pair}
            and set(other) & set(pair)
            for other in among
        )

    full = [pair for pair, found in pairs.items() if is_full(found)]
    kinds = {}
    for pair, found in pairs.items():
        enough = "differ" not in found.values() or any(
            found[field] == "agree" for field in IDENTIFYING
        )
        kinds[pair] = "likely" if enough and alone(pair, pairs) else "ambiguous"
        if pair in full:
            kinds[pair] = "exact" if alone(pair, full) else "ambiguous"
    for accepted, doubted in ((("exact",), "exact"), (("exact", "likely"), "likely")):
        taken = [pair for pair, kind in kinds.items() if kind in accepted]
        for group in groups_of(kept_rows(rosters), taken):
            if not is_person(group, pairs):
                for pair in taken:
                    if pair[0] in group and kinds[pair] == doubted:
                        kinds[pair] = "ambiguous"
    return kinds


def fewest(rosters):
    """The least number of persons, over all ways to make persons of the rows."""
    pairs, rows = possible(rosters), kept_rows(rosters)
    best = len(rows)

    def place(i, groups):
        nonlocal best
        if i == len(rows):
            best = min(best, len(groups))
            return
        for g in range(len(groups)):
            if is_person([*groups[g], rows[i]], pairs):
                place(i + 1, [*groups[:g], [*groups[g], rows[i]], *groups[g + 1 :]])
        place(i + 1, [*groups, [rows[i]]])

    place(0, [])
    return best


def most(rosters):
    kinds = matched(rosters)
    exact = [pair for pair, kind in kinds.items() if kind == "exact"]
    return len(groups_of(kept_rows(rosters), exact))


def every_name(letters, length):
    return ["".join(chosen) for n in range(1, length + 1) for chosen in product(letters, repeat=n)]
