// SPDX-License-Identifier: Apache-2.0
// Schemes: the team kinds that count.
#include <linli/model/scheme.hpp>

#include <set>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(xisaishan, has_the_eight_teams_of_the_article_in_its_order) {
  EXPECT_EQ(xisaishan_scheme().keys(),
            (std::vector<std::string>{"two_heads_one_representative", "professional_social_workers",
                                      "social_organisations", "posted_party_members", "volunteers",
                                      "property_management", "new_social_strata", "caring_individuals"}));
}

TEST(xisaishan, names_its_teams_in_chinese_and_english) {
  const std::vector<std::string> names{"两长一代表", "专业社会工作者", "社会组织",     "下沉党员",
                                       "志愿者",     "物业服务",       "新的社会阶层", "爱心人士"};
  const auto kinds = xisaishan_scheme().kinds;
  ASSERT_EQ(kinds.size(), names.size());
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    EXPECT_EQ(kinds[k].label_zh, names[k]);
    EXPECT_FALSE(kinds[k].label_en.empty());
  }
}

TEST(xisaishan, finds_its_teams_in_the_table_of_teams_by_their_key) {
  for (const auto& kind : xisaishan_scheme().kinds) {
    EXPECT_EQ(kind.table, table_id::teams);
    EXPECT_EQ(kind.found_as, kind.key);
  }
}

TEST(schemes, are_built_in_by_name) {
  EXPECT_EQ(scheme_named("xisaishan").name, "xisaishan");
  EXPECT_THROW(scheme_named("Xisaishan"), schema_error);
  EXPECT_THROW(scheme_named(""), schema_error);
}

}  // namespace
}  // namespace linli::testing
