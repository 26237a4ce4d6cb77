// SPDX-License-Identifier: Apache-2.0
// A target: what a measure should reach, where, over which places, by whose word and for how long.
#pragma once

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <linli/core/date.hpp>
#include <linli/core/error.hpp>
#include <linli/measure/catalogue.hpp>
#include <linli/measure/one_value.hpp>
#include <linli/measure/spec.hpp>

namespace linli {

// Every place must meet it; or their unweighted mean; or a share of them.
enum class statistic { each, mean, share };
// Whether missing it is a breach, or merely unusual.
enum class force { binding, guideline };

constexpr std::array<std::string_view, 3> statistic_words{"each", "mean", "share"};
constexpr std::array<std::string_view, 2> force_words{"binding", "guideline"};
constexpr std::string_view text_of(statistic s) { return statistic_words[static_cast<std::size_t>(s)]; }
constexpr std::string_view text_of(force f) { return force_words[static_cast<std::size_t>(f)]; }

struct target_spec {
  std::string name{};      // by default the measure
  std::string label_zh{};  // what it is called in Chinese
  std::string measure{};   // a text, or a quotient of two with " / " between them
  std::vector<std::string> by{};
  std::optional<double> at_least{};
  std::optional<double> at_most{};  // with at_least: a range
  double per = 1;                   // the value is that of the measure, so many times: per 100 households
  statistic stat = statistic::each;
  std::optional<double> share_at_least{};  // of the places, with stat = share
  linli::force force = linli::force::binding;
  std::string valid_from{};   // the first day; empty: open
  std::string valid_until{};  // the first day after; empty: open
  std::string source{};
  std::string unit{};              // of the value; by default the measure's
  std::string scope{};             // for whom it was set, in words
  std::string residents{};         // "persons" or "population" forces the denominator
  std::optional<bool> verified{};  // whether the source was read
  std::string note{};

  const std::string& title() const { return name.empty() ? measure : name; }
};

namespace detail {

[[noreturn]] inline void refuse(const target_spec& of, const std::string& why) {
  throw measure_error("target '" + of.title() + "': " + why);
}

// The numerator and the denominator of a quotient, or the measure alone.
inline std::vector<std::string_view> terms_of(const target_spec& of) {
  auto terms = split(of.measure, " / ");
  if (terms.size() > 2) refuse(of, "'" + of.measure + "' is more than one quotient");
  return terms;
}

// The dimensions, whether the target names them or its measure does.
inline std::vector<std::string> by_of(const target_spec& of) {
  auto by = of.by;
  for (const auto term : terms_of(of)) {
    const auto own = parse_measure(term).around.by;
    if (own.empty() || own == by) continue;
    if (!by.empty()) refuse(of, "by is " + joined(by) + ", but '" + std::string(term) + "' says " + joined(own));
    by = own;
  }
  return by;
}

inline instant day_in(const target_spec& of, std::string_view field, const std::string& text) {
  if (text.empty()) return {};
  const auto read = parse_instant(text);
  if (!read) refuse(of, std::string(field) + "='" + text + "' is not a date like 2026-01-01");
  return *read;
}

inline void check_limits(const target_spec& of) {
  if (!of.at_least && !of.at_most) refuse(of, "it has no limit; give at_least, at_most or both");
  if (of.at_least && of.at_most && *of.at_least > *of.at_most)
    refuse(of, "at_least " + text_of_number(*of.at_least) + " is above at_most " + text_of_number(*of.at_most));
  for (const auto& limit : {of.at_least, of.at_most})
    if (limit && !std::isfinite(*limit)) refuse(of, "a limit is a finite number, not " + text_of_number(*limit));
  if (!(of.per > 0 && std::isfinite(of.per))) refuse(of, "per is a number above 0, such as 100");
}

inline void check_statistic(const target_spec& of) {
  if (of.stat != statistic::share) {
    if (of.share_at_least) refuse(of, "share_at_least goes with stat = share, not " + std::string(text_of(of.stat)));
    return;
  }
  if (!of.share_at_least) refuse(of, "stat = share needs share_at_least, such as 0.8");
  if (!(*of.share_at_least >= 0 && *of.share_at_least <= 1)) refuse(of, "share_at_least is a number from 0 to 1");
  if (by_of(of).empty()) refuse(of, "stat = share is a share of places, so it needs by, such as community");
}

inline void check_dates(const target_spec& of) {
  const auto from = day_in(of, "valid_from", of.valid_from);
  const auto until = day_in(of, "valid_until", of.valid_until);
  if (!from.is_null() && !until.is_null() && until <= from) refuse(of, "valid_until is not after valid_from");
}

}  // namespace detail

// What no network could make good is a measure_error that names the target.
inline void check(const target_spec& of) {
  if (of.measure.empty()) throw measure_error("target '" + of.name + "': it has no measure");
  try {
    for (const auto term : detail::terms_of(of)) definition_of(parse_measure(term).measure.name);
  } catch (const measure_error& fault) {
    detail::refuse(of, fault.what());
  }
  detail::by_of(of);
  detail::check_limits(of);
  detail::check_statistic(of);
  detail::check_dates(of);
  if (!of.residents.empty() && of.residents != "persons" && of.residents != "population")
    detail::refuse(of, "residents is persons or population, not '" + of.residents + "'");
}

}  // namespace linli
