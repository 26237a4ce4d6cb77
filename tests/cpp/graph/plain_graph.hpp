// SPDX-License-Identifier: Apache-2.0
// Graph measures by their definitions, slow and plain, and the same by Boost.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>

namespace linli::testing {

// How many edges run between each two vertices; a loop counts twice at its vertex.
using edge_counts = std::vector<std::vector<int>>;

inline edge_counts counts_of(std::size_t vertices, const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  auto counts = edge_counts(vertices, std::vector<int>(vertices, 0));
  for (const auto& [a, b] : pairs) {
    ++counts[a][b];
    ++counts[b][a];
  }
  return counts;
}

// The least vertex that each vertex reaches without passing `removed`.
inline std::vector<std::size_t> plain_components(const edge_counts& g, std::size_t removed = static_cast<std::size_t>(-1)) {
  auto least = std::vector<std::size_t>(g.size());
  for (std::size_t v = 0; v < g.size(); ++v) least[v] = v;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t v = 0; v < g.size(); ++v)
      for (std::size_t w = 0; w < g.size(); ++w)
        if (g[v][w] > 0 && v != removed && w != removed && least[w] < least[v]) {
          least[v] = least[w];
          changed = true;
        }
  }
  return least;
}

inline std::size_t component_count(const std::vector<std::size_t>& labels) { return std::set(labels.begin(), labels.end()).size(); }

// Without a cut vertex there are more components than before; the vertex itself makes one.
inline std::vector<std::size_t> plain_articulation_points(const edge_counts& g) {
  std::vector<std::size_t> found;
  const auto before = component_count(plain_components(g));
  for (std::size_t v = 0; v < g.size(); ++v)
    if (component_count(plain_components(g, v)) > before + 1) found.push_back(v);
  return found;
}

// A vertex is in the k-core if it stays when all of degree below k go, over and over.
inline std::vector<int> plain_core_numbers(const edge_counts& g) {
  auto core = std::vector<int>(g.size(), 0);
  auto alive = std::vector<bool>(g.size(), true);
  const auto degree = [&](std::size_t v) {
    int sum = 0;
    for (std::size_t w = 0; w < g.size(); ++w) sum += alive[w] ? g[v][w] : 0;
    return sum;
  };
  for (int k = 1; std::find(alive.begin(), alive.end(), true) != alive.end(); ++k) {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t v = 0; v < g.size(); ++v)
        if (alive[v] && degree(v) < k) {
          alive[v] = false;
          changed = true;
        }
    }
    for (std::size_t v = 0; v < g.size(); ++v)
      if (alive[v]) core[v] = k;
  }
  return core;
}

// Shortest paths between each two vertices: their length, and how many there are.
struct plain_paths {
  std::vector<std::vector<int>> length;
  std::vector<std::vector<double>> number;
};
inline plain_paths paths_of(const edge_counts& g) {
  const auto n = g.size();
  auto paths = plain_paths{std::vector(n, std::vector<int>(n, -1)), std::vector(n, std::vector<double>(n, 0))};
  for (std::size_t s = 0; s < n; ++s) {
    paths.length[s][s] = 0;
    paths.number[s][s] = 1;
    for (int step = 0; step < static_cast<int>(n); ++step)
      for (std::size_t v = 0; v < n; ++v)
        for (std::size_t w = 0; w < n; ++w) {
          if (paths.length[s][v] != step || g[v][w] == 0) continue;
          if (paths.length[s][w] < 0) paths.length[s][w] = step + 1;
          if (paths.length[s][w] == step + 1) paths.number[s][w] += paths.number[s][v] * g[v][w];
        }
  }
  return paths;
}

// Over pairs of others, the share of their shortest paths that pass v.
inline std::vector<double> plain_betweenness(const edge_counts& g) {
  const auto paths = paths_of(g);
  auto between = std::vector<double>(g.size(), 0);
  for (std::size_t s = 0; s < g.size(); ++s)
    for (std::size_t t = s + 1; t < g.size(); ++t)
      for (std::size_t v = 0; v < g.size(); ++v) {
        if (v == s || v == t || paths.length[s][t] < 0 || paths.length[s][v] < 0 || paths.length[v][t] < 0) continue;
        if (paths.length[s][v] + paths.length[v][t] != paths.length[s][t]) continue;
        between[v] += paths.number[s][v] * paths.number[v][t] / paths.number[s][t];
      }
  return between;
}

// Boost's algorithms on any graph of ours.

template <class G>
std::vector<std::size_t> boost_components(const G& g) {
  auto labels = std::vector<std::size_t>(num_vertices(g));
  boost::connected_components(g, boost::make_iterator_property_map(labels.begin(), get(boost::vertex_index, g)));
  auto least = std::vector<std::size_t>(labels.size(), labels.size());
  for (std::size_t v = 0; v < labels.size(); ++v) least[labels[v]] = std::min(least[labels[v]], v);
  for (auto& label : labels) label = least[label];
  return labels;
}
template <class G>
std::vector<std::size_t> boost_articulation_points(const G& g) {
  std::vector<std::size_t> found;
  boost::articulation_points(g, std::back_inserter(found));
  std::sort(found.begin(), found.end());
  return found;
}
template <class G>
std::vector<int> boost_core_numbers(const G& g) {
  auto core = std::vector<int>(num_vertices(g));
  boost::core_numbers(g, boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, g)));
  return core;
}
template <class G>
std::vector<double> boost_betweenness(const G& g) {
  auto between = std::vector<double>(num_vertices(g));
  boost::brandes_betweenness_centrality(
      g, boost::make_iterator_property_map(between.begin(), get(boost::vertex_index, g)));
  return between;
}

}  // namespace linli::testing
