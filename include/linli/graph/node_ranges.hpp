// SPDX-License-Identifier: Apache-2.0
// One range of vertex numbers over all nodes: places, persons, groups, meetings, issues in turn.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <linli/model/network.hpp>

namespace linli {

class node_ranges {
 public:
  node_ranges() = default;
  explicit node_ranges(const network& net) {
    for (std::size_t kind = 0; kind < node_kinds; ++kind)
      first_[kind + 1] = first_[kind] + net.rows(static_cast<node_kind>(kind)).rows;
  }

  std::size_t size() const { return first_[node_kinds]; }
  std::size_t vertex(node_ref node) const {
    return first_[static_cast<std::size_t>(node.kind)] + static_cast<std::size_t>(node.row);
  }
  node_ref node(std::size_t vertex) const {
    std::size_t kind = 0;
    while (vertex >= first_[kind + 1]) ++kind;
    return {static_cast<node_kind>(kind), static_cast<std::int32_t>(vertex - first_[kind])};
  }

 private:
  std::array<std::size_t, node_kinds + 1> first_{};
};

}  // namespace linli
