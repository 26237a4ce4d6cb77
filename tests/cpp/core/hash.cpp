// SPDX-License-Identifier: Apache-2.0
// Hashes that are the same on every machine.
#include <linli/core/hash.hpp>

#include <set>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(mix, is_the_finaliser_of_splitmix64) {
  // The first outputs of splitmix64 from seed 0, whose state grows by the golden ratio.
  static_assert(mix(0x9e3779b97f4a7c15ULL) == 0xe220a8397b1dcdafULL);
  static_assert(mix(2 * 0x9e3779b97f4a7c15ULL) == 0x6e789e6aa1b965f4ULL);
  static_assert(mix(3 * 0x9e3779b97f4a7c15ULL) == 0x06c45d188009454fULL);
}

TEST(mix, keeps_different_numbers_different) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t x = 0; x < 10'000; ++x) seen.insert(mix(x));
  EXPECT_EQ(seen.size(), 10'000U);
}

TEST(hash_of, tells_texts_and_seeds_apart) {
  EXPECT_EQ(hash_of("社区"), hash_of("社区"));
  EXPECT_NE(hash_of("社区"), hash_of("区社"));
  EXPECT_NE(hash_of(""), hash_of(std::string_view("\0", 1)));
  EXPECT_NE(hash_of("a", 1), hash_of("a", 2));
}

TEST(hash_of, may_be_taken_while_compiling) {
  static_assert(hash_of("a") != hash_of("b"));
  // FNV-1a of nothing is its offset basis; without a seed it is only mixed.
  static_assert(hash_of("") == mix(0xcbf29ce484222325ULL));
}

TEST(digest, does_not_depend_on_the_order_of_its_rows) {
  digest a;
  digest b;
  for (const std::uint64_t row : {1U, 2U, 3U}) a.add(row);
  for (const std::uint64_t row : {3U, 1U, 2U}) b.add(row);
  EXPECT_EQ(a, b);
}

TEST(digest, counts_a_row_as_often_as_it_comes) {
  digest once;
  digest twice;
  once.add(7);
  twice.add(7);
  twice.add(7);
  EXPECT_FALSE(once == twice);
  EXPECT_FALSE(once == digest{});
}

}  // namespace
}  // namespace linli::testing
