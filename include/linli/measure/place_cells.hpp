// SPDX-License-Identifier: Apache-2.0
// The places of an answer: which of its rows a place counts in, for levels that nest and zones that do not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/place_holders.hpp>
#include <linli/model/network.hpp>

namespace linli {

// With a level: one cell a place of the level within the place asked, and a last one for what lies
// in no place of the level. Without: one cell for all. A place lies in no, one or (by zones) several cells.
class place_cells {
 public:
  place_cells(const network& net, const std::string& level, std::int32_t within, moment at) {
    const auto holders = place_holders(net, at);
    const auto inside = holders.held_by(within);
    if (level.empty()) {
      rows_.push_back(within);
      fill(inside, {}, 0);
      return;
    }
    const auto code = net.state().levels ? net.state().levels->find(level) : -1;
    auto pairs = std::vector<std::pair<std::size_t, std::int32_t>>();
    holders.for_each_of_level(code, inside,
                              [&](std::size_t place, std::int32_t holder) { pairs.emplace_back(place, holder); });
    number_cells(inside.size(), pairs);
    rows_.push_back(-1);
    has_rest_ = true;
    fill(inside, pairs, static_cast<std::int32_t>(rows_.size() - 1));
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
  using held_places = std::vector<std::pair<std::size_t, std::int32_t>>;  // place, then its holder; by place

  // Cells for the holders, in the user's order; the holders of the pairs become their cells.
  void number_cells(std::size_t places, held_places& pairs) {
    auto cell_of = std::vector<std::int32_t>(places, -1);
    for (const auto& [place, holder] : pairs) cell_of[static_cast<std::size_t>(holder)] = 0;
    for (std::size_t p = 0; p < places; ++p) {
      if (cell_of[p] < 0) continue;
      cell_of[p] = static_cast<std::int32_t>(rows_.size());
      rows_.push_back(static_cast<std::int32_t>(p));
    }
    for (auto& [place, holder] : pairs) holder = cell_of[static_cast<std::size_t>(holder)];
  }

  // The cells of each place inside: those of its pairs, or the `otherwise` one.
  void fill(const std::vector<std::uint8_t>& inside, const held_places& pairs, std::int32_t otherwise) {
    offsets_.assign(inside.size() + 1, 0);
    auto next = pairs.begin();
    for (std::size_t p = 0; p < inside.size(); ++p) {
      const auto before = cells_.size();
      for (; next != pairs.end() && next->first == p; ++next) cells_.push_back(next->second);
      if (inside[p] && cells_.size() == before) cells_.push_back(otherwise);
      offsets_[p + 1] = static_cast<std::int32_t>(cells_.size());
    }
  }

  std::vector<std::int32_t> rows_;
  std::vector<std::int32_t> offsets_;
  std::vector<std::int32_t> cells_;
  bool has_rest_ = false;
};

}  // namespace linli
