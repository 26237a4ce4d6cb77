// SPDX-License-Identifier: Apache-2.0
// Places from which nothing was collected inside places that are else known: what they hold is open.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <linli/measure/bound_row.hpp>
#include <linli/measure/observed.hpp>

namespace linli::detail {

class silent_places {
 public:
  silent_places(const network& net, const std::vector<std::string_view>& tables, const context& asked, bool is_flow)
      : net_(&net), of_cell_(asked.cube.places().size()) {
    for (const auto table : tables) look_at(table, asked, is_flow);
  }

  bool any(std::size_t cell) const { return !of_cell_[cell].empty(); }
  // "south, west and 3 more"
  std::string text(std::size_t cell) const {
    constexpr std::size_t shown = 3;
    const auto& places = of_cell_[cell];
    std::string names;
    for (std::size_t i = 0; i < std::min(shown, places.size()); ++i)
      names = joined_by(std::move(names), ", ", name_of_place(*net_, places[i]));
    return names + (places.size() > shown ? " and " + std::to_string(places.size() - shown) + " more" : "");
  }

 private:
  // Where a place was not collected, nor anything in it, though something beside it was.
  void look_at(std::string_view table, const context& asked, bool is_flow) {
    const auto& rows = net_->rows(table_id::observed);
    const auto& tree = net_->places();
    auto known = std::vector<std::uint8_t>(tree.size(), 0);
    auto known_in_part = known;
    bool is_named = false;
    for (std::size_t i = 0; i < rows.rows; ++i) {
      if (rows["table"].text(i) != table) continue;
      is_named = true;
      if (!is_asked_time(rows, i, asked, is_flow)) continue;
      const auto place = rows["place"].codes()[i];
      for (const auto inside : tree.subtree(place)) known[static_cast<std::size_t>(inside)] = 1;
      for (auto p = place; p >= 0; p = tree.parent(p)) known_in_part[static_cast<std::size_t>(p)] = 1;
    }
    for (std::size_t p = 0; is_named && p < tree.size(); ++p) {
      const auto above = tree.parent(static_cast<std::int32_t>(p));
      const bool beside = above < 0 || known_in_part[static_cast<std::size_t>(above)];
      if (!known[p] && !known_in_part[p] && beside) add(static_cast<std::int32_t>(p), asked.cube.places());
    }
  }
  void add(std::int32_t place, const place_cells& cells) {
    for (const auto cell : cells.of(place)) {
      auto& places = of_cell_[static_cast<std::size_t>(cell)];
      if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
  }

  const network* net_;
  std::vector<std::vector<std::int32_t>> of_cell_;
};

}  // namespace linli::detail
