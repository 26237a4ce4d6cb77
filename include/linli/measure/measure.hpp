// SPDX-License-Identifier: Apache-2.0
// The engine: measures prepared for a question, counted in blocks of keys, kept up with edits.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/asking.hpp>
#include <linli/measure/catalogue.hpp>
#include <linli/measure/observed.hpp>
#include <linli/measure/table.hpp>
#include <linli/model/edits.hpp>

namespace linli {

namespace detail {

// One measure for one slice of time, with all that was counted for it.
struct counted {
  std::shared_ptr<const measure_spec> spec;
  const definition* what = nullptr;
  question_reader::slice slice;
  context asked;
  plan ready;
  tally sums;
  std::optional<residents_plan> people;
  tally people_sums;
};

// Takes the contributions of some keys out of a tally, or puts them in.
inline void count_keys(const plan& p, const cube& cells, std::span<const row_test> tests, const touched& keys,
                       std::int64_t sign, tally& into) {
  auto writer = counter(cells, tests, into, sign);
  for (const auto& term : p.terms) {
    const auto* rows = term.key == node_kind::person    ? &keys.persons
                       : term.key == node_kind::group   ? &keys.groups
                       : term.key == node_kind::meeting ? &keys.meetings
                                                        : nullptr;
    if (!rows) continue;
    for (const auto row : *rows) term.count(static_cast<std::size_t>(row), static_cast<std::size_t>(row) + 1, writer);
  }
  into.compact();
}

}  // namespace detail

// Measures made ready: a value that holds what was counted. `update` gives another that follows edits
// and equals, bit for bit, measuring the edited network from its tables.
class prepared {
 public:
  prepared(const network& net, std::vector<measure_spec> measures, question asked)
      : net_(std::make_shared<const network>(net)), asked_(std::move(asked)) {
    for (auto& spec : measures) drop_defaults(spec);
    for (auto& spec : measures) specs_.push_back(std::make_shared<const measure_spec>(std::move(spec)));
    const auto reader = detail::question_reader(*net_, asked_);
    for (const auto& spec : specs_)
      for (const auto& slice : reader.slices())
        parts_.push_back(make(reader, spec, slice, places_for(reader, slice.stock)));
    for (auto& part : parts_) count(part);
  }

  const linli::network& net() const { return *net_; }

  prepared update(std::span<const edit> edits) const {
    auto change = apply_edits(*net_, edits);
    prepared next;
    next.net_ = std::make_shared<const linli::network>(std::move(change.net));
    next.asked_ = asked_;
    next.specs_ = specs_;
    const auto reader = detail::question_reader(*next.net_, next.asked_);
    for (const auto& part : parts_) next.parts_.push_back(next.follow(reader, part, change.touched));
    return next;
  }

  linli::table table() const;

 private:
  prepared() = default;

  // A measure is named with the parameters that differ from their defaults.
  static void drop_defaults(measure_spec& spec) {
    for (const auto& p : definition_of(spec.name).parameters)
      if (const auto at = spec.arguments.find(std::string(p.name));
          at != spec.arguments.end() && !p.otherwise.empty() && at->second.text() == p.otherwise)
        spec.arguments.erase(at);
  }

  // The places of an answer depend on zones in force, so on the day; each day's are made once.
  std::shared_ptr<const place_cells> places_for(const detail::question_reader& reader, moment stock) {
    const auto& levels = reader.dimensions().levels;
    for (const auto& part : parts_)
      if (part.slice.stock.on.ticks == stock.on.ticks) return part.asked.cube.shared_places();
    return std::make_shared<const place_cells>(*net_, levels.empty() ? "" : levels.front(), reader.within(), stock);
  }

  detail::counted make(const detail::question_reader& reader, std::shared_ptr<const measure_spec> spec,
                       const detail::question_reader::slice& slice, std::shared_ptr<const place_cells> places) {
    detail::counted part;
    part.what = &definition_of(spec->name);
    part.slice = slice;
    part.asked = reader.make_context(*spec, *part.what, slice, std::move(places));
    part.spec = std::move(spec);
    part.ready = part.what->make(part.asked);
    if (part.ready.needs_residents) part.people = make_residents_plan(part.asked);
    return part;
  }

  void count(detail::counted& part) const {
    part.sums = run(part.ready, *net_, part.asked.cube, part.asked.tests);
    if (part.people) part.people_sums = run(part.people->plan, *net_, part.people->cube, part.people->tests);
  }

