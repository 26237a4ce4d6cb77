// SPDX-License-Identifier: Apache-2.0
// A published figure: the digits as printed, how exact they claim to be, and what they allow.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <linli/core/text.hpp>

namespace linli {

enum class qualifier { exact, about, nearly, over, more_than, at_least, at_most };

constexpr std::array<std::string_view, 7> qualifier_words{"exact",     "about",    "nearly", "over",
                                                          "more_than", "at_least", "at_most"};

// An empty word is exact; so is an unknown one, which reading the table has refused before.
inline qualifier qualifier_named(std::string_view word) {
  for (std::size_t i = 0; i < qualifier_words.size(); ++i)
    if (qualifier_words[i] == word) return static_cast<qualifier>(i);
  return qualifier::exact;
}

// The values that a figure allows; an end may be infinite.
struct value_range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false;
  bool high_open = false;

  bool contains(double x) const { return (low_open ? x > low : x >= low) && (high_open ? x < high : x <= high); }
};

// From the lowest whole number to the highest, both included; the highest may be infinite.
struct whole_range {
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
  bool is_exact() const { return low == high; }
  bool is_empty() const { return low > high; }
};

// "28.9%" is 289 × 10^-1, in hundredths. Percent and 万 are kept apart from the digits, so that the
// figure can be said again as it was printed.
struct figure {
  std::int64_t digits = 0;
  int exponent = 0;  // of the last digit given, before the mark
  int scale = 0;     // the power of ten of the mark: -2 for %, 4 for 万
  std::string mark;

  double value() const { return shifted(static_cast<double>(digits), exponent + scale); }
  // What one more in the last digit given, or in the last that is not zero, would add.
  double last_digit() const { return shifted(1, exponent + scale); }
  double last_nonzero_digit() const {
    int power = exponent + scale;
    for (auto rest = digits; rest != 0 && rest % 10 == 0; rest /= 10) ++power;
    return shifted(1, power);
  }
  int decimals() const { return exponent < 0 ? -exponent : 0; }
  std::string text() const { return printed(value(), decimals()); }
  // A number in the figure's own manner, cut to so many decimals, fewer where the rest is zero.
  std::string printed(double x, int places) const { return cut_text(shifted(x, -scale), places, decimals()) + mark; }

 private:
  // Powers of ten up to 22 are exact, so that each result is the double nearest to the decimal.
  static double shifted(double x, int power) {
    double factor = 1;
    for (int i = 0; i < std::abs(power); ++i) factor *= 10;
    return power < 0 ? x / factor : x * factor;
  }
  static std::string cut_text(double x, int places, int least) {
    const double factor = shifted(1, places);
    const double whole = std::trunc(x * factor + std::copysign(1e-6, x));
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*f", places, whole / factor);
    std::string text = buffer;
    for (; places > least && text.back() == '0'; --places) text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
  }
};

namespace detail {

// Full-width digits and signs as Chinese texts print them, in ASCII; thousands without commas.
inline std::string plain_figure(std::string_view text) {
  std::string plain;
  for (const char32_t c : code_points(text)) {
    const char32_t near = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 ? U' ' : c;
    if (near == U' ') continue;
    if (near < 0x80)
      plain += static_cast<char>(near);
    else if (near == U'万')
      plain += "万";
    else if (near == U'亿')
      plain += "亿";
    else if (near == U'‰')
      plain += "‰";
    else
      plain += '?';
  }
  return plain;
}

// Whether each comma stands before exactly three digits and none leads.
inline bool groups_thousands(std::string_view number) {
  const auto first = number.find(',');
  if (first == std::string_view::npos) return true;
  const auto point = std::min(number.find('.'), number.size());
  if (first == 0 || first > 3) return false;
  for (std::size_t i = first; i < point; ++i)
    if ((number[i] == ',') != ((i - first) % 4 == 0)) return false;
  return (point - first) % 4 == 0 && number.find(',', point) == std::string_view::npos;
}

}  // namespace detail

// "270", "28.9%", "0.90", "10,803", "1.2万"; null where the text is no such number.
inline std::optional<figure> parse_figure(std::string_view text) {
  auto plain = detail::plain_figure(text);
  figure found;
  constexpr std::array<std::pair<std::string_view, int>, 4> marks{{{"%", -2}, {"‰", -3}, {"万", 4}, {"亿", 8}}};
  for (const auto& [mark, scale] : marks) {
    if (!plain.ends_with(mark)) continue;
    found.mark = mark;
    found.scale = scale;
    plain.resize(plain.size() - mark.size());
    break;
  }
  const bool minus = plain.starts_with('-');
  if (minus) plain.erase(0, 1);
  if (!detail::groups_thousands(plain)) return std::nullopt;
  std::erase(plain, ',');
  const auto point = plain.find('.');
  if (point != std::string::npos) {
    found.exponent = -static_cast<int>(plain.size() - point - 1);
    plain.erase(point, 1);
  }
  const bool bare_point = point == 0 || (point != std::string::npos && found.exponent == 0);
  if (plain.empty() || plain.size() > 15 || bare_point) return std::nullopt;
  for (const char c : plain) {
    if (c < '0' || c > '9') return std::nullopt;
    found.digits = found.digits * 10 + (c - '0');
  }
  if (minus) found.digits = -found.digits;
  return found;
}

