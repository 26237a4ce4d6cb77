// SPDX-License-Identifier: Apache-2.0
// R(p): the residents of a place, from its population where one is given, else from the persons at home.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <linli/measure/cover.hpp>
#include <linli/measure/plan.hpp>
#include <linli/model/totals.hpp>

namespace linli {

// The denominators of one question: a plan of its own, over the dimensions that split persons.
struct residents_plan {
  linli::cube cube;
  std::vector<row_test> tests;
  linli::plan plan;
  std::function<residents(std::size_t cell, const tally& sums)> finish;
};

namespace detail {

// Which rows of `population` count, and how they fall into the categories asked.
class population_source {
 public:
  population_source(const network& net, const filter& where, const std::vector<dimension>& dimensions, moment stock)
      : net_(&net), rows_(&net.rows(table_id::population)) {
    for (const auto& [name, wanted] : where) take_filter(name, wanted);
    for (const auto& d : dimensions) take_dimension(d);
    if (needed_.empty())
      whole_ = population_by_place(net, population_unit::persons, stock.on);
    else
      choose_rows(stock);
    leave_out_places_not_in_force(stock);
  }

  // Whether a filter of this name is one of persons, as far as its name tells.
  static bool may_be_stratum(const std::string& name) {
    return name.find('.') == std::string::npos || name.starts_with("home.") || name.starts_with("person.");
  }

  bool splits_persons() const { return !needed_.empty(); }
  bool has(std::int32_t place) const {
    const auto p = static_cast<std::size_t>(place);
    return needed_.empty() ? whole_[p] >= 0 : !chosen_[p].empty();
  }
  // Calls f(category, count) for what the place's population holds of what is asked.
  template <class F>
  void for_each(std::int32_t place, F f) const {
    const auto p = static_cast<std::size_t>(place);
    if (needed_.empty()) {
      f(std::size_t{0}, whole_[p]);
      return;
    }
    for (const auto row : chosen_[p]) {
      const bool passes =
          std::all_of(row_tests_.begin(), row_tests_.end(), [&](const auto& test) { return test.passes(row); });
      if (passes) f(category(row), (*rows_)["count"].integers()[static_cast<std::size_t>(row)]);
    }
  }

