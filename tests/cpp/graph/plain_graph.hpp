// SPDX-License-Identifier: Apache-2.0
// Graph measures by their definitions, slow and plain, to hold Boost's answers against.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/graph/algorithms.hpp>

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
inline std::vector<std::size_t> plain_components(const edge_counts& g,
                                                 std::size_t removed = static_cast<std::size_t>(-1)) {
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

// Component numbers as the least vertex of each.
inline std::vector<std::size_t> least_members(std::vector<std::size_t> labels) {
  auto least = std::vector<std::size_t>(labels.size(), labels.size());
  for (std::size_t v = 0; v < labels.size(); ++v) least[labels[v]] = std::min(least[labels[v]], v);
  for (auto& label : labels) label = least[label];
  return labels;
}
inline std::size_t component_count(const std::vector<std::size_t>& labels) {
  return std::set(labels.begin(), labels.end()).size();
}

// Without a cut vertex there are more components than before; the vertex itself makes one.
inline std::vector<std::size_t> plain_articulation_points(const edge_counts& g) {
  std::vector<std::size_t> found;
  const auto before = component_count(plain_components(g));
  for (std::size_t v = 0; v < g.size(); ++v)
    if (component_count(plain_components(g, v)) > before + 1) found.push_back(v);
  return found;
}

// A vertex is in the k-core if it stays when all of degree below k go, over and over.
inline std::vector<std::size_t> plain_core_numbers(const edge_counts& g) {
  auto core = std::vector<std::size_t>(g.size(), 0);
  auto alive = std::vector<bool>(g.size(), true);
  const auto degree = [&](std::size_t v) {
    std::size_t sum = 0;
    for (std::size_t w = 0; w < g.size(); ++w) sum += alive[w] ? static_cast<std::size_t>(g[v][w]) : 0;
    return sum;
  };
  for (std::size_t k = 1; std::find(alive.begin(), alive.end(), true) != alive.end(); ++k) {
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

// The same by Boost.
template <class G>
void expect_known_answers(const G& g, const edge_counts& plain) {
  EXPECT_EQ(least_members(connected_components(g)), plain_components(plain));
  EXPECT_EQ(articulation_points(g), plain_articulation_points(plain));
  EXPECT_EQ(core_numbers(g), plain_core_numbers(plain));
  const auto between = betweenness(g);
  const auto expected = plain_betweenness(plain);
  ASSERT_EQ(between.size(), expected.size());
  for (std::size_t v = 0; v < between.size(); ++v) EXPECT_NEAR(between[v], expected[v], 1e-9);
}

}  // namespace linli::testing
