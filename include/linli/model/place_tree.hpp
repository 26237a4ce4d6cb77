// SPDX-License-Identifier: Apache-2.0
// The place tree: parents, levels, and an order in which every subtree is one run.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace linli {

// Places keep their row numbers; the order stands beside them. Small, and rebuilt when it changes.
class place_tree {
 public:
  place_tree() = default;
  // `parents` and `levels` by place row; -1 for no parent. There must be no cycle.
  place_tree(std::vector<std::int32_t> parents, std::vector<std::int32_t> levels)
      : parents_(std::move(parents)), levels_(std::move(levels)), positions_(parents_.size()), ends_(parents_.size()) {
    auto first_child = std::vector<std::int32_t>(size() + 1, -1);  // the last slot holds the roots
    auto next_sibling = std::vector<std::int32_t>(size(), -1);
    for (auto place = static_cast<std::int32_t>(size()) - 1; place >= 0; --place) {
      const auto above = parents_[at(place)] < 0 ? size() : at(parents_[at(place)]);
      next_sibling[at(place)] = std::exchange(first_child[above], place);
    }
    order_.reserve(size());
    for (auto root = first_child[size()]; root >= 0; root = next_sibling[at(root)]) {
      roots_.push_back(root);
      visit(root, first_child, next_sibling);
    }
  }

  std::size_t size() const { return parents_.size(); }
  std::int32_t parent(std::int32_t place) const { return parents_[at(place)]; }
  std::int32_t level(std::int32_t place) const { return levels_[at(place)]; }
  std::span<const std::int32_t> roots() const { return roots_; }
  // Every place after its parent, each subtree in one run.
  std::span<const std::int32_t> order() const { return order_; }
  std::span<const std::int32_t> subtree(std::int32_t place) const {
    const auto first = at(positions_[at(place)]);
    return std::span(order_).subspan(first, at(ends_[at(place)]) - first);
  }
  std::int32_t position(std::int32_t place) const { return positions_[at(place)]; }
  bool contains(std::int32_t place, std::int32_t below) const {
    return positions_[at(place)] <= positions_[at(below)] && positions_[at(below)] < ends_[at(place)];
  }

  // For each place the place of that level at or above it, or -1.
  std::vector<std::int32_t> ancestors_at(std::int32_t level) const {
    auto found = std::vector<std::int32_t>(size(), -1);
    for (const auto place : order_) {
      if (levels_[at(place)] == level)
        found[at(place)] = place;
      else if (parents_[at(place)] >= 0)
        found[at(place)] = found[at(parents_[at(place)])];
    }
    return found;
  }

 private:
  static std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

  void visit(std::int32_t root, const std::vector<std::int32_t>& first_child,
             const std::vector<std::int32_t>& next_sibling) {
    // Down to the first child, then to the next sibling of the nearest place that has one.
    for (auto place = root; place >= 0;) {
      positions_[at(place)] = static_cast<std::int32_t>(order_.size());
      order_.push_back(place);
      if (first_child[at(place)] >= 0) {
        place = first_child[at(place)];
        continue;
      }
      ends_[at(place)] = static_cast<std::int32_t>(order_.size());
      while (place != root && next_sibling[at(place)] < 0) {
        place = parents_[at(place)];
        ends_[at(place)] = static_cast<std::int32_t>(order_.size());
      }
      place = place == root ? -1 : next_sibling[at(place)];
    }
  }

  std::vector<std::int32_t> parents_;
  std::vector<std::int32_t> levels_;
  std::vector<std::int32_t> positions_;
  std::vector<std::int32_t> ends_;
  std::vector<std::int32_t> order_;
  std::vector<std::int32_t> roots_;
};

}  // namespace linli
