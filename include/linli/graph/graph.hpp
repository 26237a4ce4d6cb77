// SPDX-License-Identifier: Apache-2.0
// The graph of a network on a date: the nodes that chosen relations touch, and who is tied to whom.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/graph/node_ranges.hpp>
#include <linli/graph/relations.hpp>
#include <linli/graph/simple_graph.hpp>
#include <linli/model/in_force.hpp>

namespace linli {

struct graph_options {
  std::vector<std::string> relations{"observed"};  // or "designed", or relations by name
  instant on{};                                    // null: the network's own date
};

// What the edges of a graph are.
struct graph_source {
  std::vector<std::string> relations;  // each by its own name
  instant on;
  bool by_design = false;  // some edges are laid down: what is found may be found by design
};

template <bool Directed>
struct network_graph : simple_graph<Directed> {
  network_graph() = default;
  network_graph(graph_source from, simple_graph<Directed> graph)
      : simple_graph<Directed>(std::move(graph)), source(std::move(from)) {}

  bool by_design() const { return source.by_design; }
  // The vertex of a node, if the graph touches it.
  std::optional<std::size_t> find(node_ref node) const {
    const auto nodes = this->nodes();
    const auto key = [](node_ref n) { return std::pair(n.kind, n.row); };
    const auto at =
        std::lower_bound(nodes.begin(), nodes.end(), node, [&](node_ref a, node_ref b) { return key(a) < key(b); });
    if (at == nodes.end() || *at != node) return std::nullopt;
    return static_cast<std::size_t>(at - nodes.begin());
  }

  graph_source source;
};

using graph = network_graph<false>;
using digraph = network_graph<true>;

namespace detail {
// Whether a row of a link counts at a moment. A designed edge must be in force, and so must the
// groups that it binds (of a membership the group alone, as in every count of members). An observed
// one must have happened by then.
class link_reader {
 public:
  link_reader(const network& net, const bound_link& l, moment at)
      : at_(at), membership_(l.rule().table == table_id::memberships) {
    const auto& rows = net.rows(l.rule().table);
    if (is_designed(l.rule().relation)) {
      rows_in_force_.emplace(rows, at);
      groups_in_force_.emplace(net.rows(node_kind::group), at);
    }
    if (l.rule().table == table_id::attendances) meeting_dates_ = &net.rows(node_kind::meeting)["date"].instants();
    if (const auto column = date_column(l.rule().table); !column.empty()) dates_ = &rows[column].instants();
  }

  bool counts(std::int32_t row, const link_ends& ends) const {
    if (dates_) return at_.has_reached((*dates_)[static_cast<std::size_t>(row)]);
    if (meeting_dates_) return at_.has_reached((*meeting_dates_)[static_cast<std::size_t>(ends.to.row)]);
    if (!rows_in_force_) return true;
    return (*rows_in_force_)(row) && (membership_ || is_in_force(ends.from)) && is_in_force(ends.to);
  }

 private:
  static std::string_view date_column(table_id table) {
    switch (table) {
      case table_id::issue_events: return "at";
      case table_id::issues: return "raised_at";
      case table_id::meetings: return "date";
      default: return "";
    }
  }
  bool is_in_force(node_ref node) const { return node.kind != node_kind::group || (*groups_in_force_)(node.row); }

  moment at_;
  bool membership_;
  std::optional<rows_in_force> rows_in_force_;
  std::optional<rows_in_force> groups_in_force_;
  const paged<instant>* dates_ = nullptr;
  const paged<instant>* meeting_dates_ = nullptr;
};

// The pairs that the links give at a moment, in vertex numbers over all nodes.
inline std::vector<weighted_pair> pairs_of(const network& net, const node_ranges& ranges,
                                           const std::vector<link_rule>& rules, moment at) {
  auto pairs = std::vector<weighted_pair>();
  for (const auto& rule : rules) {
    const auto l = bound_link(net, rule);
    const auto reader = link_reader(net, l, at);
    for (std::int32_t row = 0; static_cast<std::size_t>(row) < l.rows(); ++row) {
      const auto ends = l.ends(row);
      if (!ends || ends->from == ends->to || !reader.counts(row, *ends)) continue;
      pairs.push_back(
          {static_cast<std::int32_t>(ranges.vertex(ends->from)), static_cast<std::int32_t>(ranges.vertex(ends->to))});
    }
  }
  return pairs;
}

// Numbers anew the vertices that pairs touch, keeping their order; gives their nodes.
inline std::vector<node_ref> compact(const node_ranges& ranges, std::vector<weighted_pair>& pairs) {
  auto numbers = std::vector<std::int32_t>(ranges.size(), -1);
  for (const auto& p : pairs)
    numbers[static_cast<std::size_t>(p.source)] = numbers[static_cast<std::size_t>(p.target)] = 0;
  auto nodes = std::vector<node_ref>();
  for (std::size_t v = 0; v < numbers.size(); ++v) {
    if (numbers[v] < 0) continue;
    numbers[v] = static_cast<std::int32_t>(nodes.size());
    nodes.push_back(ranges.node(v));
  }
  for (auto& p : pairs) {
    p.source = numbers[static_cast<std::size_t>(p.source)];
    p.target = numbers[static_cast<std::size_t>(p.target)];
  }
  return nodes;
}
}  // namespace detail

// Directed, edges run from who acts, belongs or is subject to the other: member to group, place to
// parent.
template <bool Directed>
network_graph<Directed> make_network_graph(const network& net, const graph_options& options) {
  const auto rules = links_named(options.relations);
  auto from = graph_source{{}, options.on.is_null() ? net.as_of() : options.on};
  for (const auto& rule : rules) {
    if (from.relations.empty() || from.relations.back() != rule.relation) from.relations.emplace_back(rule.relation);
    from.by_design = from.by_design || is_designed(rule.relation);
  }
  const auto ranges = node_ranges(net);
  if (ranges.size() > std::numeric_limits<std::int32_t>::max()) throw measure_error("too many nodes for one graph");
  auto pairs = detail::pairs_of(net, ranges, rules, moment{from.on});
  auto nodes = detail::compact(ranges, pairs);
  return {std::move(from), simple_graph<Directed>(std::move(nodes), std::move(pairs))};
}
inline graph make_graph(const network& net, const graph_options& options = {}) {
  return make_network_graph<false>(net, options);
}
inline digraph make_digraph(const network& net, const graph_options& options = {}) {
  return make_network_graph<true>(net, options);
}

}  // namespace linli