// All numbers that a figure of that qualifier may stand for.
inline value_range interval(const figure& printed, qualifier how) {
  const double v = printed.value();
  const double unit = printed.last_digit();
  constexpr double infinite = std::numeric_limits<double>::infinity();
  switch (how) {
    case qualifier::exact:  // cut to these digits, or rounded to them
      if (printed.digits == 0) return {-unit, unit, true, true};
      return printed.digits > 0 ? value_range{v - unit / 2, v + unit, false, true}
                                : value_range{v - unit, v + unit / 2, true, false};
    case qualifier::about: return {v - 0.05 * std::abs(v), v + 0.05 * std::abs(v)};
    case qualifier::nearly: return {v - 0.05 * std::abs(v), v};
    case qualifier::over: return {v, v + printed.last_nonzero_digit(), false, true};
    case qualifier::more_than: return {v, infinite, true};
    case qualifier::at_least: return {v, infinite};
    case qualifier::at_most: return {-infinite, v};
  }
  return {};
}

// The whole numbers among them, for counts: 270余 is 270 to 279.
inline whole_range whole_numbers(const value_range& range) {
  constexpr double slack = 1e-9;
  const double tolerance = slack * std::max(1.0, std::abs(range.low));
  double low = std::ceil(range.low - tolerance);
  double high = std::floor(range.high + (std::isinf(range.high) ? 0 : slack * std::max(1.0, std::abs(range.high))));
  if (range.low_open && low <= range.low + tolerance) ++low;
  if (range.high_open && high >= range.high - slack * std::max(1.0, std::abs(range.high))) --high;
  return {std::max(0.0, low), high};
}
inline whole_range whole_numbers(const figure& printed, qualifier how) { return whole_numbers(interval(printed, how)); }

// The figure as people say it, with the whole numbers that it allows.
inline std::string text_of(const figure& printed, qualifier how) {
  static constexpr std::array<std::string_view, 7> words{"",           "about ",    "nearly ", "over ",
                                                         "more than ", "at least ", "at most "};
  return std::string(words[static_cast<std::size_t>(how)]) + printed.text();
}

// Whether a computed number agrees with the figure, and in words how.
struct comparison {
  bool agrees = false;
  std::string how;
};

namespace detail {

inline bool nearly_equal(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max({1e-3, std::abs(a), std::abs(b)});
}

// "2.7%", with more digits where 0.0% would be nothing or 5.0% hide on which side of 5% it lies.
inline std::string deviation_text(double share) {
  char buffer[32];
  const bool close = std::abs(share - 0.05) < 0.0005 && !nearly_equal(share, 0.05);
  std::snprintf(buffer, sizeof buffer, share < 0.001 ? "%.1g%%" : close ? "%.4f%%" : "%.1f%%", 100 * share);
  return buffer;
}

struct figure_test {
  const figure& printed;
  double computed;

  double value() const { return printed.value(); }
  bool equal() const { return nearly_equal(computed, value()); }
  std::string here() const {
    const bool whole = printed.scale == 0 && nearly_equal(computed, std::round(computed));
    return printed.printed(computed, whole ? printed.decimals() : printed.decimals() + 1);
  }
  std::string against(const char* relation) const { return here() + " " + relation + " " + printed.text(); }
  // "6812 is below 7000 by 2.7%"
  std::string distance() const {
    const auto side = against(computed < value() ? "is below" : "is above");
    return value() == 0 ? side : side + " by " + deviation_text(std::abs(computed / value() - 1));
  }

  comparison at_own_digits() const {
    double x = computed / printed.last_digit();
    if (nearly_equal(x, std::round(x))) x = std::round(x);
    const auto given = static_cast<double>(printed.digits);
    const bool cut = std::trunc(x) == given;
    const bool rounded = std::round(x) == given;
    if (x == given) return {true, "equal"};
    if (cut && rounded) return {true, against("is") + ", cut or rounded"};
    const auto other =
        printed.printed(printed.last_digit() * (cut ? std::round(x) : std::trunc(x)), printed.decimals());
    if (cut) return {true, against("is cut to") + ", not rounded to " + other};
    if (rounded) return {true, against("is rounded to") + ", not cut to " + other};
    return {false, distance()};
  }
  comparison within_five_percent(bool below_only) const {
    if (equal()) return {true, "equal"};
    const double share = value() == 0 ? 1 : std::abs(computed - value()) / std::abs(value());
    const bool near = share <= 0.05 || nearly_equal(share, 0.05);
    if (below_only && computed > value()) return {false, distance() + ": nearly means below"};
    return {near, distance() + (near ? ", within 5%" : ", not within 5%")};
  }
  comparison up_to_next_unit() const {
    const auto range = interval(printed, qualifier::over);
    const auto next = printed.printed(range.high, printed.decimals());
    const bool inside =
        (equal() || computed > range.low) && computed < range.high && !nearly_equal(computed, range.high);
    if (inside) return {true, here() + " is from " + printed.text() + " to below " + next};
    return {false, computed < range.low ? distance() : against("is over") + " but not below " + next};
  }
};

}  // namespace detail

inline comparison compare(const figure& printed, qualifier how, double computed) {
  const detail::figure_test test{printed, computed};
  const auto one_of = [&](bool holds, const char* yes, const char* no) {
    return comparison{holds, test.against(holds ? yes : no)};
  };
  switch (how) {
    case qualifier::exact: return test.at_own_digits();
    case qualifier::about: return test.within_five_percent(false);
    case qualifier::nearly: return test.within_five_percent(true);
    case qualifier::over: return test.up_to_next_unit();
    case qualifier::more_than:
      return one_of(computed > test.value() && !test.equal(), "is more than", "is not more than");
    case qualifier::at_least: return one_of(computed >= test.value() || test.equal(), "is at least", "is less than");
    case qualifier::at_most: return one_of(computed <= test.value() || test.equal(), "is at most", "is more than");
  }
  return {};
}

}  // namespace linli
