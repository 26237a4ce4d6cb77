// SPDX-License-Identifier: Apache-2.0
// A compact simple graph: sorted neighbours in two arrays, weights, and a node behind each vertex.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>

#include <linli/core/error.hpp>
#include <linli/graph/vocabulary.hpp>
#include <linli/model/schema.hpp>

namespace linli {

struct graph_edge {
  std::size_t source = 0;
  std::size_t target = 0;
  std::size_t index = 0;
  friend bool operator==(const graph_edge& a, const graph_edge& b) { return a.index == b.index; }
};

// What a graph is made from: a pair of vertices that something connects, so strongly.
struct weighted_pair {
  std::int32_t source;
  std::int32_t target;
  double weight = 1;
};

// The neighbours of vertex v are entries offsets[v] up to offsets[v + 1], ascending.
struct neighbour_lists {
  std::vector<std::int32_t> offsets;
  std::vector<std::int32_t> neighbours;
  std::vector<std::int32_t> edges;  // the edge that leads to each neighbour

  std::span<const std::int32_t> of(std::size_t v) const {
    const auto first = static_cast<std::size_t>(offsets[v]);
    return std::span(neighbours).subspan(first, static_cast<std::size_t>(offsets[v + 1]) - first);
  }
};

namespace detail {
// Sorts pairs and merges the parallel ones, adding their weights; loops go.
inline void simplify(std::vector<weighted_pair>& pairs, bool directed) {
  std::erase_if(pairs, [](const weighted_pair& p) { return p.source == p.target; });
  if (!directed)
    for (auto& p : pairs)
      if (p.source > p.target) std::swap(p.source, p.target);
  // Stable, so that weights add in the order given: the same bits each time.
  std::stable_sort(pairs.begin(), pairs.end(), [](const weighted_pair& a, const weighted_pair& b) {
    return std::tie(a.source, a.target) < std::tie(b.source, b.target);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept > 0 && pairs[kept - 1].source == pairs[i].source && pairs[kept - 1].target == pairs[i].target)
      pairs[kept - 1].weight += pairs[i].weight;
    else
      pairs[kept++] = pairs[i];
  }
  pairs.resize(kept);
}

// Lists from sorted pairs. Filled in order of the pairs, each list comes out ascending: first the
// smaller neighbours, in whose turn they come, then the larger ones, in the vertex's own turn.
inline neighbour_lists list_neighbours(std::size_t vertices, std::span<const weighted_pair> pairs, bool outward,
                                       bool inward) {
  auto lists = neighbour_lists{std::vector<std::int32_t>(vertices + 1, 0), {}, {}};
  const auto each = [&](auto take) {
    for (std::size_t e = 0; e < pairs.size(); ++e) {
      if (outward) take(static_cast<std::size_t>(pairs[e].source), pairs[e].target, e);
      if (inward) take(static_cast<std::size_t>(pairs[e].target), pairs[e].source, e);
    }
  };
  each([&](std::size_t v, std::int32_t, std::size_t) { ++lists.offsets[v + 1]; });
  for (std::size_t v = 0; v < vertices; ++v) lists.offsets[v + 1] += lists.offsets[v];
  const auto entries = static_cast<std::size_t>(lists.offsets[vertices]);
  lists.neighbours.resize(entries);
  lists.edges.resize(entries);
  auto next = lists.offsets;
  each([&](std::size_t v, std::int32_t other, std::size_t e) {
    const auto at = static_cast<std::size_t>(next[v]++);
    lists.neighbours[at] = other;
    lists.edges[at] = static_cast<std::int32_t>(e);
  });
  return lists;
}
}  // namespace detail

// A value, cheap to copy. Undirected, an edge has one index seen from both of its ends. Two types
// and not one with a switch, for Boost's algorithms ask the type: on a digraph
// `connected_components` must not compile.
template <bool Directed>
class simple_graph : public boost_graph {
  struct contents {
    std::vector<node_ref> nodes;
    std::vector<std::int32_t> sources;
    std::vector<std::int32_t> targets;
    std::vector<double> weights;
    neighbour_lists out;
    neighbour_lists in;  // of a digraph
  };
  struct edge_at {
    const contents* data = nullptr;
    graph_edge operator()(std::size_t e) const {
      return {static_cast<std::size_t>(data->sources[e]), static_cast<std::size_t>(data->targets[e]), e};
    }
  };
  template <bool Inward>
  struct edge_at_entry {
    const neighbour_lists* lists = nullptr;
    std::size_t vertex = 0;
    graph_edge operator()(std::size_t entry) const {
      const auto other = static_cast<std::size_t>(lists->neighbours[entry]);
      const auto index = static_cast<std::size_t>(lists->edges[entry]);
      if constexpr (Inward)
        return {other, vertex, index};
      else
        return {vertex, other, index};
    }
  };

 public:
  static constexpr bool is_directed = Directed;
  using edge_descriptor = graph_edge;
  using directed_category = std::conditional_t<Directed, boost::bidirectional_tag, boost::undirected_tag>;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using edge_iterator = boost::transform_iterator<edge_at, boost::counting_iterator<std::size_t>>;
  using out_edge_iterator = boost::transform_iterator<edge_at_entry<false>, boost::counting_iterator<std::size_t>>;
  using in_edge_iterator = boost::transform_iterator<edge_at_entry<true>, boost::counting_iterator<std::size_t>>;
  using adjacency_iterator =
      typename boost::adjacency_iterator_generator<simple_graph, std::size_t, out_edge_iterator>::type;

