// SPDX-License-Identifier: Apache-2.0
// Targets from the values of a TOML file.
#include <linli/io/targets.hpp>

#include <string>

#include <gtest/gtest.h>

#include "io/temporary_folder.hpp"

namespace linli::testing {
namespace {

using io::setting;
using io::target_from;

setting text(std::string value) { return {std::move(value)}; }

setting::table with(setting::table more) {
  more.insert(more.begin(), {"measure", text("coverage.organisations")});
  return more;
}

std::string refusal(const setting::table& values) {
  try {
    target_from(values, 3);
  } catch (const measure_error& wrong) {
    return wrong.what();
  }
  return "";
}
std::string refused_file(const std::string& content) {
  const temporary_folder folder;
  try {
    io::read_targets(folder.file("ours.toml", content));
  } catch (const file_error& wrong) {
    return wrong.what();
  }
  return "";
}
bool says(const std::string& all, const std::string& part) { return all.find(part) != std::string::npos; }

TEST(targets, take_all_their_keys) {
  const setting by{setting::list{text("community"), text("kind")}};
  const auto made = target_from({{"name", text("n")},
                                 {"label_zh", text("目标")},
                                 {"measure", text("coverage.presence")},
                                 {"by", by},
                                 {"at_least", {std::int64_t{1}}},
                                 {"at_most", {2.5}},
                                 {"per", {std::int64_t{100}}},
                                 {"stat", text("share")},
                                 {"share_at_least", {0.5}},
                                 {"force", text("guideline")},
                                 {"valid_from", text("2026-01-01")},
                                 {"valid_until", text("2027-01-01")},
                                 {"source", text("s")},
                                 {"unit", text("u")},
                                 {"scope", text("all")},
                                 {"residents", text("persons")},
                                 {"verified", {true}},
                                 {"note", text("x")}});
  EXPECT_EQ(made.by, (std::vector<std::string>{"community", "kind"}));
  EXPECT_EQ(made.at_least, 1);
  EXPECT_EQ(made.at_most, 2.5);
  EXPECT_EQ(made.per, 100);
  EXPECT_EQ(made.stat, statistic::share);
  EXPECT_EQ(made.share_at_least, 0.5);
  EXPECT_EQ(made.force, force::guideline);
  EXPECT_EQ(made.valid_from + made.valid_until, "2026-01-012027-01-01");
  EXPECT_EQ(made.name + made.label_zh + made.source + made.unit + made.scope + made.note, "n目标suallx");
  EXPECT_EQ(made.residents, "persons");
  EXPECT_EQ(made.verified, true);
}

TEST(targets, need_no_more_than_a_measure_and_a_limit) {
  const auto made = target_from(with({{"by", text("community")}, {"at_least", {std::int64_t{8}}}}));
  EXPECT_EQ(made.by, std::vector<std::string>{"community"});
  EXPECT_EQ(made.stat, statistic::each);
  EXPECT_EQ(made.force, force::binding);
  EXPECT_FALSE(made.verified);
}

TEST(targets, that_are_wrong_are_named_with_what_is_right) {
  EXPECT_TRUE(says(refusal({{"at_least", {1.0}}}), "target '3': it has no measure"));
  EXPECT_TRUE(says(refusal(with({{"atleast", {1.0}}})), "did you mean 'at_least'? The keys are name, label_zh"));
  EXPECT_TRUE(
      says(refusal(with({{"name", text("eight")}, {"at_least", text("8")}})), "target 'eight': at_least is a number"));
  EXPECT_TRUE(says(refusal(with({{"stat", text("median")}})), "stat is one of each, mean, share, not 'median'"));
  EXPECT_TRUE(says(refusal(with({{"force", text("law")}})), "force is one of binding, guideline"));
  EXPECT_TRUE(says(refusal(with({{"by", {1.0}}})), "by is a text or a list of texts"));
  EXPECT_TRUE(says(refusal(with({{"verified", text("yes")}})), "verified is true or false"));
  EXPECT_TRUE(says(refusal(with({})), "no limit"));
}

TEST(targets, of_a_file_say_which_file_is_wrong) {
  EXPECT_TRUE(says(refused_file("[[target]\n"), "ours.toml, line 1"));
  EXPECT_TRUE(says(refused_file("[[target]]\nmeasure = 'counts.places'\n"), "ours.toml: target 'counts.places'"));
  EXPECT_TRUE(says(refused_file("name = 'x'\n"), "[[target]]"));
  EXPECT_TRUE(says(refused_file(""), "at least one"));
  EXPECT_THROW(io::read_targets("/nowhere/none.toml"), file_error);
}

TEST(targets, of_a_file_come_in_its_order_with_dates_as_texts) {
  const temporary_folder folder;
  const auto file = folder.file("ours.toml",
                                "[[target]]\nname = 'a'\nmeasure = 'counts.places'\nat_least = 2\n"
                                "valid_until = 2026-01-01\n"
                                "[[target]]\nname = 'b'\nmeasure = 'counts.places'\nat_most = 3.5\nby = ['grid']\n");
  const auto found = io::read_targets(file);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name + found[1].name, "ab");
  EXPECT_EQ(found[0].valid_until, "2026-01-01");
  EXPECT_EQ(found[1].at_most, 3.5);
}

}  // namespace
}  // namespace linli::testing
