// SPDX-License-Identifier: Apache-2.0
// The places of an answer: which of its rows a place counts in, for levels that nest and zones that do not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>

namespace linli {

// With a level: one cell a place of the level within the place asked, and a last one for what lies
// in no place of the level. Without: one cell for all. A place lies in no, one or (by zones) several cells.
class place_cells {
 public:
  place_cells(const network& net, const std::string& level, std::int32_t within, moment at) : net_(&net) {
    const auto size = net.places().size();
    zones_of_ = zones_in_force(net, at);
    const auto inside = places_within(within);
    if (level.empty()) {
      offsets_.resize(size + 1);
      for (std::size_t p = 0; p < size; ++p) {
        if (inside[p]) cells_.push_back(0);
        offsets_[p + 1] = static_cast<std::int32_t>(cells_.size());
      }
      rows_.push_back(within);
      return;
    }
    const auto code = net.state().levels ? net.state().levels->find(level) : -1;
    list_cells(code, inside);
    fill(code, inside);
  }

  std::size_t size() const { return rows_.size(); }
  // The place of a cell; -1 for the whole tree and for the cell of what lies in no place of the level.
  std::int32_t place(std::size_t cell) const { return rows_[cell]; }
  bool is_rest(std::size_t cell) const { return has_rest_ && cell + 1 == rows_.size(); }
  std::span<const std::int32_t> of(std::int32_t place) const {
    const auto p = static_cast<std::size_t>(place);
    return std::span(cells_).subspan(static_cast<std::size_t>(offsets_[p]),
                                     static_cast<std::size_t>(offsets_[p + 1] - offsets_[p]));
  }
  bool has(std::int32_t place, std::int32_t cell) const {
    const auto cells = of(place);
    return std::find(cells.begin(), cells.end(), cell) != cells.end();
  }

 private:
  using zone_lists = std::vector<std::vector<std::int32_t>>;

  static zone_lists zones_in_force(const network& net, moment at) {
    const auto& rows = net.rows(table_id::place_in);
    auto zones = zone_lists(rows.rows > 0 ? net.places().size() : 0);
    const auto in_force = rows_in_force(rows, at);
    for (std::size_t i = 0; i < rows.rows; ++i)
      if (in_force(static_cast<std::int32_t>(i)))
        zones[static_cast<std::size_t>(rows["place"].codes()[i])].push_back(rows["zone"].codes()[i]);
    return zones;
  }

  // The place, those above it, and the zones that any of them is in, each zone with its own zones.
  // Not what lies above a zone: an estate that crosses communities belongs to none of them.
  template <class F>
  void for_each_holder(std::int32_t place, F f) const {
    std::vector<std::int32_t> zones;
    const auto reach = [&](std::int32_t from) {
      for (const auto zone : zones_of_[static_cast<std::size_t>(from)])
        // A zone that holds the place in the tree too is met on the way up.
        if (!net_->places().contains(zone, place) && std::find(zones.begin(), zones.end(), zone) == zones.end())
          zones.push_back(zone);
    };
    for (auto above = place; above >= 0; above = net_->places().parent(above)) {
      f(above);
      reach(above);
    }
    for (std::size_t k = 0; k < zones.size(); ++k) {
      f(zones[k]);
      reach(zones[k]);
    }
  }

  template <class Is>
  bool any_zone(Is is) const {
    for (const auto& zones : zones_of_)
      if (std::any_of(zones.begin(), zones.end(), is)) return true;
    return false;
  }

  std::vector<std::uint8_t> places_within(std::int32_t within) const {
    const auto& tree = net_->places();
    auto inside = std::vector<std::uint8_t>(tree.size(), within < 0);
    if (within < 0) return inside;
    const bool is_zone = any_zone([&](std::int32_t zone) { return zone == within; });
    for (std::size_t p = 0; p < tree.size(); ++p) {
      const auto place = static_cast<std::int32_t>(p);
      if (!is_zone)
        inside[p] = tree.contains(within, place);
      else
        for_each_holder(place, [&](std::int32_t holder) { inside[p] |= holder == within; });
    }
    return inside;
  }

  // The places of the level that hold something inside, in the user's order.
  void list_cells(std::int32_t level, const std::vector<std::uint8_t>& inside) {
    const auto& tree = net_->places();
    auto holds = std::vector<std::uint8_t>(tree.size(), 0);
    for_each_cell_of(level, inside,
                     [&](std::size_t, std::int32_t holder) { holds[static_cast<std::size_t>(holder)] = 1; });
    cell_of_.assign(tree.size(), -1);
    for (std::size_t p = 0; p < tree.size(); ++p) {
      if (!holds[p]) continue;
      cell_of_[p] = static_cast<std::int32_t>(rows_.size());
      rows_.push_back(static_cast<std::int32_t>(p));
    }
    rows_.push_back(-1);
    has_rest_ = true;
  }

  // Calls f(place, holder) for each place inside and each place of the level that holds it.
  template <class F>
  void for_each_cell_of(std::int32_t level, const std::vector<std::uint8_t>& inside, F f) const {
    const auto& tree = net_->places();
    const bool of_zones = any_zone([&](std::int32_t zone) { return tree.level(zone) == level; });
    const auto nearest = tree.ancestors_at(level);
    for (std::size_t p = 0; p < tree.size(); ++p) {
      if (!inside[p]) continue;
      if (!of_zones) {
        if (nearest[p] >= 0) f(p, nearest[p]);
        continue;
      }
      for_each_holder(static_cast<std::int32_t>(p), [&](std::int32_t holder) {
        if (tree.level(holder) == level) f(p, holder);
      });
    }
  }

  void fill(std::int32_t level, const std::vector<std::uint8_t>& inside) {
    const auto rest = static_cast<std::int32_t>(rows_.size() - 1);
    auto pairs = std::vector<std::pair<std::size_t, std::int32_t>>();
    for_each_cell_of(level, inside, [&](std::size_t p, std::int32_t holder) {
      pairs.emplace_back(p, cell_of_[static_cast<std::size_t>(holder)]);
    });
    offsets_.assign(inside.size() + 1, 0);
    auto next = pairs.begin();
    for (std::size_t p = 0; p < inside.size(); ++p) {
      const auto before = cells_.size();
      for (; next != pairs.end() && next->first == p; ++next) cells_.push_back(next->second);
      if (inside[p] && cells_.size() == before) cells_.push_back(rest);
      offsets_[p + 1] = static_cast<std::int32_t>(cells_.size());
    }
  }

  const network* net_;
  zone_lists zones_of_;  // by place; empty where no zone is in force
  std::vector<std::int32_t> rows_;
  std::vector<std::int32_t> cell_of_;
  std::vector<std::int32_t> offsets_{0};
  std::vector<std::int32_t> cells_;
  bool has_rest_ = false;
};

}  // namespace linli
