// SPDX-License-Identifier: Apache-2.0
// The vocabulary of Boost.Graph, once for both of our graphs: free functions and property maps.
#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/distance.hpp>
#include <boost/property_map/property_map.hpp>

namespace linli {

// A graph that derives from this has vertices 0, 1, ... and the members used below. Boost's traits
// read its nested types, also through a const graph.
struct boost_graph {
  using vertex_descriptor = std::size_t;
  struct traversal_category : boost::vertex_list_graph_tag,
                              boost::edge_list_graph_tag,
                              boost::bidirectional_graph_tag,
                              boost::adjacency_graph_tag {};
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using vertex_iterator = boost::counting_iterator<std::size_t>;

  static vertex_descriptor null_vertex() { return static_cast<std::size_t>(-1); }
};

template <class G>
concept is_boost_graph = std::derived_from<std::remove_const_t<G>, boost_graph>;

template <is_boost_graph G>
auto vertices(const G& g) {
  return std::pair(boost_graph::vertex_iterator(0), boost_graph::vertex_iterator(g.vertex_count()));
}
template <is_boost_graph G>
std::size_t num_vertices(const G& g) {
  return g.vertex_count();
}
template <is_boost_graph G>
auto edges(const G& g) {
  return g.all_edges();
}
template <is_boost_graph G>
std::size_t num_edges(const G& g) {
  return g.edge_count();
}
template <is_boost_graph G>
std::size_t source(const typename G::edge_descriptor& e, const G&) {
  return e.source;
}
template <is_boost_graph G>
std::size_t target(const typename G::edge_descriptor& e, const G&) {
  return e.target;
}
template <is_boost_graph G>
auto out_edges(std::size_t v, const G& g) {
  return g.out_edges_of(v);
}
template <is_boost_graph G>
auto in_edges(std::size_t v, const G& g) {
  return g.in_edges_of(v);
}
template <is_boost_graph G>
std::size_t out_degree(std::size_t v, const G& g) {
  const auto found = out_edges(v, g);
  return static_cast<std::size_t>(boost::iterators::distance(found.first, found.second));
}
template <is_boost_graph G>
std::size_t in_degree(std::size_t v, const G& g) {
  const auto found = in_edges(v, g);
  return static_cast<std::size_t>(boost::iterators::distance(found.first, found.second));
}
// Undirected, the outward and the inward edges of a vertex are the same edges.
template <is_boost_graph G>
std::size_t degree(std::size_t v, const G& g) {
  return boost::is_directed(g) ? out_degree(v, g) + in_degree(v, g) : out_degree(v, g);
}
template <is_boost_graph G>
auto adjacent_vertices(std::size_t v, const G& g) {
  using iterator = typename G::adjacency_iterator;
  const auto found = out_edges(v, g);
  return std::pair(iterator(found.first, &g), iterator(found.second, &g));
}

template <class G>
struct edge_index_of : boost::put_get_helper<std::size_t, edge_index_of<G>> {
  using key_type = typename G::edge_descriptor;
  using value_type = std::size_t;
  using reference = std::size_t;
  using category = boost::readable_property_map_tag;

  edge_index_of() = default;
  explicit edge_index_of(const G& g) : graph(&g) {}
  std::size_t operator[](const key_type& e) const { return graph->edge_index(e); }

  const G* graph = nullptr;
};

template <is_boost_graph G>
boost::identity_property_map get(boost::vertex_index_t, const G&) {
  return {};
}
template <is_boost_graph G>
std::size_t get(boost::vertex_index_t, const G&, std::size_t v) {
  return v;
}
template <is_boost_graph G>
edge_index_of<G> get(boost::edge_index_t, const G& g) {
  return edge_index_of<G>(g);
}
template <is_boost_graph G>
std::size_t get(boost::edge_index_t, const G& g, const typename G::edge_descriptor& e) {
  return g.edge_index(e);
}

}  // namespace linli

namespace boost {
template <class G>
struct property_map<G, vertex_index_t, std::enable_if_t<linli::is_boost_graph<G>>> {
  using type = identity_property_map;
  using const_type = type;
};
template <class G>
struct property_map<G, edge_index_t, std::enable_if_t<linli::is_boost_graph<G>>> {
  using type = linli::edge_index_of<std::remove_const_t<G>>;
  using const_type = type;
};
}  // namespace boost