  detail::counted follow(const detail::question_reader& reader, const detail::counted& before, const touched& keys) {
    // No edit so far changes a place, so the places of the answer stay.
    auto part = make(reader, before.spec, before.slice, before.asked.cube.shared_places());
    if (!part.ready.follows_edits) {
      count(part);
      return part;
    }
    part.sums = before.sums;
    detail::count_keys(before.ready, before.asked.cube, before.asked.tests, keys, -1, part.sums);
    detail::count_keys(part.ready, part.asked.cube, part.asked.tests, keys, 1, part.sums);
    if (part.people) {
      part.people_sums = before.people_sums;
      detail::count_keys(before.people->plan, before.people->cube, before.people->tests, keys, -1, part.people_sums);
      detail::count_keys(part.people->plan, part.people->cube, part.people->tests, keys, 1, part.people_sums);
    }
    return part;
  }

  std::shared_ptr<const linli::network> net_;
  question asked_;
  std::vector<std::shared_ptr<const measure_spec>> specs_;
  std::vector<detail::counted> parts_;
};

namespace detail {

// Writes the rows of one measure: every combination of its dimensions, in the order asked.
class row_writer {
 public:
  row_writer(const network& net, const grouping& dimensions, table_writer& out)
      : net_(&net), dimensions_(&dimensions), out_(&out) {
    for (const auto& level : dimensions.levels)
      ancestors_.push_back(net.places().ancestors_at(net.state().levels->find(level)));
  }

  // All slices of one measure. The outer loops are the dimensions in the order of `by`.
  void write(std::span<const counted> slices) const {
    if (slices.empty()) return;
    const auto& first = slices.front();
    std::vector<std::size_t> sizes;  // of each dimension asked, then of the measure's own
    std::vector<std::string> names;
    bool placed = false;
    for (const auto& name : dimensions_->names) {
      if (is_level(name)) {
        if (std::exchange(placed, true)) continue;  // the higher levels follow the lowest
        names.push_back(dimensions_->levels.front());
        sizes.push_back(first.asked.cube.places().size());
      } else if (dimensions_->time && bucket_named(name)) {
        names.push_back(name);
        sizes.push_back(slices.size());
      } else {
        names.push_back(name);
        sizes.push_back(category_size(first, name));
      }
    }
    if (first.what->adds_state) {
      names.emplace_back("state");
      sizes.push_back(category_size(first, "state"));
    }
    auto at = std::vector<std::size_t>(sizes.size(), 0);
    if (std::find(sizes.begin(), sizes.end(), std::size_t{0}) != sizes.end()) return;
    std::vector<unobserved> gaps;
    for (const auto& part : slices) gaps.emplace_back(*net_, *part.what, part.asked);
    do write_row(slices, gaps, names, at);
    while (advance(at, sizes));
  }

