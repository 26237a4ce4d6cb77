// SPDX-License-Identifier: Apache-2.0
// What a definition says beside its plan: further dimensions, intervals, scale.
#include <linli/measure/definition.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

TEST(definition, lists_are_words_with_a_space_between) {
  EXPECT_EQ(words_in(""), words{});
  EXPECT_EQ(words_in("state"), words{"state"});
  EXPECT_EQ(words_in("kind_a kind_b"), (words{"kind_a", "kind_b"}));
}

TEST(definition, is_of_one_value_and_no_proportion_unless_it_says_so) {
  constexpr definition plain{"own.plain", "", "rows", "row"};
  static_assert(!plain.is_flow && !plain.is_proportion && plain.adds.empty() && plain.folds.empty());
  static_assert(plain.scale == 1 && plain.of_units == nullptr && plain.make == nullptr);
}

TEST(definition, may_say_more_one_thing_after_the_other) {
  constexpr definition plain{"own.more", "", "rows", "row"};
  constexpr auto more = plain.adding("state").folding("attribute").proportion().scaled(1000);
  static_assert(more.is_proportion && more.scale == 1000);
  EXPECT_EQ(more.adds, "state");
  EXPECT_EQ(more.folds, "attribute");
  EXPECT_EQ(more.name, "own.more");
  EXPECT_FALSE(plain.is_proportion);
}

}  // namespace
}  // namespace linli::testing
