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

}  // namespace
}  // namespace linli::testing
