// SPDX-License-Identifier: Apache-2.0
// The rules that look at more than one cell: trees without cycles, intervals that run forward.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/draft.hpp>
#include <linli/model/place_tree.hpp>

namespace linli::detail {

inline const column* find_column(const draft& in, std::string_view name) {
  for (const auto& c : in.columns)
    if (c.name == name) return &c.values;
  return nullptr;
}

inline void check_interval(draft& in, notary& notes) {
  const auto* since = find_column(in, "since");
  const auto* until = find_column(in, "until");
  if (!since || !until) return;
  for (std::size_t i = 0; i < in.rows(); ++i) {
    if (since->is_null(i) || until->is_null(i) || until->instants()[i] >= since->instants()[i]) continue;
    notes.fault(in, i, "until", "until_before_since", "until " + until->text(i) + " is before since " + since->text(i));
  }
}

// The rows that lie on a cycle of `parents` (-1: none), each by following its parents once.
inline std::vector<std::size_t> rows_on_cycles(const std::vector<std::int32_t>& parents) {
  enum : std::uint8_t { unseen, entered, done };
  auto state = std::vector<std::uint8_t>(parents.size(), unseen);
  std::vector<std::size_t> found;
  std::vector<std::size_t> path;
  for (std::size_t start = 0; start < parents.size(); ++start) {
    path.clear();
    auto at = static_cast<std::int32_t>(start);
    while (at >= 0 && state[static_cast<std::size_t>(at)] == unseen) {
      state[static_cast<std::size_t>(at)] = entered;
      path.push_back(static_cast<std::size_t>(at));
      at = parents[static_cast<std::size_t>(at)];
    }
    if (at >= 0 && state[static_cast<std::size_t>(at)] == entered) {
      const auto first = std::find(path.begin(), path.end(), static_cast<std::size_t>(at));
      found.insert(found.end(), first, path.end());
    }
    for (const auto row : path) state[row] = done;
  }
  return found;
}

// The parents of a table in its own rows; `offset` is where its rows begin among all groups.
inline std::vector<std::int32_t> parents_of(const draft& in, std::int32_t offset) {
  auto parents = std::vector<std::int32_t>(in.rows(), -1);
  const auto* refs = find_column(in, "parent");
  for (std::size_t i = 0; refs && i < in.rows(); ++i)
    if (!refs->is_null(i)) parents[i] = refs->codes()[i] - offset;
  return parents;
}

inline void check_cycles(draft& in, std::int32_t offset, notary& notes) {
  for (const auto row : rows_on_cycles(parents_of(in, offset)))
    notes.fault(in, row, "parent", "cycle", "following the parents from here leads back here");
}

// A level may not contain itself. Rows on cycles are left out.
inline void check_levels(draft& in, notary& notes) {
  const auto* levels = find_column(in, "level");
  auto parents = parents_of(in, 0);
  for (std::size_t i = 0; i < parents.size(); ++i)
    if (in.bad[i]) parents[i] = -1;
  auto codes = std::vector<std::int32_t>(in.rows());
  for (std::size_t i = 0; i < in.rows(); ++i) codes[i] = levels->codes()[i];
  const auto tree = place_tree(parents, codes);
  std::vector<std::int32_t> path;
  auto on_path = std::vector<int>(levels->words().size() + 1, 0);
  const auto depth_at = [&](std::int32_t place) -> int& {
    return on_path[static_cast<std::size_t>(codes[static_cast<std::size_t>(place)] + 1)];
  };
  for (const auto place : tree.order()) {
    while (!path.empty() && path.back() != tree.parent(place)) {
      --depth_at(path.back());
      path.pop_back();
    }
    if (depth_at(place) > 0 && !levels->is_null(static_cast<std::size_t>(place)))
      notes.fault(in, static_cast<std::size_t>(place), "level", "level_inside_itself",
                  "a " + levels->text(static_cast<std::size_t>(place)) + " lies inside another");
    ++depth_at(place);
    path.push_back(place);
  }
}

// Where a good row names a bad one, it must stay out too, until none does.
inline void spread_faults(std::array<draft, table_count>& drafts, const std::array<std::int32_t, table_count>& offsets,
                          notary& notes) {
  const auto is_bad = [&](node_ref node) {
    for (const auto& rule : schema) {
      if (node_kind_of(rule.id) != node.kind) continue;
      const auto& target = drafts[static_cast<std::size_t>(rule.id)];
      const auto local = node.row - (node.kind == node_kind::group ? offsets[static_cast<std::size_t>(rule.id)] : 0);
      if (local >= 0 && local < static_cast<std::int32_t>(target.rows()))
        return target.bad[static_cast<std::size_t>(local)] != 0;
    }
    return false;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& in : drafts) {
      for (const auto& c : in.columns) {
        if (c.values.type() != value_type::reference) continue;
        const auto kinds = kinds_of(*column_named(*in.rule, c.name));
        for (std::size_t i = 0; i < in.rows(); ++i) {
          const auto stored = c.values.codes()[i];
          if (in.bad[i] || stored < 0 || !is_bad(kinds.decode(stored))) continue;
          notes.fault(in, i, c.name, "dangling_reference", "the row that it names was set aside");
          changed = true;
        }
      }
    }
  }
}

}  // namespace linli::detail
