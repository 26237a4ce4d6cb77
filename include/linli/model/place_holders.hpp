// SPDX-License-Identifier: Apache-2.0
// What holds a place on a day: the places above it, and the zones that any of them is in.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>

namespace linli {

// Reads a network, which must outlive it.
class place_holders {
 public:
  place_holders(const network& net, moment at) : tree_(&net.places()) {
    const auto& rows = net.rows(table_id::place_in);
    zones_of_.resize(rows.rows > 0 ? tree_->size() : 0);
    const auto in_force = rows_in_force(rows, at);
    for (std::size_t i = 0; i < rows.rows; ++i)
      if (in_force(static_cast<std::int32_t>(i)))
        zones_of_[static_cast<std::size_t>(rows["place"].codes()[i])].push_back(rows["zone"].codes()[i]);
  }

  // Calls f once for the place, for those above it, and for the zones that any of them is in, each zone
  // with its own zones. Not for what lies above a zone: an estate that crosses communities belongs to
  // none of them.
  template <class F>
  void for_each(std::int32_t place, F f) const {
    std::vector<std::int32_t> zones;
    const auto reach = [&](std::int32_t from) {
      if (zones_of_.empty()) return;
      for (const auto zone : zones_of_[static_cast<std::size_t>(from)])
        // A zone that holds the place in the tree too is met on the way up.
        if (!tree_->contains(zone, place) && std::find(zones.begin(), zones.end(), zone) == zones.end())
          zones.push_back(zone);
    };
    for (auto above = place; above >= 0; above = tree_->parent(above)) {
      f(above);
      reach(above);
    }
    for (std::size_t k = 0; k < zones.size(); ++k) {
      f(zones[k]);
      reach(zones[k]);
    }
  }

  // For each place whether `holder` holds it; every place is held where that is negative.
  std::vector<std::uint8_t> held_by(std::int32_t holder) const {
    auto held = std::vector<std::uint8_t>(tree_->size(), holder < 0);
    if (holder < 0) return held;
    const bool is_zone = any_zone([&](std::int32_t zone) { return zone == holder; });
    for (std::size_t p = 0; p < held.size(); ++p) {
      const auto place = static_cast<std::int32_t>(p);
      if (!is_zone)
        held[p] = tree_->contains(holder, place);
      else
        for_each(place, [&](std::int32_t found) { held[p] |= found == holder; });
    }
    return held;
  }

  // Calls f(holder) for each place of the level that holds the place.
  template <class F>
  void for_each_of_level(std::int32_t level, std::int32_t place, F f) const {
    for_each(place, [&](std::int32_t holder) {
      if (tree_->level(holder) == level) f(holder);
    });
  }
  // Whether a place may lie in several of the level. Where there are none, the nearest at or above it holds it.
  bool has_zones_of(std::int32_t level) const {
    return any_zone([&](std::int32_t zone) { return tree_->level(zone) == level; });
  }

 private:
  template <class Is>
  bool any_zone(Is is) const {
    return std::any_of(zones_of_.begin(), zones_of_.end(),
                       [&](const auto& zones) { return std::any_of(zones.begin(), zones.end(), is); });
  }

  const place_tree* tree_;
  std::vector<std::vector<std::int32_t>> zones_of_;  // by place; empty where the table is
};

}  // namespace linli
