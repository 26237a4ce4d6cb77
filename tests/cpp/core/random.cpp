// SPDX-License-Identifier: Apache-2.0
// Counter-based random numbers.
#include <linli/core/random.hpp>

#include <set>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using four = std::array<std::uint32_t, 4>;

// The known answers that are published with Random123.
TEST(philox, gives_the_published_answers) {
  constexpr auto zeros = philox({0, 0, 0, 0}, {0, 0});
  static_assert(zeros == four{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}), (four{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (four{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(draw, takes_its_bits_from_philox) { static_assert(draw(0, 0, 0, 0) == 0xe169c58d6627e8d5ULL); }

TEST(draw, depends_on_each_of_seed_stream_id_and_event) {
  const std::uint64_t high = std::uint64_t{1} << 32;
  const std::set<std::uint64_t> seen{draw(0, 0, 0, 0), draw(1, 0, 0, 0),    draw(high, 0, 0, 0), draw(0, 1, 0, 0),
                                     draw(0, 0, 1, 0), draw(0, 0, high, 0), draw(0, 0, 0, 1),    draw(0, 0, 0, high)};
  // The stream shares a key with the high half of the seed, so those two coincide at most.
  EXPECT_GE(seen.size(), 7U);
}

TEST(draw, is_the_same_whatever_was_drawn_before) {
  const auto first = draw(1, 2, 3, 4);
  for (std::uint64_t other = 0; other < 100; ++other) draw(1, 2, other, 0);
  EXPECT_EQ(draw(1, 2, 3, 4), first);
}

TEST(draw, sets_each_bit_half_of_the_time) {
  std::array<int, 64> set{};
  constexpr int draws = 4000;
  for (std::uint64_t id = 0; id < draws; ++id)
    for (std::size_t bit = 0; bit < 64; ++bit) set[bit] += (draw(1, 0, id, 0) >> bit) & 1U ? 1 : 0;
  // Five standard deviations of a fair coin thrown 4000 times are 158.
  for (const auto count : set) EXPECT_NEAR(count, draws / 2, 158);
}

TEST(below, takes_each_number_equally_often) {
  std::array<int, 6> thrown{};
  for (std::uint64_t id = 0; id < 6000; ++id) ++thrown.at(below(draw(2, 0, id, 0), 6));
  // Five standard deviations of a die thrown 6000 times are 144.
  for (const auto count : thrown) EXPECT_NEAR(count, 1000, 144);
}

TEST(below, reaches_both_ends_and_no_further) {
  constexpr auto all = ~std::uint64_t{0};
  for (const std::uint32_t n : {1U, 2U, 1000U, ~0U}) {
    EXPECT_EQ(below(0, n), 0U);
    EXPECT_EQ(below(all, n), n - 1);
  }
  EXPECT_EQ(below(all / 2, 2), 0U);
  EXPECT_EQ(below(all / 2 + 1, 2), 1U);
}

}  // namespace
}  // namespace linli::testing
