// SPDX-License-Identifier: Apache-2.0
// What is made of a frozen value once and used again.
#include <linli/core/kept.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using squares = kept<int, int, 2>;

TEST(kept, makes_a_value_once_for_each_key) {
  const squares held;
  int made = 0;
  const auto square = [&](int x) { return *held.get(x, [&] { return ++made, x * x; }); };
  EXPECT_EQ(square(3), 9);
  EXPECT_EQ(square(4), 16);
  EXPECT_EQ(square(3), 9);
  EXPECT_EQ(made, 2);
}

TEST(kept, lets_the_oldest_go_but_not_from_those_who_hold_it) {
  const squares held;
  int made = 0;
  const auto get = [&](int x) { return held.get(x, [&] { return ++made, x * x; }); };
  const auto first = get(1);
  get(2);
  get(3);
  EXPECT_EQ(*first, 1);
  get(3);
  get(2);
  EXPECT_EQ(made, 3);
  EXPECT_NE(get(1), first);
  EXPECT_EQ(made, 4);
}

TEST(kept, is_shared_by_copies) {
  const squares held;
  const auto copy = held;
  EXPECT_EQ(held.get(5, [] { return 25; }), copy.get(5, [] { return 0; }));
}

TEST(kept, keeps_nothing_where_making_fails) {
  const squares held;
  EXPECT_THROW(held.get(1, []() -> int { throw std::string("no"); }), std::string);
  EXPECT_EQ(*held.get(1, [] { return 1; }), 1);
}

TEST(kept, may_be_asked_by_many_threads_at_once) {
  const squares held;
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) wrong += *held.get(i % 3, [&] { return (i % 3) * 7; }) != (i % 3) * 7;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace linli::testing
