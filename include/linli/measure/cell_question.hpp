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
    places_ = std::make_shared<const place_cells>(net, level_, reader_.within(), slice.stock);
    context_ = reader_.make_context(spec, definition_of(spec.name), slice, places_);
    gaps_.emplace(net, definition_of(spec.name), context_);
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

  // R(p) of a cell, and why there is none.
  std::optional<double> residents(std::size_t cell) const { return residents_[cell].first; }
  const std::string& no_residents(std::size_t cell) const { return residents_[cell].second; }

  // Why nothing is known of a cell; empty where something is.
  std::string unknown(std::size_t cell) const {
    answer found;
    gaps_->mark(cell, found);
    return found.note;
  }

 private:
  void read_residents() {
    residents_.assign(cells(), {std::nullopt, "no denominator: residents unknown"});
    question people;
    people.within = asked_.within;
    people.on = asked_.on;
    if (by_place()) people.by = {level_};
    const auto answer = linli::measure(*net_, measure_spec{"counts.residents"}, people);
    std::map<std::string, std::size_t> rows;
    for (std::size_t i = 0; i < answer.rows(); ++i) rows[by_place() ? answer.key(i, level_) : ""] = i;
    for (std::size_t cell = 0; cell < cells(); ++cell) {
      const bool named = by_place() && place(cell) >= 0;
      const auto at = rows.find(named ? net_->id_of({node_kind::place, place(cell)}) : std::string());
      if (at != rows.end()) residents_[cell] = {answer.value(at->second), answer.note(at->second)};
    }
  }

  const network* net_;
  question asked_;
  question_reader reader_;
  std::string level_;
  std::shared_ptr<const place_cells> places_;
  linli::context context_;
  std::optional<unobserved> gaps_;
  std::vector<std::pair<std::optional<double>, std::string>> residents_;
};

}  // namespace linli::detail