 private:
  // The stratum of an attribute of persons: person.sex is sex.
  static std::string stratum_of(const std::string& name) { return std::string(without_prefix(name, "person.")); }
  void need(const std::string& stratum) {
    if (std::find(needed_.begin(), needed_.end(), stratum) == needed_.end()) needed_.push_back(stratum);
  }
  // What is merged into another place is counted there.
  void leave_out_places_not_in_force(moment stock) {
    const auto in_force = rows_in_force(net_->rows(node_kind::place), stock);
    for (std::size_t p = 0; p < net_->places().size(); ++p) {
      if (in_force(static_cast<std::int32_t>(p))) continue;
      if (!whole_.empty()) whole_[p] = -1;
      if (!chosen_.empty()) chosen_[p].clear();
    }
  }
  // Any attribute of persons, of their homes too, must be a stratum: a place's population need not be
  // alike in what its homes differ in.
  void take_filter(const std::string& name, const condition& wanted) {
    if (!may_be_stratum(name)) return;
    const auto stratum = stratum_of(name);
    need(stratum);
    if (const auto* values = rows_->find(stratum))
      row_tests_.push_back(
          attribute_test(name, {role::person, values, {}, {}, stratum}, wanted, net_->state().zone_minutes));
  }
  void take_dimension(const dimension& d) {
    sizes_.push_back(d.labels.size() + 1);
    auto labels = std::map<std::string, std::int32_t>();
    for (std::size_t k = 0; k < d.labels.size(); ++k) labels[d.labels[k]] = static_cast<std::int32_t>(k);
    need(stratum_of(d.name));
    codes_.push_back([values = rows_->find(stratum_of(d.name)), labels](std::int32_t row) -> std::int32_t {
      if (!values || values->is_null(static_cast<std::size_t>(row))) return -1;
      return code_or_null(labels, values->text(static_cast<std::size_t>(row)));
    });
  }
  std::size_t category(std::int32_t row) const {
    std::size_t at = 0;
    for (std::size_t d = 0; d < codes_.size(); ++d) {
      const auto code = codes_[d](row);
      at = at * sizes_[d] + (code < 0 ? sizes_[d] - 1 : static_cast<std::size_t>(code));
    }
    return at;
  }
  // For each place the rows that carry every stratum needed and as few others as may be, of the
  // best basis and the latest day not after the question's.
  void choose_rows(moment stock) {
    chosen_.resize(net_->places().size());
    for (const auto& stratum : needed_)
      if (!rows_->find(stratum)) return;
    using rank = std::tuple<int, int, std::int64_t, std::string>;
    auto best = std::vector<std::optional<rank>>(chosen_.size());
    for (std::size_t i = 0; i < rows_->rows; ++i) {
      const auto ranked = rank_of(i, stock);
      if (!ranked) continue;
      const auto place = static_cast<std::size_t>((*rows_)["place"].codes()[i]);
      if (best[place] && *best[place] < *ranked) continue;
      if (!best[place] || *ranked < *best[place]) chosen_[place].clear();
      best[place] = ranked;
      chosen_[place].push_back(static_cast<std::int32_t>(i));
    }
  }
  std::optional<std::tuple<int, int, std::int64_t, std::string>> rank_of(std::size_t i, moment stock) const {
    if (!is_of_unit(*rows_, i, population_unit::persons)) return std::nullopt;
    const auto as_of = (*rows_)["as_of"].instants()[i];
    if (!stock.on.is_null() && !as_of.is_null() && as_of.day() > stock.on.day()) return std::nullopt;
    int others = 0;
    std::string signature;
    for (const auto name : strata_of(*rows_)) {
      const bool given = !(*rows_)[name].is_null(i);
      const bool needed = std::find(needed_.begin(), needed_.end(), name) != needed_.end();
      if (needed && !given) return std::nullopt;
      others += given && !needed;
      if (given) signature += std::string(name) + ";";
    }
    const auto basis = (*rows_)["basis"].text(i);
    const auto day = as_of.is_null() ? std::numeric_limits<std::int64_t>::max() : -as_of.day();
    return std::tuple{others, basis == "usual_residents" ? 0 : basis.empty() ? 1 : 2, day, signature};
  }

  const network* net_;
  const store* rows_;
  std::vector<std::string> needed_;
  std::vector<row_test> row_tests_;
  std::vector<std::function<std::int32_t(std::int32_t)>> codes_;
  std::vector<std::size_t> sizes_;
  std::vector<std::int64_t> whole_;
  std::vector<std::vector<std::int32_t>> chosen_;
};

// What the residents of cells are counted with, each part once for all blocks.
class residents_counter {
 public:
  residents_counter(const context& asked, const std::string& from, const std::vector<dimension>& dimensions,
                    std::size_t categories)
      : places_(asked.cube.shared_places()),
        source_(*asked.net, asked.where, dimensions, asked.stock),
        cover_(*asked.net, *places_, asked.stock, [&](std::int32_t place) { return source_.has(place); }),
        homes_(&asked.net->rows(node_kind::person)["home"].codes()),
        in_force_(asked.net->rows(node_kind::person), asked.stock),
        categories_(categories) {
    const auto& forced = from.empty() ? asked.spec->residents : from;
    use_population_ = forced != "persons" && cover_.any_given();
    use_persons_ = forced == "persons" || (forced.empty() && asked.net->persons_are() == persons_are::all_residents);
    for (const auto& d : dimensions) split_.push_back(d.name);
    for (const auto& [name, unused] : asked.where)
      if (population_source::may_be_stratum(name)) split_.push_back(name);
  }

  bool use_population() const { return use_population_; }
  bool use_persons() const { return use_persons_; }

