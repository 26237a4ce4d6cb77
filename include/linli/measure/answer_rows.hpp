// SPDX-License-Identifier: Apache-2.0
// The rows of an answer: every combination of its dimensions, in the order asked.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/counted.hpp>
#include <linli/measure/observed.hpp>
#include <linli/measure/table.hpp>

namespace linli::detail {

// A row of the answer: the cell that it tells of, and its keys.
struct answer_row {
  const counted& part;
  const unobserved& gaps;
  std::size_t place_cell;
  std::size_t category;
  std::vector<table_writer::key> keys;

  // Its answer from what was counted, or from other sums of the same plan.
  answer from(const cells_of_answer& cells) const {
    auto found = finished(part, cells.at(place_cell, category));
    gaps.mark(place_cell, found);
    return found;
  }
};

// The rows of measures: every combination of the dimensions, in the order asked.
class row_lister {
 public:
  row_lister(const network& net, grouping dimensions, bool empty_too = false)
      : net_(&net), dimensions_(std::move(dimensions)), empty_too_(empty_too) {
    for (const auto& level : std::span(dimensions_.levels).subspan(dimensions_.levels.empty() ? 0 : 1))
      above_.push_back(net.places().ancestors_at(net.state().levels->find(level)));
  }

  // Calls f(row) for each row of one measure, given in all slices of time. The outer loops are the
  // dimensions in the order of `by`.
  template <class F>
  void for_each(std::span<const counted> slices, F f) const {
    if (slices.empty()) return;
    const auto& first = slices.front();
    const auto places = places_of(slices);
    std::vector<std::size_t> sizes;  // of each dimension asked, then of the measure's own
    std::vector<std::string> names;
    bool placed = false;
    for (const auto& name : dimensions_.names) {
      if (is_level(name)) {
        if (std::exchange(placed, true)) continue;  // the higher levels follow the lowest
        names.push_back(dimensions_.levels.front());
        sizes.push_back(places.front().size());
      } else if (dimensions_.time && bucket_named(name)) {
        names.push_back(name);
        sizes.push_back(slices.size());
      } else {
        names.push_back(name);
        sizes.push_back(category_size(first, name));
      }
    }
    for (const auto& name : words_in(first.what->adds)) {
      names.push_back(name);
      sizes.push_back(category_size(first, name));
    }
    auto at = std::vector<std::size_t>(sizes.size(), 0);
    if (std::find(sizes.begin(), sizes.end(), std::size_t{0}) != sizes.end()) return;
    std::vector<unobserved> gaps;
    for (const auto& part : slices) gaps.emplace_back(*net_, *part.what, part.asked, part.ready);
    do tell_row(slices, gaps, places, names, at, f);
    while (advance(at, sizes));
  }

 private:
  // For each slice of time the cells of the places that have one in some slice, in the user's order: zones may
  // come and go.
  using cells_by_slice = std::vector<std::vector<std::size_t>>;
  static constexpr std::size_t not_then = static_cast<std::size_t>(-1);

