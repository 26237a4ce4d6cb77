// SPDX-License-Identifier: Apache-2.0
// Numbers given for a place stand for its whole subtree: which count, and what they leave over.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <linli/model/in_force.hpp>
#include <linli/model/place_cells.hpp>

namespace linli::detail {

// Of the places that give a number, in each cell the highest count; what lies below them does not.
class cover {
 public:
  // `gives(place)` says whether a place gives a number of its own; what is not in force gives none.
  template <class Gives>
  cover(const network& net, const place_cells& cells, moment at, Gives gives)
      : net_(&net), cells_(&cells), given_(net.places().size(), 0), known_(given_), adds_none_(given_) {
    look_below(zones(), rows_in_force(net.rows(node_kind::place), at), gives);
    look_above();
    if (rest() >= 0) look_at_rest();
  }

  bool any_given() const {
    return std::any_of(given_.begin(), given_.end(), [](auto g) { return g != 0; });
  }
  bool gives(std::int32_t place) const { return given_[static_cast<std::size_t>(place)] != 0; }
  // Whether some place from here up, inside the cell, gives a number, or the cell's own place does.
  bool covers(std::int32_t place, std::int32_t cell) const {
    if (place < 0) return false;
    const auto pair = cells_->pair_of(place, cell);
    return pair != cells_->pairs() && covers_[pair] != 0;
  }
  // Whether, in one of the place's cells, a number given above the place, or by the row itself, stands for the
  // place's own. A zone is not above its parts in the tree.
  bool is_covered(std::int32_t place, std::size_t cell_of_place) const {
    return covered_[cells_->first_of(place) + cell_of_place] != 0;
  }
  // Whether the numbers given make up the whole of a cell.
  bool is_complete(std::size_t cell) const { return complete_[cell] != 0; }
  // Whether a number given above reaches into zones, so that what it leaves over cannot be told.
  bool rest_is_unclear() const { return rest_is_unclear_; }
  // The cells whose numbers are part of one that the rest takes, being given above them.
  const std::vector<std::size_t>& held_by_rest() const { return held_by_rest_; }

 private:
  // By place; empty where there are none.
  std::vector<std::uint8_t> zones() const {
    const auto& rows = net_->rows(table_id::place_in)["zone"].codes();
    auto found = std::vector<std::uint8_t>(rows.size() > 0 ? given_.size() : 0, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) found[static_cast<std::size_t>(rows[i])] = 1;
    return found;
  }
  bool row_gives(std::int32_t cell) const {
    const auto row = cells_->place(static_cast<std::size_t>(cell));
    return row >= 0 && gives(row);
  }

  // The cell of what lies in no place of the level, or -1.
  std::int32_t rest() const {
    const auto last = cells_->size() - 1;
    return cells_->is_rest(last) ? static_cast<std::int32_t>(last) : -1;
  }

  // From below, what each place gives and whether it is known.
  template <class Gives>
  void look_below(const std::vector<std::uint8_t>& is_zone, const rows_in_force& in_force, Gives gives) {
    const auto& tree = net_->places();
    auto has_child = std::vector<std::uint8_t>(tree.size(), 0);
    auto all_known = std::vector<std::uint8_t>(tree.size(), 1);
    for (std::size_t k = tree.size(); k-- > 0;) {
      const auto place = tree.order()[k];
      const auto p = static_cast<std::size_t>(place);
      const bool now = in_force(place);
      given_[p] = now && gives(place);
      known_[p] = given_[p] || (has_child[p] && all_known[p]);
      adds_none_[p] = (!now || (!is_zone.empty() && is_zone[p])) && !has_child[p] && !given_[p];
      if (tree.parent(place) < 0 || adds_none_[p]) continue;
      const auto above = static_cast<std::size_t>(tree.parent(place));
      has_child[above] = 1;
      all_known[above] &= known_[p];
    }
  }

