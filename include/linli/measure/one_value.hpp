// SPDX-License-Identifier: Apache-2.0
// One number for one measure text, or the reason why there is none.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/measure.hpp>

namespace linli {

struct single_value {
  std::optional<double> value;
  std::string note;  // why there is none, or what was assumed
  linli::basis basis = linli::basis::rows;
};

namespace detail {

inline std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  return parts;
}

// How many weeks, months or years a window holds; whole where it runs from a day to the same day.
inline std::optional<double> periods_in(const window& during, std::string_view per) {
  if (during.from.is_null() || during.until.is_null()) return std::nullopt;
  const auto first = during.from.day();
  const auto last = during.until.day();
  const auto days = static_cast<double>(last - first);
  if (per == "day") return days;
  if (per == "week") return days / 7;
  const int months = per == "year" ? 12 : per == "quarter" ? 3 : per == "month" ? 1 : 0;
  if (months == 0) return std::nullopt;
  const auto a = calendar_of(first);
  const auto b = calendar_of(last);
  if (a.day() != b.day()) return days / (365.2425 / 12 * months);
  const int between = (int(b.year()) - int(a.year())) * 12 + int(unsigned(b.month())) - int(unsigned(a.month()));
  return static_cast<double>(between) / months;
}

inline single_value measured(const network& net, std::string_view text, question around, std::string_view per) {
  const auto read = parse_measure(text);
  const auto& what = definition_of(read.measure.name);
  if (!read.around.by.empty() || !what.adds.empty())
    throw measure_error("a figure is compared with one number, and this gives one for each " +
                        joined(!what.adds.empty() ? words_in(what.adds) : read.around.by));
  if (!read.around.during.empty()) around.during = read.around.during;
  const auto answer = linli::measure(net, text, around);
  if (answer.rows() != 1) throw measure_error("this gives " + std::to_string(answer.rows()) + " numbers, not one");
  single_value found{answer.value(0), answer.note(0), linli::basis::rows};
  for (const auto b : {basis::totals, basis::mixed})
    if (answer.content().find("basis")->text(0) == text_of(b)) found.basis = b;
  if (per.empty() || !what.is_flow || !found.value) return found;
  const auto during = parse_window(around.during, net.state().zone_minutes);
  const auto periods = during ? periods_in(*during, per) : std::nullopt;
  if (!periods || *periods <= 0)
    return {std::nullopt, "a number a " + std::string(per) + " needs a period: since and until, or during",
            found.basis};
  if (*periods != 1)
    found.note = joined_by(std::move(found.note), "; ",
                           text_of_number(*found.value) + " in " + text_of_number(*periods) + " x " + std::string(per));
  *found.value /= *periods;
  return found;
}

}  // namespace detail

// A measure text, or a quotient of two with " / " between them, in the question around it. A flow
// of `per` (year, quarter, month, week, day) is divided by the number of these in its window.
inline single_value one_value(const network& net, std::string_view text, const question& around = {},
                              std::string_view per = {}) {
  const auto terms = detail::split(text, " / ");
  if (terms.size() == 1) return detail::measured(net, text, around, per);
  if (terms.size() > 2) throw measure_error("'" + std::string(text) + "' is more than one quotient");
  const auto above = detail::measured(net, terms[0], around, {});
  const auto below = detail::measured(net, terms[1], around, {});
  for (const auto& part : {above, below})
    if (!part.value) return part;
  const auto together = above.basis == below.basis ? above.basis : basis::mixed;
  const auto parts = text_of_number(*above.value) + " / " + text_of_number(*below.value);
  const auto value = ratio(*above.value, *below.value);
  return {value, value ? parts : parts + " has no value", together};
}

}  // namespace linli
