// SPDX-License-Identifier: Apache-2.0
// Published figures as the two sides of a relation: which is meant, what it allows, of which time.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <linli/measure/bound_row.hpp>
#include <linli/measure/reported.hpp>

namespace linli::detail {

// One side of a relation: a figure, or a measure of the network itself.
struct operand {
  std::string label;
  std::string printed;  // as people read it
  whole_range range;
  double value = 0;      // as printed, without its qualifier
  bool is_count = true;  // a share or an hour count has no whole numbers
  std::int32_t place = -1;
  std::string measure;
  std::string source;
  const reported_figure* figure = nullptr;

  bool is_exact() const { return is_count && range.is_exact(); }
  whole_range as_divisor() const { return is_count ? bound_rules::at_least_one(range) : range; }
};

inline std::optional<operand> operand_of(const reported_figure& of) {
  if (!of.printed) return std::nullopt;
  operand made{of.label(), text_of(*of.printed, of.how), {}, of.printed->value(), true, of.place, of.measure, of.source,
               &of};
  made.is_count = of.printed->exponent + of.printed->scale >= 0;
  const auto real = interval(*of.printed, of.how);
  if (made.is_count)
    made.range = whole_numbers(real);
  else
    made.range = of.how == qualifier::exact ? whole_range{made.value, made.value} : whole_range{real.low, real.high};
  if (made.is_count && !made.range.is_exact() && !std::isinf(made.range.high))
    made.printed += " (" + range_text(made.range) + ")";
  return made;
}

// Which of several figures of that name is meant: of the same place, else of the nearest place
// above; of the same day and period before others.
inline const reported_figure* figure_named(const network& net, const std::vector<reported_figure>& all,
                                           const reported_figure& from, const std::string& indicator) {
  const auto rank = [&](const reported_figure& other) {
    const bool same_time = other.as_of == from.as_of && other.since == from.since && other.until == from.until;
    if (other.place == from.place) return std::tuple{2, 0, same_time};
    const bool above = other.place >= 0 && from.place >= 0 && net.places().contains(other.place, from.place);
    int depth = 0;
    for (auto p = other.place; above && p >= 0; p = net.places().parent(p)) ++depth;
    return std::tuple{above || other.place < 0 ? 1 : 0, depth, same_time};
  };
  const reported_figure* best = nullptr;
  for (const auto& other : all)
    if (other.indicator == indicator && &other != &from && (!best || rank(*best) < rank(other))) best = &other;
  return best;
}

// Two totals that are compared must be of one time; where they are not, a reader must know.
inline std::string difference_in_time(const reported_figure& a, const reported_figure& b) {
  if (a.per != b.per)
    return "one figure is " + (a.per.empty() ? "a total" : "a " + a.per) + ", the other " +
           (b.per.empty() ? "a total" : "a " + b.per);
  if (a.as_of == b.as_of && a.since == b.since && a.until == b.until) return "";
  const auto time = [](const reported_figure& f) {
    const auto period = f.since.is_null() && f.until.is_null() ? "" : text_of(f.since) + ".." + text_of(f.until);
    const auto text = joined_by(text_of(f.as_of), ", ", period);
    return text.empty() ? "no stated time" : text;
  };
  return "the figures are of " + time(a) + " and of " + time(b);
}

}  // namespace linli::detail