  // From the top down, what covers each place in each of its cells. A cell is complete if its own place gives
  // a number, or if the highest of its places are known, each whole.
  void look_above() {
    const auto& tree = net_->places();
    const auto rest = this->rest();
    auto any = std::vector<std::uint8_t>(cells_->size(), 0);
    covers_.assign(cells_->pairs(), 0);
    covered_ = covers_;
    complete_.assign(cells_->size(), 1);
    for (const auto place : tree.order()) {
      const auto p = static_cast<std::size_t>(place);
      const auto above = tree.parent(place);
      auto at = cells_->first_of(place);
      for (const auto cell : cells_->of(place)) {
        const auto c = static_cast<std::size_t>(cell);
        const auto pair_above = above < 0 ? cells_->pairs() : cells_->pair_of(above, cell);
        const bool is_below = pair_above != cells_->pairs();
        const bool from_above = row_gives(cell) || (is_below && covers_[pair_above]);
        covered_[at] = from_above && place != cells_->place(c);
        covers_[at++] = from_above || given_[p];
        if (adds_none_[p]) continue;
        any[c] = 1;
        if (!is_below) complete_[c] &= known_[p];
      }
      if (rest >= 0 && covers(above, rest)) rest_is_unclear_ |= reaches_past(place, rest);
    }
    for (std::size_t c = 0; c < any.size(); ++c)
      complete_[c] = any[c] && (complete_[c] || row_gives(static_cast<std::int32_t>(c)));
  }
  // Whether a place below what the rest covers is held by others alone, and is not the place of one of them.
  bool reaches_past(std::int32_t place, std::int32_t rest) const {
    const auto own = cells_->of(place);
    return !own.empty() && std::none_of(own.begin(), own.end(), [&](auto c) {
      return c == rest || cells_->place(static_cast<std::size_t>(c)) == place;
    });
  }

  // What is left over where a number is given above the level.
  void look_at_rest() {
    const auto& tree = net_->places();
    const auto rest = this->rest();
    const auto elsewhere = holding_elsewhere();
    for (std::size_t c = 0; c + 1 < cells_->size(); ++c) {
      const auto above = tree.parent(cells_->place(c));
      if (above < 0 || !cells_->has(above, rest)) continue;
      const auto p = static_cast<std::size_t>(cells_->place(c));
      if (adds_none_[p]) continue;
      complete_[static_cast<std::size_t>(rest)] &= known_[p];
      if (!covers(above, rest)) continue;
      held_by_rest_.push_back(c);
      rest_is_unclear_ |= elsewhere[c] != 0;
    }
  }
  // The cells whose place holds some that do not lie in it: then not all of its number is part of what is
  // given above it.
  std::vector<std::uint8_t> holding_elsewhere() const {
    auto found = std::vector<std::uint8_t>(cells_->size(), 0);
    if (net_->rows(table_id::place_in).rows == 0) return found;
    const auto& tree = net_->places();
    for (std::size_t p = 0; p < tree.size(); ++p)
      for (const auto cell : cells_->of(static_cast<std::int32_t>(p))) {
        const auto top = cells_->place(static_cast<std::size_t>(cell));
        auto above = static_cast<std::int32_t>(p);
        while (above >= 0 && above != top) above = tree.parent(above);
        if (top >= 0 && above < 0) found[static_cast<std::size_t>(cell)] = 1;
      }
    return found;
  }

  const network* net_;
  const place_cells* cells_;
  std::vector<std::uint8_t> given_;
  std::vector<std::uint8_t> known_;
  std::vector<std::uint8_t> covers_;   // by pair of a place and a cell
  std::vector<std::uint8_t> covered_;  // the same
  // A zone with nothing below it holds what is counted at its places, and what is not in force nothing: neither
  // adds people of its own.
  std::vector<std::uint8_t> adds_none_;
  std::vector<std::size_t> held_by_rest_;
  std::vector<std::uint8_t> complete_;
  bool rest_is_unclear_ = false;
};

}  // namespace linli::detail
