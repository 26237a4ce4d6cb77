// SPDX-License-Identifier: Apache-2.0
// Products of two integers of 64 bits keep all their bits.
#include <linli/core/wide.hpp>

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(uint128, holds_the_product_of_any_two_integers) {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(static_cast<std::uint64_t>((uint128{most} * most) >> 64), most - 1);
  EXPECT_EQ(static_cast<std::uint64_t>((uint128{most} * 10) >> 64), 9U);
}

TEST(int128, has_a_sign_and_becomes_the_nearest_double) {
  const auto large = int128{std::numeric_limits<std::int64_t>::min()} * 4;
  EXPECT_EQ(static_cast<double>(large), -0x1p65);
}

}  // namespace
}  // namespace linli::testing
