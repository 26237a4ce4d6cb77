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
  static std::string stratum_of(const std::string& name) { return name.starts_with("person.") ? name.substr(7) : name; }
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
    if (name.find('.') != std::string::npos && !name.starts_with("home.") && !name.starts_with("person.")) return;
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

}  // namespace detail

// `from` forces one source: "persons" or "population".
inline residents_plan make_residents_plan(const context& asked, const std::string& from) {
  enum : std::size_t { of_persons, of_population, given };
  residents_plan made;
  std::vector<dimension> dimensions;
  for (const auto& d : asked.cube.dimensions())
    if (d.of == role::person) dimensions.push_back(d);
  for (const auto& test : asked.tests)
    if (test.of == role::person) made.tests.push_back(test);
  made.cube = linli::cube(asked.cube.shared_places(), dimensions);
  made.plan.slots = 3;

  const auto& net = *asked.net;
  const auto places = asked.cube.shared_places();
  const auto source = std::make_shared<const detail::population_source>(net, asked.where, dimensions, asked.stock);
  const auto cover = std::make_shared<const detail::cover>(net, *places, asked.stock,
                                                           [&](std::int32_t place) { return source->has(place); });
  const auto& forced = from.empty() ? asked.spec->residents : from;
  const bool use_population = forced != "persons" && cover->any_given();
  const bool use_persons = forced == "persons" || (forced.empty() && net.persons_are() == persons_are::all_residents);

  if (use_population) {
    made.plan.terms.push_back(
        {node_kind::place,
         [=, categories = made.cube.categories()](std::size_t first, std::size_t last, counter& into) {
           for (auto p = first; p < last; ++p) {
             const auto place = static_cast<std::int32_t>(p);
             if (!source->has(place)) continue;
             for (const auto cell : places->of(place)) {
               if (!cover->is_highest(place, cell)) continue;
               source->for_each(place, [&](std::size_t category, std::int64_t count) {
                 into.add_to(place, into.cells().cell(static_cast<std::size_t>(cell), category), of_population, count);
               });
               for (std::size_t c = 0; c < categories; ++c)
                 into.add_to(place, into.cells().cell(static_cast<std::size_t>(cell), c), given, 1);
             }
           }
         }});
  }
  if (use_persons) {
    const auto in_force = rows_in_force(net.rows(node_kind::person), asked.stock);
    const auto* homes = &net.rows(node_kind::person)["home"].codes();
    made.plan.terms.push_back(
        {node_kind::person,
         [=, apart = !dimensions.empty() || !made.tests.empty()](std::size_t first, std::size_t last, counter& into) {
           const auto passes = [&](std::int32_t person) {
             return in_force(person) && into.asks_for(subject{}.with(role::person, person));
           };
           for_runs_at_home(
               *homes, first, last, apart, passes, [&](std::int32_t person, std::int32_t home, std::int64_t count) {
                 const auto category = into.cells().category(subject{}.with(role::person, person));
                 for (const auto cell : places->of(home))
                   if (!use_population || !cover->covers(home, cell))
                     into.add_to(home, into.cells().cell(static_cast<std::size_t>(cell), category), of_persons, count);
               });
         }});
  }

  std::vector<std::string> split;
  for (const auto& d : dimensions) split.push_back(d.name);
  for (const auto& [name, unused] : asked.where)
    if (name.find('.') == std::string::npos || name.starts_with("home.") || name.starts_with("person."))
      split.push_back(name);
  made.finish = [=, categories = made.cube.categories()](std::size_t cell, const tally& all) {
    residents found;
    const auto sums = all.sums(cell);
    const auto place_cell = cell / categories;
    const bool rest = places->is_rest(place_cell);
    if (use_persons || (use_population && cover->is_complete(place_cell))) {
      found.count = sums[of_persons] + sums[of_population];
      if (rest && use_population && cover->rest_is_unclear())
        return residents{std::nullopt, true, use_persons, "no denominator: a population given above reaches into zones",
                         true};
      for (const auto part : rest&& use_population ? cover->held_by_rest() : std::vector<std::size_t>{}) {
        const auto inside = all.sums(part * categories + cell % categories);
        found.count = *found.count - inside[of_persons] - inside[of_population];
      }
      if (*found.count < 0)
        return residents{std::nullopt, true, use_persons,
                         "no denominator: the places of the level hold more than the whole that is given"};
      found.from_population = sums[given] > 0;
      found.from_persons = use_persons && (sums[of_persons] > 0 || sums[given] == 0);
    } else if (!split.empty() && source->splits_persons()) {
      found.note = "no denominator by " + joined(split);
    } else {
      found.note = sums[given] > 0 ? "no denominator: population is given for part of the place only"
                                   : "no denominator: residents unknown";
    }
    return found;
  };
  return made;
}

}  // namespace linli