 private:
  bool is_level(const std::string& name) const {
    return std::find(dimensions_->levels.begin(), dimensions_->levels.end(), name) != dimensions_->levels.end();
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

  void write_row(std::span<const counted> slices, const std::vector<unobserved>& gaps,
                 const std::vector<std::string>& names, const std::vector<std::size_t>& at) const {
    std::size_t slice = 0;
    std::size_t place_cell = 0;
    for (std::size_t d = 0; d < names.size(); ++d) {
      if (dimensions_->time && bucket_named(names[d]))
        slice = at[d];
      else if (is_level(names[d]))
        place_cell = at[d];
    }
    const counted& part = slices[slice];
    const auto& cube = part.asked.cube;
    std::size_t category = 0;
    bool any_null = cube.places().is_rest(place_cell);
    for (std::size_t d = 0; d < cube.dimensions().size(); ++d) {
      const auto& dimension = cube.dimensions()[d];
      for (std::size_t k = 0; k < names.size(); ++k) {
        if (names[k] != dimension.name) continue;
        category = category * (dimension.labels.size() + 1) + at[k];
        any_null |= at[k] == dimension.labels.size();
      }
    }
    cell_view cell;
    const auto index = cube.cell(place_cell, category);
    cell.sums = part.sums.sums(index);
    cell.values = part.sums.values(index);
    cell.place_cell = place_cell;
    cell.others = [&](std::size_t other) { return part.sums.sums(cube.cell(other, category)); };
    if (part.people) cell.residents = residents_of(part, place_cell, category);
    if (any_null && is_empty(cell)) return;  // nothing lies there, and no one asked for it
    auto found = part.ready.finish(cell);
    gaps[slice].mark(place_cell, found);
    out_->add(text_of(*part.spec), keys(part, names, at, place_cell), found, part.what->unit);
  }

  static bool is_empty(const cell_view& cell) {
    const bool summed = std::any_of(cell.sums.begin(), cell.sums.end(), [](auto n) { return n != 0; });
    return !summed && cell.values.empty() && cell.residents.count.value_or(0) == 0;
  }

  // The same people stand under every category that does not split persons.
  static residents residents_of(const counted& part, std::size_t place_cell, std::size_t category) {
    std::size_t mine = 0;
    const auto& cube = part.asked.cube;
    for (std::size_t d = 0; d < cube.dimensions().size(); ++d)
      if (cube.dimensions()[d].of == role::person)
        mine = mine * (cube.dimensions()[d].labels.size() + 1) + cube.code_in(category, d);
    const auto cell = part.people->cube.cell(place_cell, mine);
    return part.people->finish(cell, part.people_sums);
  }

  std::vector<table_writer::key> keys(const counted& part, const std::vector<std::string>& names,
                                      const std::vector<std::size_t>& at, std::size_t place_cell) const {
    const auto place = part.asked.cube.places().place(place_cell);
    std::vector<table_writer::key> row;
    const auto add = [&](const std::string& name) {
      if (is_level(name)) return row.push_back(place_key(name, place));
      for (std::size_t d = 0; d < names.size(); ++d) {
        if (names[d] != name) continue;
        if (dimensions_->time && bucket_named(name)) return row.push_back({part.slice.label, false});
        const auto& dimension = part.asked.cube.dimensions()[category_index(part, name)];
        if (at[d] == dimension.labels.size()) return row.push_back({});
        return row.push_back({dimension.labels[at[d]], dimension.integer_labels});
      }
    };
    for (const auto& name : dimensions_->names) add(name);
    if (part.what->adds_state) add("state");
    return row;
  }
  table_writer::key place_key(const std::string& level, std::int32_t place) const {
    for (std::size_t k = 0; k < dimensions_->levels.size() && place >= 0; ++k) {
      if (dimensions_->levels[k] != level) continue;
      const auto above = k == 0 ? place : ancestors_[k][static_cast<std::size_t>(place)];
      if (above < 0) break;
      return {net_->id_of({node_kind::place, above}), net_->has_integer_ids(table_id::places)};
    }
    return {};
  }

  const network* net_;
  const grouping* dimensions_;
  table_writer* out_;
  std::vector<std::vector<std::int32_t>> ancestors_;
};

}  // namespace detail

inline linli::table prepared::table() const {
  const auto reader = detail::question_reader(*net_, asked_);
  auto dimensions = reader.dimensions().names;
  if (std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.what->adds_state; }))
    dimensions.emplace_back("state");
  auto out = detail::table_writer(dimensions);
  const auto writer = detail::row_writer(*net_, reader.dimensions(), out);
  const auto all = std::span(parts_);
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first;
    while (last < all.size() && all[last].spec == all[first].spec) ++last;
    writer.write(all.subspan(first, last - first));
    first = last;
  }
  return out.finish();
}

// The one way to look at a world, real or imagined.
inline table measure(const network& net, std::vector<measure_spec> measures, question asked = {}) {
  return prepared(net, std::move(measures), std::move(asked)).table();
}
inline table measure(const network& net, measure_spec spec, question asked = {}) {
  return measure(net, std::vector{std::move(spec)}, std::move(asked));
}
// A name, or a whole question as text: coverage.reach(min_kinds=3) by community on 2024-06-30.
inline table measure(const network& net, std::string_view text, question asked = {}) {
  auto read = parse_measure(text);
  if (!read.around.by.empty()) asked.by = read.around.by;
  if (!read.around.within.empty()) asked.within = read.around.within;
  if (!read.around.on.empty()) asked.on = read.around.on;
  if (!read.around.during.empty()) asked.during = read.around.during;
  for (const auto& [name, wanted] : read.around.where) asked.where[name] = wanted;
  return measure(net, std::move(read.measure), std::move(asked));
}

}  // namespace linli
