// SPDX-License-Identifier: Apache-2.0
// The dimensions that are no attribute of a row: kinds, kinds present, states, outcomes, actors.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/catalogue.hpp>
#include <linli/measure/dimension.hpp>
#include <linli/measure/group_selection.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// The kinds for which people come to meetings; of what is no team's kind, only what someone came for.
inline dimension kind_present_dimension(const context& made, const std::string& name, role of) {
  const auto present = kinds_present(made);
  auto used = std::vector<std::uint8_t>(present.labels().size(), 0);
  std::fill_n(used.begin(), present.of_scheme(), std::uint8_t{1});
  for (std::size_t row = 0; row < made.net->rows(table_id::attendances).rows; ++row)
    if (const auto kind = present.of_row(static_cast<std::int32_t>(row)); kind >= 0)
      used[static_cast<std::size_t>(kind)] = 1;
  dimension found{name, of, {}, {}, false};
  auto codes = std::vector<std::int32_t>(used.size(), -1);
  for (std::size_t k = 0; k < used.size(); ++k) {
    if (!used[k]) continue;
    codes[k] = static_cast<std::int32_t>(found.labels.size());
    found.labels.push_back(present.labels()[k]);
  }
  found.code = [codes](std::int32_t kind) { return codes[static_cast<std::size_t>(kind)]; };
  return found;
}

// The scheme's kinds, or those of the group table that is counted.
inline dimension kind_dimension(const definition& what, const context& made) {
  if (!what.name.starts_with("counts.")) {
    dimension found{"kind", role::group, {}, made.scheme.keys(), false};
    found.code = [kinds = made.kinds](std::int32_t group) { return (*kinds)[static_cast<std::size_t>(group)]; };
    return found;
  }
  const bool of_services = what.name == "counts.sessions" || what.name == "counts.helped";
  const auto table = *table_named(of_services ? "services" : made.word("table", "teams"));
  auto own = kinds_in_table(*made.net, table);
  dimension found{"kind", role::group, {}, std::move(own.kinds), false};
  found.code = [kinds = std::move(own.of_group)](std::int32_t group) { return kinds[static_cast<std::size_t>(group)]; };
  return found;
}

enum class state_set { in_order, not_final, any };

inline dimension state_dimension(state_set wanted) {
  dimension found{"state", role::state, {}, {}, false};
  auto codes = std::vector<std::int32_t>(issue_states.size(), -1);
  for (std::size_t s = 0; s < issue_states.size(); ++s) {
    const auto state = static_cast<std::int32_t>(s);
    if ((wanted == state_set::in_order && !in_order(state)) || (wanted == state_set::not_final && is_final(state)))
      continue;
    codes[s] = static_cast<std::int32_t>(found.labels.size());
    found.labels.emplace_back(issue_states[s]);
  }
  found.code = [codes](std::int32_t state) { return codes[static_cast<std::size_t>(state)]; };
  return found;
}

// What became of people helped; its code stands where a state would.
inline dimension outcome_dimension(const network& net) {
  const auto& outcomes = net.rows(table_id::service_counts)["outcome"];
  return attribute_dimension("outcome", {role::state, &outcomes, {}, {}, "outcome"});
}

// The groups that act in some event.
inline dimension actor_dimension(const network& net) {
  const auto& actors = net.rows(table_id::issue_events)["actor"].codes();
  auto codes = std::vector<std::int32_t>(net.rows(node_kind::group).rows, -1);
  for (std::size_t e = 0; e < actors.size(); ++e)
    if (actors[e] >= 0) codes[static_cast<std::size_t>(actors[e])] = 0;
  bool integers = true;
  for (const auto& rule : schema)
    if (is_group_table(rule.id) && net.row_count(rule.id) > 0) integers = integers && net.has_integer_ids(rule.id);
  dimension found{"actor", role::actor, {}, {}, integers};
  for (std::size_t g = 0; g < codes.size(); ++g) {
    if (codes[g] < 0) continue;
    codes[g] = static_cast<std::int32_t>(found.labels.size());
    found.labels.push_back(net.id_of({node_kind::group, static_cast<std::int32_t>(g)}));
  }
  found.code = [codes](std::int32_t group) { return codes[static_cast<std::size_t>(group)]; };
  return found;
}

}  // namespace linli::detail
