// SPDX-License-Identifier: Apache-2.0
// Options from the values of network.toml.
#include <linli/io/settings.hpp>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using io::options_from;
using io::setting;

setting text(std::string value) { return {std::move(value)}; }

std::string refusal(const setting::table& settings) {
  try {
    options_from(settings);
  } catch (const schema_error& wrong) {
    return wrong.what();
  }
  return "";
}

TEST(settings, fill_what_the_options_leave_open) {
  const auto filled = options_from({{"scheme", text("xisaishan")},
                                    {"persons_are", text("listed_only")},
                                    {"origin", text("synthetic")},
                                    {"as_of", text("2018-12-31")},
                                    {"zone", text("+01:30")},
                                    {"encoding", text("GB18030")}});
  EXPECT_EQ(filled.network.scheme->kinds.size(), 8U);
  EXPECT_EQ(filled.network.persons_are, persons_are::listed_only);
  EXPECT_EQ(filled.network.origin, origin::synthetic);
  EXPECT_EQ(filled.network.as_of, "2018-12-31");
  EXPECT_EQ(filled.network.zone_minutes, 90);
  EXPECT_EQ(filled.files.encoding, "GB18030");
}

TEST(settings, give_way_to_the_options) {
  network_options wanted;
  wanted.scheme = scheme{"mine", {}};
  wanted.origin = origin::mixed;
  wanted.as_of = "2020-01-01";
  wanted.zone_minutes = 0;
  const auto filled = options_from({{"scheme", text("xisaishan")},
                                    {"origin", text("synthetic")},
                                    {"as_of", text("2018-12-31")},
                                    {"zone", text("+01:00")}},
                                   wanted);
  EXPECT_EQ(filled.network.scheme->name, "mine");
  EXPECT_EQ(filled.network.origin, origin::mixed);
  EXPECT_EQ(filled.network.as_of, "2020-01-01");
  EXPECT_EQ(filled.network.zone_minutes, 0);
}

TEST(settings, say_whether_bad_rows_are_errors_and_which_columns_are_wanted) {
  const setting::table lenient{{"strict", {false}}, {"allow", {setting::list{text("religion")}}}};
  EXPECT_FALSE(options_from(lenient).network.strict);
  EXPECT_EQ(options_from(lenient).network.allow, std::vector<std::string>{"religion"});
  network_options wanted;
  wanted.allow = {"illness"};
  EXPECT_EQ(options_from(lenient, wanted).network.allow, std::vector<std::string>{"illness"});
  EXPECT_TRUE(options_from({}).network.strict);
}

TEST(settings, may_write_a_scheme_out) {
  const setting kinds{setting::list{
      {setting::table{{"key", text("property")},
                      {"table", text("organisations")},
                      {"kind", text("property_company")},
                      {"order", {std::int64_t{2}}}}},
      {setting::table{{"key", text("volunteers")}, {"label_zh", text("志愿者")}, {"order", {std::int64_t{1}}}}}}};
  const auto made =
      *options_from({{"scheme", {setting::table{{"name", text("ours")}, {"kinds", kinds}}}}}).network.scheme;
  EXPECT_EQ(made.name, "ours");
  EXPECT_EQ(made.keys(), (std::vector<std::string>{"volunteers", "property"}));
  EXPECT_EQ(made.kinds[0].label_zh, "志愿者");
  EXPECT_EQ(made.kinds[0].label_en, "volunteers");
  EXPECT_EQ(made.kinds[0].table, table_id::teams);
  EXPECT_EQ(made.kinds[0].found_as, "volunteers");
  EXPECT_EQ(made.kinds[1].table, table_id::organisations);
  EXPECT_EQ(made.kinds[1].found_as, "property_company");
}

TEST(settings, that_are_wrong_are_named) {
  EXPECT_NE(refusal({{"persons_ar", text("x")}}).find("persons_are"), std::string::npos);
  EXPECT_NE(refusal({{"persons_are", text("everyone")}}).find("everyone"), std::string::npos);
  EXPECT_NE(refusal({{"origin", {std::int64_t{1}}}}).find("origin is a text"), std::string::npos);
  EXPECT_NE(refusal({{"zone", text("Asia/Shanghai")}}).find("+08:00"), std::string::npos);
  EXPECT_NE(refusal({{"scheme", text("other")}}).find("xisaishan"), std::string::npos);
  EXPECT_NE(refusal({{"scheme", {true}}}).find("name and kinds"), std::string::npos);
  EXPECT_NE(refusal({{"strict", text("no")}}).find("strict is true or false"), std::string::npos);
  EXPECT_NE(refusal({{"allow", {setting::list{{true}}}}}).find("allow is a list of column names"), std::string::npos);
  const auto kinds = [](setting::table kind) {
    return setting::table{{"scheme", {setting::table{{"kinds", {setting::list{{std::move(kind)}}}}}}}};
  };
  EXPECT_NE(refusal(kinds({{"label_zh", text("x")}})).find("needs a key"), std::string::npos);
  EXPECT_NE(refusal(kinds({{"key", text("x")}, {"table", text("persons")}})).find("not a table of groups"),
            std::string::npos);
}

TEST(settings, read_and_write_zones) {
  EXPECT_EQ(io::zone_minutes_of("+08:00"), 480);
  EXPECT_EQ(io::zone_minutes_of("-03:30"), -210);
  EXPECT_EQ(io::zone_minutes_of("Z"), 0);
  for (const int minutes : {480, 0, -210, 345, -60}) EXPECT_EQ(io::zone_minutes_of(io::text_of_zone(minutes)), minutes);
  for (const auto* wrong : {"", "8", "08:00", "+8", ":30+08:00", "+25:00"})
    EXPECT_THROW(io::zone_minutes_of(wrong), schema_error) << wrong;
}

TEST(with_quoted_keys, puts_quotes_around_chinese_keys_and_leaves_the_rest) {
  EXPECT_EQ(io::with_quoted_keys("居住地 = \"persons.home\"\n  名 =1 # 名 = 2\n"),
            "\"居住地\" = \"persons.home\"\n  \"名\" =1 # 名 = 2\n");
  for (const auto* text : {"", "\n\n", "as_of = 2024-01-01", "\"住\" = 1", "[居]\n# 住 = 1\n", "a = \"住\"", "住"})
    EXPECT_EQ(io::with_quoted_keys(text), text);
}

TEST(settings, say_what_words_mean_beside_the_keys_and_in_names) {
  const auto text = [](const char* value) { return io::setting{std::string(value)}; };
  const auto options = io::options_from({{"住址", text("persons.home")},
                                         {"号", {io::setting::list{text("persons.id"), text("teams.id")}}},
                                         {"until", text("inclusive")},
                                         {"empty_tables", text("not_given")},
                                         {"names", {io::setting::table{{"女", text("persons.sex.F")}}}}});
  const auto& names = options.network.names;
  EXPECT_EQ(names.words,
            (std::vector<std::pair<std::string, std::string>>{
                {"住址", "persons.home"}, {"号", "persons.id"}, {"号", "teams.id"}, {"女", "persons.sex.F"}}));
  EXPECT_TRUE(names.until_is_last_day);
  EXPECT_TRUE(names.empty_is_not_given);
  EXPECT_THROW(io::options_from({{"until", text("included")}}), schema_error);
  EXPECT_THROW(io::options_from({{"住址", text("person.home")}}), schema_error);
}

}  // namespace
}  // namespace linli::testing