  simple_graph() : simple_graph({}, {}) {}
  // Of the vertices 0, 1, ... that stand for `nodes`. Parallel pairs become one edge that bears the
  // sum of their weights; a pair of a vertex with itself is left out.
  simple_graph(std::vector<node_ref> nodes, std::vector<weighted_pair> pairs) {
    check(nodes.size(), pairs);
    detail::simplify(pairs, Directed);
    auto made = std::make_shared<contents>();
    made->out = detail::list_neighbours(nodes.size(), pairs, true, !Directed);
    if (Directed) made->in = detail::list_neighbours(nodes.size(), pairs, false, true);
    made->nodes = std::move(nodes);
    for (const auto& p : pairs) {
      made->sources.push_back(p.source);
      made->targets.push_back(p.target);
      made->weights.push_back(p.weight);
    }
    data_ = std::move(made);
  }

  std::size_t vertex_count() const { return data_->nodes.size(); }
  std::size_t edge_count() const { return data_->sources.size(); }
  node_ref node(std::size_t v) const { return data_->nodes[v]; }
  std::size_t edge_index(const graph_edge& e) const { return e.index; }
  double weight(const graph_edge& e) const { return data_->weights[e.index]; }

  // The arrays themselves, for loops over all and for readers outside.
  std::span<const node_ref> nodes() const { return data_->nodes; }
  std::span<const std::int32_t> sources() const { return data_->sources; }
  std::span<const std::int32_t> targets() const { return data_->targets; }
  std::span<const double> weights() const { return data_->weights; }
  const neighbour_lists& out_lists() const { return data_->out; }
  const neighbour_lists& in_lists() const { return Directed ? data_->in : data_->out; }
  std::span<const std::int32_t> neighbours(std::size_t v) const { return data_->out.of(v); }
  bool has_edge(std::size_t v, std::size_t w) const {
    const auto found = neighbours(v);
    return std::binary_search(found.begin(), found.end(), static_cast<std::int32_t>(w));
  }
  // Keeps the arrays alive for whoever was handed a view of them.
  std::shared_ptr<const void> owner() const { return data_; }

  std::pair<edge_iterator, edge_iterator> all_edges() const {
    const auto at = edge_at{data_.get()};
    return {edge_iterator(counter(0), at), edge_iterator(counter(edge_count()), at)};
  }
  std::pair<out_edge_iterator, out_edge_iterator> out_edges_of(std::size_t v) const {
    return entries<out_edge_iterator>(out_lists(), v, edge_at_entry<false>{&out_lists(), v});
  }
  std::pair<in_edge_iterator, in_edge_iterator> in_edges_of(std::size_t v) const {
    return entries<in_edge_iterator>(in_lists(), v, edge_at_entry<true>{&in_lists(), v});
  }

 private:
  using counter = boost::counting_iterator<std::size_t>;

  template <class Iterator, class At>
  static std::pair<Iterator, Iterator> entries(const neighbour_lists& lists, std::size_t v, At at) {
    const auto end_of = [&](std::size_t i) { return counter(static_cast<std::size_t>(lists.offsets[i])); };
    return {Iterator(end_of(v), at), Iterator(end_of(v + 1), at)};
  }
  static void check(std::size_t vertices, std::span<const weighted_pair> pairs) {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    if (vertices > most || pairs.size() > most / 2) throw measure_error("the graph is too large: over 2^30 pairs");
    for (const auto& p : pairs) {
      const auto low = std::min(p.source, p.target);
      const auto high = std::max(p.source, p.target);
      if (low < 0 || static_cast<std::size_t>(high) >= vertices)
        throw measure_error("an edge names vertex " + std::to_string(low < 0 ? low : high) + " of a graph with " +
                            std::to_string(vertices));
    }
  }

  std::shared_ptr<const contents> data_;
};

template <class G>
concept is_weighted_graph = is_boost_graph<G> && requires(const G& g, const graph_edge& e) {
  { g.weight(e) } -> std::same_as<double>;
};

template <class G>
struct edge_weight_of : boost::put_get_helper<double, edge_weight_of<G>> {
  using key_type = graph_edge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;

  edge_weight_of() = default;
  explicit edge_weight_of(const G& g) : graph(&g) {}
  double operator[](const graph_edge& e) const { return graph->weight(e); }

  const G* graph = nullptr;
};
template <is_weighted_graph G>
edge_weight_of<G> get(boost::edge_weight_t, const G& g) {
  return edge_weight_of<G>(g);
}
template <is_weighted_graph G>
double get(boost::edge_weight_t, const G& g, const graph_edge& e) {
  return g.weight(e);
}

}  // namespace linli

namespace boost {
template <class G>
struct property_map<G, edge_weight_t, std::enable_if_t<linli::is_weighted_graph<G>>> {
  using type = linli::edge_weight_of<std::remove_const_t<G>>;
  using const_type = type;
};
}  // namespace boost
