// SPDX-License-Identifier: Apache-2.0
// Words of the user's own, and Chinese names, become those of the schema.
#include <linli/model/naming.hpp>

#include <gtest/gtest.h>

#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

frame translated(frame table, const naming& names = {}) {
  detail::translator(names).translate(table);
  return table;
}

TEST(named_thing, is_a_table_a_column_or_a_value) {
  EXPECT_EQ(named_thing::of("persons").table, "persons");
  EXPECT_EQ(named_thing::of("persons.home").column, "home");
  EXPECT_EQ(named_thing::of("persons.sex.F.1").value, "F.1");
  for (const auto* none : {"", "person", "persons.", ".", "person.home"}) EXPECT_FALSE(named_thing::of(none).exists());
}

TEST(translator, knows_the_schema_in_chinese) {
  const auto made = translated(text_frame("人员", {{"编号", {"1"}}, {"居住地", {"辖区外"}}, {"爱好", {"棋"}}}));
  EXPECT_EQ(made.name, "persons");
  EXPECT_EQ(made.title(), "人员");
  EXPECT_EQ(column_names(made), (std::vector<std::string>{"id", "home", "爱好"}));
  EXPECT_EQ(made.columns[1].shown(), "居住地");
  EXPECT_EQ(cells_of(made, "home"), (std::vector<std::string>{"outside"}));
}

TEST(translator, leaves_english_names_and_words_as_they_are) {
  const auto made = translated(text_frame("persons", {{"id", {"1"}}, {"state", {"受理"}}}));
  EXPECT_TRUE(made.parts.empty());
  EXPECT_EQ(column_names(made), (std::vector<std::string>{"id", "state"}));
  EXPECT_EQ(cells_of(made, "state"), (std::vector<std::string>{"受理"})) << "an attribute is no state";
}

TEST(translator, takes_own_words_first) {
  const naming names{
      {{"名单", "persons"}, {"代码", "persons.id"}, {"女", "persons.sex.F"}, {"名单.处", "persons.home"}}};
  const auto made = translated(text_frame("名单", {{"代码", {"1"}}, {"性别", {"女"}}, {"处", {"c"}}}), names);
  EXPECT_EQ(column_names(made), (std::vector<std::string>{"id", "sex", "home"}));
  EXPECT_EQ(cells_of(made, "sex"), (std::vector<std::string>{"F"}));
}

TEST(translator, gives_meanings_to_codes_that_are_numbers) {
  auto table = frame{"persons", 2, {{"sex", column::of(std::vector<std::int64_t>{1, 2})}}};
  const auto made = translated(std::move(table), {{{"1", "persons.sex.M"}, {"2", "persons.sex.F"}}});
  EXPECT_EQ(cells_of(made, "sex"), (std::vector<std::string>{"M", "F"}));
}

TEST(translator, refuses_a_meaning_that_is_none) {
  EXPECT_THROW(detail::translator(naming{{{"x", "nothing.at.all"}}}), schema_error);
}

TEST(translator, translates_which_table_a_reference_means) {
  const auto made = translated(text_frame("成员关系", {{"成员所在表", {"人员", "persons"}}}));
  EXPECT_EQ(cells_of(made, "member_kind"), (std::vector<std::string>{"persons", "persons"}));
}

}  // namespace
}  // namespace linli::testing
