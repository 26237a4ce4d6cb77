// SPDX-License-Identifier: Apache-2.0
// Schemes: the team kinds that count, their order, their names, and where their groups are found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/model/schema.hpp>

namespace linli {

struct scheme_kind {
  std::string key;
  std::string label_zh;
  std::string label_en;
  table_id table = table_id::teams;
  std::string found_as;  // the kind of the groups in that table
};

struct scheme {
  std::string name;
  std::vector<scheme_kind> kinds;

  std::vector<std::string> keys() const {
    std::vector<std::string> names;
    for (const auto& kind : kinds) names.push_back(kind.key);
    return names;
  }
};

namespace detail {
inline scheme_kind team_kind(std::string key, std::string zh, std::string en) {
  return {key, std::move(zh), std::move(en), table_id::teams, key};
}
}  // namespace detail

// The eight teams of the source article, in its order.
inline scheme xisaishan_scheme() {
  using detail::team_kind;
  return {"xisaishan",
          {team_kind("two_heads_one_representative", "两长一代表", "building heads and resident representatives"),
           team_kind("professional_social_workers", "专业社会工作者", "professional social workers"),
           team_kind("social_organisations", "社会组织", "social organisations"),
           team_kind("posted_party_members", "下沉党员", "posted party members"),
           team_kind("volunteers", "志愿者", "volunteers"),
           team_kind("property_management", "物业服务", "property services"),
           team_kind("new_social_strata", "新的社会阶层", "new social strata"),
           team_kind("caring_individuals", "爱心人士", "caring individuals")}};
}

inline scheme scheme_named(std::string_view name) {
  if (name == "xisaishan") return xisaishan_scheme();
  throw schema_error("no scheme is called '" + std::string(name) + "'; built in: xisaishan");
}

}  // namespace linli
