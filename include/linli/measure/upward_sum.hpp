// SPDX-License-Identifier: Apache-2.0
// Numbers that places give, added up the tree.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <linli/measure/cover.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// Numbers are added as integers, so that any order gives the same bits: in units of 1 / scale, a power of
// ten as fine as their sum leaves room for. Whole numbers up to 4e12 in sum, and all with six decimals, are exact.
inline double exact_scale(const std::vector<double>& numbers) {
  double sum = static_cast<double>(numbers.size());  // households count one each
  for (const auto x : numbers)
    if (!std::isnan(x)) sum += std::abs(x);
  if (!std::isfinite(sum)) throw measure_error("the column holds a number that is not finite");
  double scale = 1e12;
  while (scale > 1 && sum * scale > 4e18) scale /= 10;
  if (sum > 4e18) throw measure_error("the sum of the column is too large");
  return scale;
}

// As std::llround, which is a call for each number.
inline std::int64_t nearest_integer(double x) {
  const auto whole = static_cast<std::int64_t>(x);
  const double rest = x - static_cast<double>(whole);
  return whole + (rest >= 0.5) - (rest <= -0.5);
}

// Numbers that places may give, NaN where one gives none, and which of them count.
struct given_numbers {
  std::shared_ptr<const std::vector<double>> numbers;
  std::shared_ptr<const cover> highest;

  given_numbers(const context& asked, std::vector<double> given)
      : numbers(std::make_shared<const std::vector<double>>(std::move(given))),
        highest(std::make_shared<const cover>(*asked.net, asked.cube.places(), asked.stock,
                                              [&](std::int32_t place) { return is_given(place); })) {}
  bool is_given(std::int32_t place) const { return !std::isnan((*numbers)[static_cast<std::size_t>(place)]); }

  // Other numbers that the same places give.
  bool gives_like(const std::vector<double>& others) const {
    return std::equal(numbers->begin(), numbers->end(), others.begin(), others.end(),
                      [](double a, double b) { return std::isnan(a) == std::isnan(b); });
  }
  given_numbers with(std::vector<double> others) const {
    auto found = *this;
    found.numbers = std::make_shared<const std::vector<double>>(std::move(others));
    return found;
  }
};

// A number of a place in force where one is given, else the sum over what lies in it: given numbers stand
// for their whole subtree, so that a total given at two levels is not added to itself. Of households, a household
// place without a number of its own counts one.
class upward_sum {
 public:
  upward_sum(const context& asked, const given_numbers& given, bool households)
      : tree_(&asked.net->places()),
        cells_(asked.cube.shared_places()),
        in_force_(asked.net->rows(node_kind::place), asked.stock),
        unit_level_(households && asked.net->state().levels ? asked.net->state().levels->find("household") : -1),
        numbers_(given.numbers),
        highest_(given.highest),
        households_(households),
        scale_(exact_scale(*numbers_)),
        never_negative_(std::none_of(numbers_->begin(), numbers_->end(), [](double x) { return x < 0; })) {}

  plan make() const {
    plan made;
    made.slots = 3;
    made.parts = {"amount", "places that give it", "household places"};
    made.scales = {scale_, 1, 1};
    const auto self = std::make_shared<const upward_sum>(*this);
    made.terms.push_back({node_kind::place, [self](std::size_t first, std::size_t last, counter& into) {
                            for_runs_in_cells(into, first, last,
                                              [&](std::int32_t from, std::int32_t to) { self->count(from, to, into); });
                          }});
    made.finish = [self](const cell_view& cell) { return self->finish(cell); };
    return made;
  }

 private:
  enum : std::size_t { amount, places_that_give, household_places };

  // Adds a run of places that lie in the same cells.
  void count(std::int32_t from, std::int32_t to, counter& into) const {
    const auto about = subject{}.with(role::place, from);
    if (!into.asks_for(about)) return;
    const auto category = into.cells().category(about);
    const auto cells = cells_->of(from);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      std::array<std::int64_t, 3> sums{};
      for (auto place = from; place < to; ++place) {
        const bool gives = highest_->gives(place);
        if ((!gives && !is_unit(place)) || highest_->is_covered(place, k)) continue;
        sums[amount] += gives ? nearest_integer((*numbers_)[static_cast<std::size_t>(place)] * scale_)
                              : static_cast<std::int64_t>(scale_);
        ++sums[gives ? places_that_give : household_places];
      }
      const auto at = into.cells().cell(static_cast<std::size_t>(cells[k]), category);
      for (std::size_t slot = 0; slot < sums.size(); ++slot)
        if (sums[slot] != 0) into.add_to(from, at, slot, sums[slot]);
    }
  }
  bool is_unit(std::int32_t place) const {
    return unit_level_ >= 0 && tree_->level(place) == unit_level_ && in_force_(place);
  }

  answer finish(const cell_view& cell) const {
    // Where households are places at all, a place without any has none; else nothing is known.
    if (cell.sums[places_that_give] == 0 && cell.sums[household_places] == 0 && unit_level_ < 0)
      return no_answer(households_ ? "households unknown" : "no place gives this column");
    auto units = cell.sums[amount];
    if (cells_->is_rest(cell.place_cell)) {
      if (highest_->rest_is_unclear())
        return no_answer("a number given above reaches into zones: what is left over cannot be told");
      for (const auto part : highest_->held_by_rest()) units -= cell.sums_at(part)[amount];
      if (!highest_->held_by_rest().empty() && units < 0 && never_negative_)
        return no_answer("the places of the level hold more than the whole that is given");
    }
    const double sum = static_cast<double>(units) / scale_;
    return {sum, sum, std::nullopt, "",
            basis_of(cell.sums[household_places], households_ ? cell.sums[places_that_give] : 0)};
  }

  const place_tree* tree_;
  std::shared_ptr<const place_cells> cells_;
  rows_in_force in_force_;
  std::int32_t unit_level_;  // of household places, or -1
  std::shared_ptr<const std::vector<double>> numbers_;
  std::shared_ptr<const cover> highest_;
  bool households_;
  double scale_;
  bool never_negative_;
};

}  // namespace linli::detail
