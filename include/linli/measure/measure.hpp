// SPDX-License-Identifier: Apache-2.0
// The engine: measures prepared for a question, counted in blocks of keys, kept up with edits.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/answer_rows.hpp>
#include <linli/measure/counted.hpp>
#include <linli/measure/derived.hpp>

namespace linli {

class prepared;

namespace detail {
// A measure of measures, with those that it asks.
struct derived_part {
  std::shared_ptr<const measure_spec> spec;
  std::vector<std::shared_ptr<const prepared>> inner;
};
inline std::vector<table> answers_of(const derived_part& part);
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
    const auto slices = reader.slices();
    for (const auto& spec : specs_) {
      if (!definition_of(spec->name).make) {
        derived_.push_back(derive(spec));
        continue;
      }
      for (const auto& slice : slices) add_slice(reader, spec, slice);
    }
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
    for (const auto& part : derived_) {
      next.derived_.push_back({part.spec, {}});
      for (const auto& inner : part.inner)
        next.derived_.back().inner.push_back(std::make_shared<const prepared>(inner->update(edits)));
    }
    return next;
  }

  linli::table table() const;

  // For what looks deeper than a table: what was counted of a measure, slice by slice of time.
  const std::vector<std::shared_ptr<const measure_spec>>& specs() const { return specs_; }
  const question& asked() const { return asked_; }
  std::span<const detail::counted> parts_of(const std::shared_ptr<const measure_spec>& spec) const {
    const auto is_first = [&](const auto& part) { return part.spec == spec; };
    const auto first = std::find_if(parts_.begin(), parts_.end(), is_first);
    return {first, std::find_if_not(first, parts_.end(), is_first)};
  }
  // And of a measure of measures, those that it asks.
  const detail::derived_part* derived_of(const std::shared_ptr<const measure_spec>& spec) const {
    const auto found =
        std::find_if(derived_.begin(), derived_.end(), [&](const auto& part) { return part.spec == spec; });
    return found == derived_.end() ? nullptr : &*found;
  }
  // A writer of the columns that these measures have.
  detail::table_writer make_writer(bool intervals) const {
    auto dimensions = detail::question_reader(*net_, asked_).dimensions().names;
    bool chance = false;
    for (const auto& spec : specs_) {
      const auto adds = definition_of(spec->name).adds;
      chance |= adds == "kind_a kind_b";
      for (auto& name : words_in(adds))
        if (std::find(dimensions.begin(), dimensions.end(), name) == dimensions.end())
          dimensions.push_back(std::move(name));
    }
    return {std::move(dimensions), intervals, chance};
  }

 private:
  prepared() = default;

  detail::derived_part derive(std::shared_ptr<const measure_spec> spec) const {
    detail::derived_part made{spec, {}};
    for (auto& [of, around] : detail::derivation(*net_, *spec, asked_).questions())
      made.inner.push_back(std::make_shared<const prepared>(*net_, std::vector{of}, around));
    return made;
  }

  // A measure is named with the parameters that differ from their defaults.
  static void drop_defaults(measure_spec& spec) {
    for (const auto& p : definition_of(spec.name).parameters)
      if (const auto at = spec.arguments.find(std::string(p.name));
          at != spec.arguments.end() && !p.otherwise.empty() && at->second.text() == p.otherwise)
        spec.arguments.erase(at);
  }

  // A stock that nothing changes from one slice of time to the next is not counted again.
  void add_slice(const detail::question_reader& reader, const std::shared_ptr<const measure_spec>& spec,
                 const detail::question_reader::slice& slice) {
    if (!parts_.empty() && parts_.back().spec == spec && is_same_stock(parts_.back(), slice.stock)) {
      parts_.push_back(parts_.back());
      parts_.back().slice = slice;
      return;
    }
    parts_.push_back(make(reader, spec, slice, places_for(reader, slice.stock)));
    count(parts_.back());
  }
  bool is_same_stock(const detail::counted& before, moment now) {
    if (before.what->is_flow || before.ready.changes_daily || detail::looks_at_ages(before.asked)) return false;
    if (!changes_) changes_ = detail::changes_of(*net_);
    const auto next = std::upper_bound(changes_->begin(), changes_->end(), before.slice.stock.start());
    return before.slice.stock.start() <= now.start() && (next == changes_->end() || *next > now.end());
  }

  // The places of an answer depend on zones in force, so on the day; each day's are made once.
  std::shared_ptr<const place_cells> places_for(const detail::question_reader& reader, moment stock) {
    const auto& levels = reader.dimensions().levels;
    for (const auto& part : parts_)
      if (part.slice.stock.on.ticks == stock.on.ticks) return part.asked.cube.shared_places();
    return places_of_answer(*net_, levels.empty() ? "" : levels.front(), reader.within(), stock);
  }

  detail::counted make(const detail::question_reader& reader, std::shared_ptr<const measure_spec> spec,
                       const detail::question_reader::slice& slice, std::shared_ptr<const place_cells> places) {
    detail::counted part;
    part.what = &definition_of(spec->name);
    part.slice = slice;
    part.asked = reader.make_context(*spec, *part.what, slice, std::move(places));
    part.spec = std::move(spec);
    part.ready = part.what->make(part.asked);
    if (part.ready.needs_residents) part.people = make_residents_plan(part.asked, part.ready.residents_from);
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
  std::vector<detail::derived_part> derived_;
  std::optional<std::vector<std::int64_t>> changes_;  // the instants at which stocks change, in order
};

inline std::vector<table> detail::answers_of(const derived_part& part) {
  std::vector<table> answers;
  for (const auto& inner : part.inner) answers.push_back(inner->table());
  return answers;
}

inline linli::table prepared::table() const {
  auto out = make_writer(asked_.level > 0);
  const auto rows = detail::row_lister(*net_, detail::question_reader(*net_, asked_).dimensions(), asked_.empty_too);
  for (const auto& spec : specs_) {
    const auto name = text_of(*spec);
    rows.for_each(parts_of(spec), [&](const detail::answer_row& row) {
      out.add(name, row.keys, row.from(detail::cells_of(row.part)), row.part.unit());
    });
    for (const auto& part : derived_)
      if (part.spec == spec)
        detail::derivation(*net_, *spec, asked_).write(detail::answers_of(part), asked_.level, out);
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
  if (read.around.level != 0) asked.level = read.around.level;
  for (const auto& [name, wanted] : read.around.where) asked.where[name] = wanted;
  return measure(net, std::move(read.measure), std::move(asked));
}

}  // namespace linli
