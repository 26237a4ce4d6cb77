// SPDX-License-Identifier: Apache-2.0
// A hash of what a network says, by external ids: the same whatever the order of rows or their history.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/hash.hpp>
#include <linli/model/network.hpp>

namespace linli {

namespace detail {

// Whole numbers hash alike whether they came as integers or numbers; a null cell hashes to nothing.
inline std::uint64_t cell_hash(const network& net, const table_rule& rule, const named_column& c, std::size_t row) {
  const auto name_hash = hash_of(c.name);
  if (c.values.type() == value_type::reference) {
    const auto stored = c.values.codes()[row];
    if (stored == outside) return hash_of("outside", name_hash);
    const auto node = kinds_of(*column_named(rule, c.name)).decode(stored);
    return hash_of(net.id_of(node), name_hash ^ hash_of(name_of(net.table_of(node))));
  }
  if (c.values.type() == value_type::number) {
    const auto x = c.values.numbers()[row];
    if (std::abs(x) < 9e15 && x == std::floor(x))
      return hash_of(std::to_string(static_cast<std::int64_t>(x)), name_hash);
  }
  return hash_of(c.values.text(row), name_hash);
}

// Events at equal times are taken in file order, so their order is content.
inline std::vector<std::uint64_t> ranks_among_ties(const network& net) {
  const auto& events = net.rows(table_id::issue_events);
  const auto& at = events["at"].instants();
  const auto& of_issue = net.rows_by(table_id::issue_events, "issue", node_kind::issue);
  auto ranks = std::vector<std::uint64_t>(events.rows, 0);
  for (std::size_t issue = 0; issue < of_issue.size(); ++issue) {
    const auto rows = of_issue[issue];
    for (std::size_t k = 1; k < rows.size(); ++k)
      if (at[static_cast<std::size_t>(rows[k])] == at[static_cast<std::size_t>(rows[k - 1])])
        ranks[static_cast<std::size_t>(rows[k])] = ranks[static_cast<std::size_t>(rows[k - 1])] + 1;
  }
  return ranks;
}

}  // namespace detail

inline std::string fingerprint(const network& net) {
  digest whole;
  const auto ranks = detail::ranks_among_ties(net);
  for (const auto& rule : schema) {
    const auto& rows = net.rows(rule.id);
    for (std::size_t i = 0; i < rows.rows; ++i) {
      if (is_group_table(rule.id) && net.table_of_group(static_cast<std::int32_t>(i)) != rule.id) continue;
      std::uint64_t h = hash_of(rule.name);
      for (const auto& c : rows.columns)
        if (!c.values.is_null(i)) h += mix(detail::cell_hash(net, rule, c, i));
      if (rule.id == table_id::issue_events) h += mix(ranks[i]);
      whole.add(mix(h));
    }
  }
  whole.add(hash_of(text_of(net.persons_are())));
  whole.add(hash_of(text_of(net.origin())) + 1);
  for (const auto& kind : net.scheme().kinds)
    whole.add(hash_of(kind.key, hash_of(name_of(kind.table)) ^ hash_of(kind.found_as)));
  char text[40];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(whole.high),
                static_cast<unsigned long long>(whole.low));
  return text;
}

}  // namespace linli
