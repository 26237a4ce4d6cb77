// SPDX-License-Identifier: Apache-2.0
// Targets beside what is: met or not, where, how far off, and how many whole units would do.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/attained.hpp>
#include <linli/measure/needed.hpp>
#include <linli/measure/target.hpp>
#include <linli/measure/target_values.hpp>

namespace linli {

namespace detail {

// Guidelines allow exceptions, so no one fails them.
inline std::string verdict_of(const target_spec& of, std::optional<bool> met) {
  if (!met) return "unknown";
  if (of.force == force::guideline) return *met ? "within the usual range" : "outside the usual range";
  return *met ? "met" : "not met";
}

inline void conclude(attained& row) {
  row.verdict = verdict_of(*row.of, row.met);
  if (!row.met) row.shortfall.reset();
  if (!row.met) row.needed.reset();
  if (row.met && *row.met) row.needed = 0;
  if (!row.needed) row.needed_unit.clear();
}

inline void judge(attained& row, const std::optional<growth>& grows) {
  if (row.value) {
    row.met = row.within.met_by(*row.value);
    row.shortfall = row.within.shortfall_of(*row.value);
    if (!*row.met && grows) row.needed = units_needed(*grows, row.within);
    if (!*row.met && !row.needed) row.remark("no number of whole units is known to meet it");
  }
  conclude(row);
}

inline attained judged(const target_spec& of, const target_values& all, const target_row& row) {
  attained made{&of, {}, row.value, {of.at_least, of.at_most}, {}, {}, {}, row.numerator, row.denominator, all.unit};
  for (std::size_t d = 0; d < row.keys.size(); ++d)
    made.keys.emplace_back(all.dimensions[d] == all.lowest ? "place" : all.dimensions[d], row.keys[d]);
  made.needed_unit = all.whole_unit;
  made.note = row.note;
  judge(made, row.grows);
  return made;
}

// What all that miss a target need together, or as many of them as can do with least; nothing where
// one cannot be told, or where some have too few and others too many.
inline std::optional<std::int64_t> needed_together(const std::vector<attained>& rows, std::size_t places) {
  std::vector<std::int64_t> wanted;
  for (const auto& row : rows) {
    if (!row.met || *row.met) continue;
    if (!row.needed) return std::nullopt;
    wanted.push_back(*row.needed);
  }
  std::sort(wanted.begin(), wanted.end(), [](auto a, auto b) { return std::abs(a) < std::abs(b); });
  wanted.resize(std::min(places, wanted.size()));
  const bool fewer = std::any_of(wanted.begin(), wanted.end(), [](auto n) { return n < 0; });
  const bool more = std::any_of(wanted.begin(), wanted.end(), [](auto n) { return n > 0; });
  std::int64_t sum = 0;
  for (const auto n : wanted) sum += n;
  return fewer && more ? std::nullopt : std::optional(sum);
}

struct places_counted {
  double all = 0;
  double met = 0;
  double unknown = 0;
};

inline places_counted count_places(const std::vector<attained>& rows) {
  places_counted found;
  for (const auto& row : rows) {
    found.all += 1;
    found.met += row.met && *row.met ? 1 : 0;
    found.unknown += row.met ? 0 : 1;
  }
  return found;
}

// Whether enough places meet it. What is unknown may still meet it or not.
inline std::optional<bool> enough(const places_counted& count, double wanted) {
  if (count.all == 0) return std::nullopt;
  const goal share{wanted, {}};
  if (share.met_by(count.met / count.all)) return true;
  return share.is_below((count.met + count.unknown) / count.all) ? std::optional(false) : std::nullopt;
}

// How many more places would be enough, were all that are unknown to meet it.
inline std::size_t places_missing(const places_counted& count, double wanted) {
  return static_cast<std::size_t>(std::ceil(wanted * count.all - slack(1) - count.met - count.unknown));
}

inline std::string said_of(const places_counted& count) {
  const auto met = text_of_number(count.met) + " of " + text_of_number(count.all) + " meet it";
  return count.unknown > 0 ? met + "; " + text_of_number(count.unknown) + " unknown" : met;
}

// The share of the places that meet it, of those known.
inline attained share_of_places(const target_spec& of, const target_values& all, const std::vector<attained>& rows) {
  const auto count = count_places(rows);
  const bool every = of.stat == statistic::each;
  const double wanted = every ? 1 : *of.share_at_least;
  const double known = count.all - count.unknown;
  attained whole{&of, {}, ratio(count.met, known), {wanted, {}}, enough(count, wanted), {}, {}, count.met, known};
  whole.unit = all.dimensions.size() > 1 || all.lowest.empty() ? "share of rows" : "share of places";
  whole.needed_unit = all.whole_unit;
  whole.note = said_of(count);
  if (whole.value) whole.shortfall = whole.within.shortfall_of(*whole.value);
  if (whole.met == false) whole.needed = needed_together(rows, every ? rows.size() : places_missing(count, wanted));
  conclude(whole);
  return whole;
}

// Counts add up, so that whole units lift their mean; quotients do not.
inline std::optional<growth> growth_of_mean(const target_values& all) {
  growth sum{1, 0, 0};
  for (const auto& row : all.rows) {
    if (!row.value) continue;
    if (!row.grows || row.grows->denominator != 1) return std::nullopt;
    sum = {row.grows->scale, sum.numerator + row.grows->numerator, sum.denominator + 1, row.grows->change_by_one,
           row.grows->most};
  }
  return sum.denominator > 0 ? std::optional(sum) : std::nullopt;
}

inline attained mean_of_places(const target_spec& of, const target_values& all) {
  double sum = 0;
  double known = 0;
  for (const auto& row : all.rows) {
    sum += row.value.value_or(0);
    known += row.value ? 1 : 0;
  }
  attained whole{&of, {}, ratio(sum, known), {of.at_least, of.at_most}, {}, {}, {}, sum, known, all.unit};
  whole.needed_unit = all.whole_unit;
  whole.remark("mean of " + text_of_number(known));
  if (const auto unknown = static_cast<double>(all.rows.size()) - known; unknown > 0)
    whole.remark(text_of_number(unknown) + " unknown, left out");
  judge(whole, growth_of_mean(all));
  return whole;
}

// The day on which a target is read: that of its own text, of the question, or of the data.
inline moment day_of(const network& net, const target_spec& of, const question& around) {
  const auto own = parse_measure(terms_of(of).front()).around.on;
  question dated;
  dated.on = own.empty() ? around.on : own;
  return question_reader(net, dated).on();
}

inline std::string dates_of(const target_spec& of) {
  const auto from = of.valid_from.empty() ? "" : " from " + of.valid_from;
  const auto until = of.valid_until.empty() ? "" : " before " + of.valid_until;
  return "in force" + from + (from.empty() || until.empty() ? "" : " and") + until;
}

inline attained untold(const target_spec& of, std::string verdict, const std::string& why) {
  attained whole{&of, {}, {}, {of.at_least, of.at_most}};
  whole.unit = of.unit;
  whole.verdict = std::move(verdict);
  whole.remark(why);
  return whole;
}

inline attained whole_of(const target_spec& of, const target_values& all, const std::vector<attained>& rows) {
  if (!all.lacking.empty()) return untold(of, "unknown", all.lacking);
  if (all.rows.empty()) return untold(of, "unknown", "nothing to judge: no " + joined(by_of(of), " by "));
  if (of.stat == statistic::mean) return mean_of_places(of, all);
  return share_of_places(of, all, rows);
}

inline void attain(const network& net, const target_spec& of, const question& around, attained_columns& into) {
  check(of);
  const auto from = day_in(of, "valid_from", of.valid_from);
  if (!day_of(net, of, around).in_force(from, day_in(of, "valid_until", of.valid_until)))
    return into.rows.push_back(untold(of, "not in force", dates_of(of)));
  const auto all = values_of(net, of, around);
  note_columns(of, all, into);
  std::vector<attained> rows;
  for (const auto& row : all.rows) rows.push_back(judged(of, all, row));
  const bool is_one_number = all.lacking.empty() && all.dimensions.empty() && rows.size() == 1;
  auto whole = is_one_number ? rows.front() : whole_of(of, all, rows);
  if (of.verified == false) whole.remark("its source was not read");
  if (!is_one_number && of.stat != statistic::mean) std::move(rows.begin(), rows.end(), std::back_inserter(into.rows));
  into.rows.push_back(std::move(whole));
}

}  // namespace detail

// A row a place that is judged, then one for the target as a whole, which has no place: the share of
// places that meet it, or their mean. A target that names no `by` has this row alone. What is not in
// force on the day of `on` is not judged. `needed` is to be added, or, below 0, to be taken away; of what counts
// what is missing it is to be added, or, where units only change, to be changed.
inline frame attainment(const network& net, std::span<const target_spec> targets, const question& around = {}) {
  if (!around.by.empty()) throw measure_error("each target names its own by; attainment takes none");
  detail::question_reader(net, around);  // a wrong place, day or period is wrong for all
  detail::attained_columns found;
  for (const auto& of : targets) detail::attain(net, of, around, found);
  return detail::frame_of(found);
}

}  // namespace linli
