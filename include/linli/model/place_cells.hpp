// SPDX-License-Identifier: Apache-2.0
// The places of an answer: which of its rows a place counts in, for levels that nest and zones that do not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/network.hpp>
#include <linli/model/place_holders.hpp>

namespace linli {

// With a level: one cell a place of the level within the place asked, and a last one for what lies
// in no place of the level. Without: one cell for all. A place lies in no, one or (by zones) several cells.
class place_cells {
 public:
  place_cells(const network& net, const std::string& level, std::int32_t within, moment at) {
    const auto holders = place_holders(net, at);
    const auto inside = holders.held_by(within);
    const auto code = net.state().levels ? net.state().levels->find(level) : -1;
    if (level.empty())
      put_in_one(within, inside);
    else if (holders.has_zones_of(code))
      put_in_zones(holders, code, inside);
    else
      put_under(net.places().ancestors_at(code), inside);
  }

  std::size_t size() const { return rows_.size(); }
  // The place of a cell; -1 for the whole tree and for the cell of what lies in no place of the level.
  std::int32_t place(std::size_t cell) const { return rows_[cell]; }
  bool is_rest(std::size_t cell) const { return has_rest_ && cell + 1 == rows_.size(); }
  std::span<const std::int32_t> of(std::int32_t place) const {
    const auto p = static_cast<std::size_t>(place);
    return offsets_.empty() ? std::span(&cells_[p], cells_[p] >= 0 ? 1U : 0U) : several(p);
  }
  // Every pair of a place and a cell of its has a number of its own below `pairs()`; those of a place follow
  // one another from here on.
  std::size_t first_of(std::int32_t place) const {
    const auto p = static_cast<std::size_t>(place);
    return offsets_.empty() ? p : offsets_[p];
  }
  std::size_t pairs() const { return cells_.size(); }
  // The number of one; `pairs()` where the place does not count in the cell.
  std::size_t pair_of(std::int32_t place, std::int32_t cell) const {
    const auto p = static_cast<std::size_t>(place);
    return !offsets_.empty() ? pair_among_several(p, cell) : cells_[p] == cell ? p : pairs();
  }
  bool has(std::int32_t place, std::int32_t cell) const { return pair_of(place, cell) != pairs(); }
  // Whether two places lie in the same cells.
  bool lie_alike(std::int32_t a, std::int32_t b) const {
    if (offsets_.empty()) return cells_[static_cast<std::size_t>(a)] == cells_[static_cast<std::size_t>(b)];
    return std::ranges::equal(of(a), of(b));
  }

 private:
  std::span<const std::int32_t> several(std::size_t p) const {
    return std::span(cells_).subspan(offsets_[p], offsets_[p + 1] - offsets_[p]);
  }
  std::size_t pair_among_several(std::size_t p, std::int32_t cell) const {
    const auto cells = several(p);
    const auto at = std::find(cells.begin(), cells.end(), cell);
    return at == cells.end() ? pairs() : offsets_[p] + static_cast<std::size_t>(at - cells.begin());
  }

  void put_in_one(std::int32_t within, const std::vector<std::uint8_t>& inside) {
    rows_.push_back(within);
    cells_.reserve(inside.size());
    for (const auto in : inside) cells_.push_back(in ? 0 : -1);
  }
  // Each place in the cell of the one place of the level at or above it.
  void put_under(const std::vector<std::int32_t>& nearest, const std::vector<std::uint8_t>& inside) {
    auto cell_of = std::vector<std::int32_t>(inside.size(), -1);
    for (std::size_t p = 0; p < inside.size(); ++p)
      if (inside[p] && nearest[p] >= 0) cell_of[static_cast<std::size_t>(nearest[p])] = 0;
    number_cells(cell_of);
    cells_.reserve(inside.size());
    for (std::size_t p = 0; p < inside.size(); ++p)
      cells_.push_back(!inside[p] ? -1 : nearest[p] < 0 ? rest() : cell_of[static_cast<std::size_t>(nearest[p])]);
  }
  // Each place in the cells of all that hold it.
  void put_in_zones(const place_holders& holders, std::int32_t level, const std::vector<std::uint8_t>& inside) {
    auto pairs = std::vector<std::pair<std::size_t, std::int32_t>>();  // place, then its holder; by place
    auto cell_of = std::vector<std::int32_t>(inside.size(), -1);
    for (std::size_t p = 0; p < inside.size(); ++p)
      if (inside[p])
        holders.for_each_of_level(level, static_cast<std::int32_t>(p), [&](std::int32_t holder) {
          pairs.emplace_back(p, holder);
          cell_of[static_cast<std::size_t>(holder)] = 0;
        });
    number_cells(cell_of);
    offsets_.push_back(0);
    auto next = pairs.begin();
    for (std::size_t p = 0; p < inside.size(); ++p) {
      const auto before = cells_.size();
      for (; next != pairs.end() && next->first == p; ++next)
        cells_.push_back(cell_of[static_cast<std::size_t>(next->second)]);
      if (inside[p] && cells_.size() == before) cells_.push_back(rest());
      offsets_.push_back(cells_.size());
    }
  }

  // Cells for the places marked with 0, in the user's order, and one for the rest; the marks become their cells.
  void number_cells(std::vector<std::int32_t>& marks) {
    for (std::size_t p = 0; p < marks.size(); ++p) {
      if (marks[p] < 0) continue;
      marks[p] = static_cast<std::int32_t>(rows_.size());
      rows_.push_back(static_cast<std::int32_t>(p));
    }
    rows_.push_back(-1);
    has_rest_ = true;
  }
  std::int32_t rest() const { return static_cast<std::int32_t>(rows_.size() - 1); }

  std::vector<std::int32_t> rows_;
  std::vector<std::size_t> offsets_;  // empty where no place lies in several cells: then cells_ has one a place, or -1
  std::vector<std::int32_t> cells_;
  bool has_rest_ = false;
};

// The same, kept with the network for the next who asks.
inline std::shared_ptr<const place_cells> places_of_answer(const network& net, const std::string& level,
                                                           std::int32_t within, moment at) {
  const bool changes = net.rows(table_id::place_in).rows > 0;
  return net.kept_places().get({level, within, changes ? at.on.ticks : 0},
                               [&] { return place_cells(net, level, within, at); });
}

}  // namespace linli
