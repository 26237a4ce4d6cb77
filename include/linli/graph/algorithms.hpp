// SPDX-License-Identifier: Apache-2.0
// Boost's algorithms on our graphs, with plain vectors as results and a way to stop.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>

#include <linli/core/parallel.hpp>
#include <linli/graph/vocabulary.hpp>

namespace linli {

namespace detail {
// The values of vertices, kept in a vector. An algorithm that writes them can be stopped there.
template <class T>
struct watched_values : boost::put_get_helper<T&, watched_values<T>> {
  using key_type = std::size_t;
  using value_type = T;
  using reference = T&;
  using category = boost::lvalue_property_map_tag;

  explicit watched_values(std::vector<T>& into) : values(into.data()) {}
  T& operator[](std::size_t v) const {
    throw_if_stopped();
    return values[v];
  }

  T* values;
};
}  // namespace detail

// The component of each vertex, numbered in the order of their first vertices.
template <is_boost_graph G>
std::vector<std::size_t> connected_components(const G& g) {
  auto component = std::vector<std::size_t>(num_vertices(g));
  boost::connected_components(g, detail::watched_values(component));
  return component;
}

// The largest k for which each vertex is in the k-core; parallel edges count each.
template <is_boost_graph G>
std::vector<std::size_t> core_numbers(const G& g) {
  auto core = std::vector<std::size_t>(num_vertices(g));
  boost::core_numbers(g, detail::watched_values(core));
  return core;
}

// The vertices without which what they connect falls apart, ascending.
template <is_boost_graph G>
std::vector<std::size_t> articulation_points(const G& g) {
  auto found = std::vector<std::size_t>();
  boost::articulation_points(g, std::back_inserter(found));
  std::sort(found.begin(), found.end());
  return found;
}

// Over all pairs of others, the share of their shortest paths that pass each vertex: a pair counts
// once in an undirected graph, in each direction in a directed one.
template <is_boost_graph G>
std::vector<double> betweenness(const G& g) {
  auto between = std::vector<double>(num_vertices(g));
  boost::brandes_betweenness_centrality(g, detail::watched_values(between));
  return between;
}

}  // namespace linli
