// SPDX-License-Identifier: Apache-2.0
// Small services on UTF-8 text: numbers, prefixes, code points, the nearest of some words.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#ifndef __cpp_lib_to_chars
#include <linli/core/detail/number_by_strtod.hpp>
#endif

namespace linli {

// A whole text that is an integer as people write ids: no sign but '-', no leading zeros.
inline std::optional<std::int64_t> parse_plain_integer(std::string_view text) {
  const auto digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || (digits.front() == '0' && text.size() > 1)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = bad == std::errc() && end == text.data() + text.size();
  // The smallest integer stands for null in a column.
  return whole && value != std::numeric_limits<std::int64_t>::min() ? std::optional(value) : std::nullopt;
}

namespace detail {
inline bool read_whole(std::string_view text, double& value) {
#ifdef __cpp_lib_to_chars
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  return bad == std::errc() && end == text.data() + text.size();
#else
  return number_by_strtod(text, value);
#endif
}
}  // namespace detail

inline std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  if (!detail::read_whole(text, value)) return std::nullopt;
  return value == value ? std::optional(value) : std::nullopt;
}

// The shortest text that reads back as the same number.
inline std::string text_of_number(double value) {
  char buffer[40];
  const auto [end, bad] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return bad == std::errc() ? std::string(buffer, end) : std::string("?");
}

inline std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

// Two texts with a separator between them; one alone where the other is empty.
inline std::string joined_by(std::string a, std::string_view separator, std::string_view b) {
  if (!a.empty() && !b.empty()) a += separator;
  a += b;
  return a;
}

// Code points; a byte that is not UTF-8 stands for itself.
inline std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t length = lead < 0xC0 || lead > 0xF7 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (std::size_t k = 1; k < length; ++k)
      if (i + k >= text.size() || (static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) length = 1;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    points.push_back(point);
    i += length;
  }
  return points;
}

// Levenshtein distance in code points.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto x = code_points(a);
  const auto y = code_points(b);
  auto row = std::vector<std::size_t>(y.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= x.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const std::size_t replaced = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[y.size()];
}

// The word nearest to `text`, if one is near enough to be meant: a third of its letters, at most 3.
template <class Words>
std::string nearest_word(std::string_view text, const Words& words) {
  const std::size_t letters = code_points(text).size();
  std::size_t best = std::min<std::size_t>(3, std::max<std::size_t>(1, letters / 3)) + 1;
  std::string found;
  for (const auto& word : words) {
    const std::string_view candidate = word;
    if (candidate.size() > text.size() + 12 || text.size() > candidate.size() + 12) continue;
    if (const auto distance = edit_distance(text, candidate); distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

template <class Words>
std::string joined(const Words& words, std::string_view separator = ", ") {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

}  // namespace linli
