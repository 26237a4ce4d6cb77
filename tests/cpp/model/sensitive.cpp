// SPDX-License-Identifier: Apache-2.0
// Sensitive columns stay out unless they are allowed by name, and are listed.
#include <linli/model/sensitive.hpp>

#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

std::vector<frame> residents() {
  return {text_frame("persons",
                     {{"id", {"p"}}, {"sex", {"F"}}, {"Religion", {"x"}}, {"宗教信仰", {"x"}}, {"tenure", {"own"}}})};
}

TEST(is_sensitive, knows_english_names_whole_and_chinese_words_anywhere) {
  EXPECT_TRUE(is_sensitive("religion"));
  EXPECT_TRUE(is_sensitive("Drug_Use"));
  EXPECT_TRUE(is_sensitive("患病情况"));
  EXPECT_TRUE(is_sensitive("身份证号"));
  EXPECT_FALSE(is_sensitive("religious_site_distance"));
  EXPECT_FALSE(is_sensitive("tenure"));
}

TEST(builder, sets_sensitive_columns_aside_and_lists_them) {
  const auto net = built(residents());
  EXPECT_EQ(net.rows(node_kind::person).find("Religion"), nullptr);
  EXPECT_EQ(net.rows(node_kind::person).find("宗教信仰"), nullptr);
  EXPECT_NE(net.rows(node_kind::person).find("tenure"), nullptr);
  ASSERT_EQ(net.state().refused.size(), 2U);
  EXPECT_EQ(net.state().refused[0].table, "persons");
  EXPECT_EQ(net.state().refused[0].column, "Religion");
}

TEST(builder, keeps_a_sensitive_column_that_is_allowed_by_name) {
  network_options options;
  options.allow = {"Religion"};
  const auto net = built(residents(), options);
  EXPECT_NE(net.rows(node_kind::person).find("Religion"), nullptr);
  EXPECT_EQ(net.state().refused.size(), 1U);
}

}  // namespace
}  // namespace linli::testing
