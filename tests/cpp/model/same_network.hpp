// SPDX-License-Identifier: Apache-2.0
// Whether two networks hold the same rows, cell by cell, and say the same about themselves.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include <linli/model/network.hpp>

namespace linli::testing {

inline std::string rows_as_text(const store& rows) {
  std::string text;
  for (const auto& c : rows.columns) {
    text += c.name + ":" + std::to_string(static_cast<int>(c.values.type())) + "\n";
    for (std::size_t i = 0; i < c.values.size(); ++i)
      text += c.values.is_null(i) ? "-\n" : "[" + c.values.text(i) + "]\n";
  }
  for (std::size_t i = 0; i < rows.rows; ++i) text += std::to_string(rows.source[i]) + " ";
  return text;
}

inline std::string scheme_as_text(const scheme& s) {
  std::string text = s.name;
  for (const auto& k : s.kinds)
    text += "\n" + k.key + "|" + k.label_zh + "|" + k.label_en + "|" + std::string(name_of(k.table)) + "|" + k.found_as;
  return text;
}

inline void expect_same(const network& a, const network& b) {
  for (store_id s = 0; s < store_count; ++s) {
    SCOPED_TRACE("store " + std::to_string(s));
    EXPECT_EQ(rows_as_text(a.state().stores[s]), rows_as_text(b.state().stores[s]));
  }
  for (std::size_t g = 0; g < a.rows(node_kind::group).rows; ++g)
    EXPECT_EQ(a.table_of_group(static_cast<std::int32_t>(g)), b.table_of_group(static_cast<std::int32_t>(g)));
  for (const auto& rule : schema) EXPECT_EQ(a.has_integer_ids(rule.id), b.has_integer_ids(rule.id)) << rule.name;
  EXPECT_EQ(scheme_as_text(a.scheme()), scheme_as_text(b.scheme()));
  EXPECT_EQ(a.persons_are(), b.persons_are());
  EXPECT_EQ(a.origin(), b.origin());
  EXPECT_EQ(text_of(a.as_of()), text_of(b.as_of()));
  EXPECT_EQ(a.state().zone_minutes, b.state().zone_minutes);
}

}  // namespace linli::testing
