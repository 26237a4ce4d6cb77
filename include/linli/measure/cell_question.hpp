// SPDX-License-Identifier: Apache-2.0
// A question about bounds, made ready: its cells of places and kinds, its residents, what is not known there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/bound_row.hpp>
#include <linli/measure/measure.hpp>
#include <linli/measure/observed.hpp>
#include <linli/measure/silent_places.hpp>

namespace linli::detail {

// Totals do not tell people or days apart: a question may split them by places and by kinds, no more.
inline bool is_answered_by_totals(const network& net, const measure_spec& spec, const question& asked) {
  const auto reader = question_reader(net, asked);
  const auto& by = reader.dimensions();
  const bool only_kinds =
      std::all_of(by.categories.begin(), by.categories.end(), [](const auto& name) { return name == "kind"; });
  return only_kinds && !by.time && spec.where.empty() && asked.where.empty();
}

class cell_question {
 public:
  cell_question(const network& net, const measure_spec& spec, const question& asked)
      : net_(&net), asked_(asked), reader_(net, asked_) {
    const auto& levels = reader_.dimensions().levels;
    level_ = levels.empty() ? "" : levels.front();
    const auto slice = reader_.slices().front();
    places_ = places_of_answer(net, level_, reader_.within(), slice.stock);
    const auto& what = definition_of(spec.name);
    context_ = reader_.make_context(spec, what, slice, places_);
    const auto ready = what.make(context_);
    residents_from_ = ready.residents_from.empty() ? spec.residents : ready.residents_from;
    gaps_.emplace(net, what, context_, ready);
    if (!ready.reads.empty()) context_.during = ready.reads.front();
    read_residents();
  }
  cell_question(const cell_question&) = delete;
  cell_question& operator=(const cell_question&) = delete;

  const network& net() const { return *net_; }
  const linli::context& context() const { return context_; }
  const place_cells& places() const { return *places_; }
  std::size_t cells() const { return places_->size(); }
  std::int32_t place(std::size_t cell) const { return places_->place(cell); }
  bool is_rest(std::size_t cell) const { return places_->is_rest(cell); }
  std::string name(std::size_t cell) const { return name_of_place(*net_, place(cell)); }
  bool by_kind() const { return !reader_.dimensions().categories.empty(); }
  bool by_place() const { return !level_.empty(); }

  // R(p) of a cell, by the source that the measure takes, and why there is none.
  std::optional<double> residents(std::size_t cell) const { return residents_[cell].first; }
  const std::string& no_residents(std::size_t cell) const { return residents_[cell].second; }

  // R of any place; of the whole tree for -1.
  std::optional<double> residents_at(std::int32_t at) const {
    const auto level = at < 0 ? std::string() : std::string(level_of(at));
    const auto [known, is_new] = by_level_.try_emplace(level);
    if (is_new) known->second = residents_by(level, "");
    const auto found = known->second.find(key_of(at));
    return found == known->second.end() ? std::nullopt : found->second.first;
  }

  // Whether R counts all who live there; else those of a list that may leave others out.
  bool residents_are_all() const {
    return residents_from_ != "persons" || net_->persons_are() == persons_are::all_residents;
  }

  // Why nothing is known of a cell; empty where something is.
  std::string unknown(std::size_t cell) const { return gaps_->why_unknown(cell); }

 private:
  // How many, and why there is no number.
  using counted_people = std::pair<std::optional<double>, std::string>;

  void read_residents() {
    residents_.assign(cells(), {std::nullopt, "no denominator: residents unknown"});
    const auto found = residents_by(level_, asked_.within);
    for (std::size_t cell = 0; cell < cells(); ++cell)
      if (const auto at = found.find(by_place() ? key_of(place(cell)) : ""); at != found.end())
        residents_[cell] = at->second;
  }
  std::map<std::string, counted_people> residents_by(const std::string& level, const std::string& within) const {
    question people;
    people.within = within;
    people.on = asked_.on;
    if (!level.empty()) people.by = {level};
    auto residents = measure_spec{"counts.residents"};
    residents.residents = residents_from_;
    const auto answer = linli::measure(*net_, residents, people);
    std::map<std::string, counted_people> found;
    for (std::size_t i = 0; i < answer.rows(); ++i)
      found[level.empty() ? "" : answer.key(i, level)] = {answer.value(i), answer.note(i)};
    return found;
  }
  std::string key_of(std::int32_t at) const { return at < 0 ? std::string() : net_->id_of({node_kind::place, at}); }
  std::string_view level_of(std::int32_t at) const { return (*net_->state().levels)[net_->places().level(at)]; }

  const network* net_;
  question asked_;
  question_reader reader_;
  std::string level_;
  std::string residents_from_;  // as in the measure's own plan
  std::shared_ptr<const place_cells> places_;
  linli::context context_;
  std::optional<unobserved> gaps_;
  std::vector<counted_people> residents_;
  mutable std::map<std::string, std::map<std::string, counted_people>> by_level_;
};

}  // namespace linli::detail