  void count_population(std::size_t first, std::size_t last, counter& into) const {
    for (auto p = first; p < last; ++p) {
      const auto place = static_cast<std::int32_t>(p);
      if (!cover_.gives(place)) continue;
      std::size_t k = 0;
      for (const auto cell : places_->of(place))
        if (!cover_.is_covered(place, k++)) take_population(place, static_cast<std::size_t>(cell), into);
    }
  }
  void count_persons(std::size_t first, std::size_t last, counter& into) const {
    const auto passes = [&](std::int32_t person) {
      return in_force_(person) && into.asks_for(subject{}.with(role::person, person));
    };
    const auto add = [&](std::int32_t person, std::int32_t home, std::int64_t count) {
      const auto category = into.cells().category(subject{}.with(role::person, person));
      for (const auto cell : places_->of(home))
        if (!use_population_ || !cover_.covers(home, cell))
          into.add_to(home, into.cells().cell(static_cast<std::size_t>(cell), category), of_persons, count);
    };
    for_runs_at_home(*homes_, first, last, into.tells_keys_apart(), passes, add);
  }

  residents finish(std::size_t cell, const tally& all) const {
    const auto sums = all.sums(cell);
    const auto place_cell = cell / categories_;
    if (!use_persons_ && !(use_population_ && cover_.is_complete(place_cell))) return unknown(sums[given] > 0);
    residents found;
    found.count = sums[of_persons] + sums[of_population];
    if (use_population_ && places_->is_rest(place_cell)) {
      if (cover_.rest_is_unclear()) return not_told("a population given above reaches into zones");
      for (const auto part : cover_.held_by_rest()) {
        const auto inside = all.sums(part * categories_ + cell % categories_);
        found.count = *found.count - inside[of_persons] - inside[of_population];
      }
    }
    if (*found.count < 0) return not_told("the places of the level hold more than the whole that is given");
    found.from_population = sums[given] > 0;
    found.from_persons = use_persons_ && (sums[of_persons] > 0 || sums[given] == 0);
    return found;
  }

 private:
  enum : std::size_t { of_persons, of_population, given };

  void take_population(std::int32_t place, std::size_t cell, counter& into) const {
    source_.for_each(place, [&](std::size_t category, std::int64_t count) {
      into.add_to(place, into.cells().cell(cell, category), of_population, count);
    });
    for (std::size_t c = 0; c < categories_; ++c) into.add_to(place, into.cells().cell(cell, c), given, 1);
  }
  residents unknown(bool given_for_part) const {
    residents found;
    found.note = !split_.empty() && source_.splits_persons() ? "no denominator by " + joined(split_)
                 : given_for_part ? "no denominator: population is given for part of the place only"
                                  : "no denominator: residents unknown";
    return found;
  }
  // Some live there, but how many cannot be said.
  residents not_told(const std::string& why) const {
    return {std::nullopt, true, use_persons_, "no denominator: " + why, true};
  }

  std::shared_ptr<const place_cells> places_;
  population_source source_;
  cover cover_;
  const paged<std::int32_t>* homes_;
  rows_in_force in_force_;
  std::size_t categories_;
  bool use_population_ = false;
  bool use_persons_ = false;
  std::vector<std::string> split_;  // what tells persons apart, by name
};

}  // namespace detail

// `from` forces one source: "persons" or "population".
inline residents_plan make_residents_plan(const context& asked, const std::string& from) {
  residents_plan made;
  std::vector<dimension> dimensions;
  for (const auto& d : asked.cube.dimensions())
    if (d.of == role::person) dimensions.push_back(d);
  for (const auto& test : asked.tests)
    if (test.of == role::person) made.tests.push_back(test);
  made.cube = linli::cube(asked.cube.shared_places(), dimensions);
  made.plan.slots = 3;
  const auto counting =
      std::make_shared<const detail::residents_counter>(asked, from, dimensions, made.cube.categories());
  if (counting->use_population())
    made.plan.terms.push_back({node_kind::place, [counting](std::size_t first, std::size_t last, counter& into) {
                                 counting->count_population(first, last, into);
                               }});
  if (counting->use_persons())
    made.plan.terms.push_back({node_kind::person, [counting](std::size_t first, std::size_t last, counter& into) {
                                 counting->count_persons(first, last, into);
                               }});
  made.finish = [counting](std::size_t cell, const tally& all) { return counting->finish(cell, all); };
  return made;
}

}  // namespace linli
