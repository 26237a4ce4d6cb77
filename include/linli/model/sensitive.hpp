// SPDX-License-Identifier: Apache-2.0
// Columns that a responsible library does not take in unasked: sensitive personal information.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace linli {

namespace detail {
template <class Whole, class Parts>
bool is_called(std::string_view column, const Whole& english, const Parts& chinese) {
  auto name = std::string(column);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (std::find(english.begin(), english.end(), name) != english.end()) return true;
  return std::any_of(chinese.begin(), chinese.end(), [&](auto word) { return name.find(word) != std::string::npos; });
}
}  // namespace detail

// Numbers that identify a person, by English name as a whole, and by Chinese word anywhere in the name.
inline bool is_identifying(std::string_view column) {
  static constexpr std::array<std::string_view, 6> english{"id_number", "identity_number", "id_card",
                                                           "telephone", "phone",           "mobile"};
  static constexpr std::array<std::string_view, 3> chinese{"身份证", "电话", "手机"};
  return detail::is_called(column, english, chinese);
}

// These, and health, drug use, community correction, petitioning, religion, criminal records (the Personal Information
// Protection Law, article 28, and what grid platforms keep).
inline bool is_sensitive(std::string_view column) {
  static constexpr std::array<std::string_view, 11> english{
      "illness",     "disease",   "diagnosis", "health", "drug_use",       "community_correction",
      "petitioning", "petitions", "religion",  "crime",  "criminal_record"};
  static constexpr std::array<std::string_view, 9> chinese{"疾病", "病史", "患病", "吸毒", "社区矫正",
                                                           "信访", "上访", "宗教", "犯罪"};
  return is_identifying(column) || detail::is_called(column, english, chinese);
}

}  // namespace linli
