// SPDX-License-Identifier: Apache-2.0
// Distinct strings with a code each.
#include <linli/core/dictionary.hpp>

#include <string>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(dictionary, gives_each_word_one_code_in_order_of_appearance) {
  dictionary words;
  EXPECT_EQ(words.add("甲"), 0);
  EXPECT_EQ(words.add("乙"), 1);
  EXPECT_EQ(words.add("甲"), 0);
  EXPECT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0], "甲");
  EXPECT_EQ(words[1], "乙");
}

TEST(dictionary, finds_what_it_holds_and_nothing_else) {
  dictionary words;
  EXPECT_EQ(words.find("a"), -1);
  words.add("a");
  EXPECT_EQ(words.find("a"), 0);
  EXPECT_EQ(words.find("A"), -1);
  EXPECT_EQ(words.find("aa"), -1);
  EXPECT_EQ(words.find(""), -1);
}

TEST(dictionary, tells_words_apart_that_differ_only_in_a_zero_byte) {
  using namespace std::string_view_literals;
  dictionary words;
  EXPECT_EQ(words.add("a"sv), 0);
  EXPECT_EQ(words.add("a\0"sv), 1);
  EXPECT_EQ(words.add(""sv), 2);
  EXPECT_EQ(words[2], "");
}

TEST(dictionary, keeps_its_codes_while_it_grows) {
  dictionary words;
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(words.add("社区" + std::to_string(i)), i);
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(words.find("社区" + std::to_string(i)), i);
  EXPECT_EQ(words.size(), 5000U);
}

TEST(dictionary, takes_a_word_that_is_a_view_into_itself) {
  dictionary words;
  words.add("volunteers");
  for (int i = 0; i < 100; ++i) words.add(std::string(words[0].substr(0, 3)) + std::to_string(i));
  EXPECT_EQ(words.add(words[50]), 50);
}

TEST(dictionary, lies_in_memory_as_arrow_has_it) {
  dictionary words;
  words.add("ab");
  words.add("");
  words.add("c");
  EXPECT_EQ(words.bytes(), "abc");
  EXPECT_EQ(words.offsets(), (std::vector<std::int64_t>{0, 2, 2, 3}));
}

TEST(dictionary, copies_are_apart) {
  dictionary words;
  words.add("a");
  auto copy = words;
  copy.add("b");
  EXPECT_EQ(words.size(), 1U);
  EXPECT_EQ(copy.find("a"), 0);
  EXPECT_EQ(copy.find("b"), 1);
}

TEST(code_index, finds_codes_whose_hashes_are_all_alike) {
  code_index index;
  const auto same_hash = [](std::int32_t) { return std::uint64_t{7}; };
  for (std::int32_t code = 0; code < 100; ++code) index.insert(code, same_hash);
  for (std::int32_t code = 0; code < 100; ++code)
    ASSERT_EQ(index.find(7, [&](std::int32_t c) { return c == code; }), code);
  EXPECT_EQ(index.find(7, [](std::int32_t) { return false; }), -1);
}

}  // namespace
}  // namespace linli::testing