  static cells_by_slice places_of(std::span<const counted> slices) {
    std::vector<std::uint32_t> found;  // what lies in no place, -1, comes last
    for (const auto& slice : slices) {
      const auto& cells = slice.asked.cube.places();
      for (std::size_t c = 0; c < cells.size(); ++c) found.push_back(static_cast<std::uint32_t>(cells.place(c)));
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    auto places = cells_by_slice(slices.size(), std::vector<std::size_t>(found.size(), not_then));
    for (std::size_t s = 0; s < slices.size(); ++s) {
      const auto& cells = slices[s].asked.cube.places();
      auto row = found.begin();
      for (std::size_t c = 0; c < cells.size(); ++c) {
        row = std::find(row, found.end(), static_cast<std::uint32_t>(cells.place(c)));
        places[s][static_cast<std::size_t>(row - found.begin())] = c;
      }
    }
    return places;
  }

  bool is_level(const std::string& name) const {
    return std::find(dimensions_.levels.begin(), dimensions_.levels.end(), name) != dimensions_.levels.end();
  }
  static std::size_t category_index(const counted& part, const std::string& name) {
    const auto& dims = part.asked.cube.dimensions();
    for (std::size_t d = 0; d < dims.size(); ++d)
      if (dims[d].name == name) return d;
    return dims.size();
  }
  static std::size_t category_size(const counted& part, const std::string& name) {
    return part.asked.cube.dimensions()[category_index(part, name)].labels.size() + 1;
  }
  static bool advance(std::vector<std::size_t>& at, const std::vector<std::size_t>& sizes) {
    for (std::size_t d = at.size(); d-- > 0;) {
      if (++at[d] < sizes[d]) return true;
      at[d] = 0;
    }
    return false;
  }

  template <class F>
  void tell_row(std::span<const counted> slices, const std::vector<unobserved>& gaps, const cells_by_slice& places,
                const std::vector<std::string>& names, const std::vector<std::size_t>& at, F& f) const {
    std::size_t slice = 0;
    std::size_t row_of_place = 0;
    for (std::size_t d = 0; d < names.size(); ++d) {
      if (dimensions_.time && bucket_named(names[d]))
        slice = at[d];
      else if (is_level(names[d]))
        row_of_place = at[d];
    }
    const auto place_cell = places[slice][row_of_place];
    if (place_cell == not_then) return;
    const counted& part = slices[slice];
    const auto& cube = part.asked.cube;
    std::size_t category = 0;
    bool any_null = cube.places().is_rest(place_cell);
    bool null_of_people = any_null;
    bool null_of_own = false;
    const auto asked = cube.dimensions().size() - own_dimensions(part);
    for (std::size_t d = 0; d < cube.dimensions().size(); ++d) {
      const auto& dimension = cube.dimensions()[d];
      for (std::size_t k = 0; k < names.size(); ++k) {
        if (names[k] != dimension.name) continue;
        category = category * (dimension.labels.size() + 1) + at[k];
        const bool is_null = at[k] == dimension.labels.size();
        (d < asked ? any_null : null_of_own) |= is_null;
        null_of_people |= is_null && dimension.of == role::person;
      }
      if (is_folded(part, d)) category *= dimension.labels.size() + 1;
    }
    if (part.ready.is_row && !part.ready.is_row(category)) return;
    // Of what is null, only what lies there: no one asked for the rest.
    if (null_of_own && is_empty(cells_of(part).at(place_cell, category), null_of_people)) return;
    if (any_null && !empty_too_ && is_empty(part, cells_of(part), place_cell, category, null_of_people)) return;
    f(answer_row{part, gaps[slice], place_cell, category, keys(part, names, at, place_cell)});
  }

  // Over the categories of one dimension the measure adds up itself: it stands in no row.
  static bool is_folded(const counted& part, std::size_t dimension) {
    return !part.what->folds.empty() && dimension + 1 == part.asked.cube.dimensions().size();
  }
  // How many of the last dimensions are the measure's own.
  static std::size_t own_dimensions(const counted& part) {
    return words_in(part.what->adds).size() + (part.what->folds.empty() ? 0 : 1);
  }
  // What a measure adds unasked stands or falls together.
  static bool is_empty(const counted& part, const cells_of_answer& cells, std::size_t place_cell, std::size_t category,
                       bool of_people) {
    std::size_t block = 1;
    const auto& dimensions = part.asked.cube.dimensions();
    for (auto d = dimensions.size() - own_dimensions(part); d < dimensions.size(); ++d)
      block *= dimensions[d].labels.size() + 1;
    const auto first = category / block * block;
    for (auto k = first; k < first + block; ++k)
      if (!is_empty(cells.at(place_cell, k), of_people)) return false;
    return true;
  }
  // Residents lie in a null place or in a null of their own, not in one of groups.
  static bool is_empty(const cell_view& cell, bool of_people) {
    const bool summed = std::any_of(cell.sums.begin(), cell.sums.end(), [](auto n) { return n != 0; });
    const bool lived_in = cell.residents.count.value_or(0) != 0 || cell.residents.cannot_be_told;
    return !summed && cell.values.empty() && !(of_people && lived_in);
  }

  std::vector<table_writer::key> keys(const counted& part, const std::vector<std::string>& names,
                                      const std::vector<std::size_t>& at, std::size_t place_cell) const {
    const auto place = part.asked.cube.places().place(place_cell);
    std::vector<table_writer::key> row;
    const auto add = [&](const std::string& name) {
      if (is_level(name)) return row.push_back(place_key(name, place));
      for (std::size_t d = 0; d < names.size(); ++d) {
        if (names[d] != name) continue;
        if (dimensions_.time && bucket_named(name)) return row.push_back({part.slice.label, false});
        const auto& dimension = part.asked.cube.dimensions()[category_index(part, name)];
        if (at[d] == dimension.labels.size()) return row.push_back({});
        return row.push_back({dimension.labels[at[d]], dimension.integer_labels});
      }
    };
    for (const auto& name : dimensions_.names) add(name);
    for (const auto& name : words_in(part.what->adds)) add(name);
    return row;
  }
  table_writer::key place_key(const std::string& level, std::int32_t place) const {
    for (std::size_t k = 0; k < dimensions_.levels.size() && place >= 0; ++k) {
      if (dimensions_.levels[k] != level) continue;
      const auto above = k == 0 ? place : above_[k - 1][static_cast<std::size_t>(place)];
      if (above < 0) break;
      return {net_->id_of({node_kind::place, above}), net_->has_integer_ids(table_id::places)};
    }
    return {};
  }

  const network* net_;
  grouping dimensions_;
  bool empty_too_;
  std::vector<std::vector<std::int32_t>> above_;  // for each level but the lowest, what holds each place
};

}  // namespace linli::detail
