// SPDX-License-Identifier: Apache-2.0
// Fixed blocks of keys over a few threads.
#include <linli/core/parallel.hpp>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

std::uint64_t sum_of_squares(std::size_t keys, std::size_t workers) {
  auto sums = std::vector<std::uint64_t>(workers, 0);
  for_blocks(keys, workers, [&](std::size_t worker, std::size_t first, std::size_t last) {
    for (auto key = first; key < last; ++key) sums[worker] += key * key;
  });
  return std::accumulate(sums.begin(), sums.end(), std::uint64_t{0});
}

TEST(for_blocks, gives_the_same_sums_at_one_two_and_eight_threads) {
  for (const std::size_t keys :
       {std::size_t{1}, block_keys - 1, block_keys, block_keys + 1, std::size_t{20} * block_keys + 17}) {
    const auto alone = sum_of_squares(keys, 1);
    EXPECT_EQ(sum_of_squares(keys, 2), alone);
    EXPECT_EQ(sum_of_squares(keys, 8), alone);
  }
}

TEST(for_blocks, takes_every_key_once) {
  const std::size_t keys = 5 * block_keys + 3;
  auto times = std::vector<std::atomic<int>>(keys);
  for_blocks(keys, 8, [&](std::size_t, std::size_t first, std::size_t last) {
    for (auto key = first; key < last; ++key) ++times[key];
  });
  for (std::size_t key = 0; key < keys; ++key) ASSERT_EQ(times[key], 1) << key;
}

TEST(for_blocks, takes_every_key_once_in_blocks_as_small_as_asked) {
  auto times = std::vector<std::atomic<int>>(100);
  for_blocks(
      100, 4,
      [&](std::size_t, std::size_t first, std::size_t last) {
        EXPECT_LE(last - first, 7U);
        for (auto key = first; key < last; ++key) ++times[key];
      },
      7);
  for (const auto& taken : times) EXPECT_EQ(taken, 1);
}

TEST(for_blocks, of_no_keys_does_nothing) {
  EXPECT_NO_THROW(for_blocks(0, 8, [](std::size_t, std::size_t, std::size_t) { FAIL(); }));
}

TEST(for_blocks, numbers_its_workers_below_their_count) {
  std::atomic<std::size_t> highest{0};
  for_blocks(20 * block_keys, 3, [&](std::size_t worker, std::size_t, std::size_t) {
    auto seen = highest.load();
    while (worker > seen && !highest.compare_exchange_weak(seen, worker)) {
    }
  });
  EXPECT_LT(highest, 3U);
}

TEST(for_blocks, raises_what_a_block_raised_at_any_number_of_threads) {
  for (const std::size_t workers : {std::size_t{1}, std::size_t{2}, std::size_t{8}}) {
    std::atomic<int> blocks{0};
    const auto fail_in_the_third = [&](std::size_t, std::size_t, std::size_t) {
      if (++blocks == 3) throw std::out_of_range("the third block");
    };
    EXPECT_THROW(for_blocks(1000 * block_keys, workers, fail_in_the_third), std::out_of_range);
    EXPECT_LT(blocks, 1000) << "the rest must be left";
  }
}

TEST(for_blocks, can_be_used_again_after_a_failure) {
  const auto fail = [](std::size_t, std::size_t, std::size_t) { throw measure_error("no"); };
  EXPECT_THROW(for_blocks(3 * block_keys, 2, fail), measure_error);
  EXPECT_EQ(sum_of_squares(3 * block_keys, 2), sum_of_squares(3 * block_keys, 1));
}

TEST(control, sees_how_far_a_call_is) {
  control watch;
  const controlled here(watch);
  sum_of_squares(3 * block_keys + 1, 2);
  EXPECT_EQ(watch.total, 4U);
  EXPECT_EQ(watch.done, 4U);
  sum_of_squares(block_keys, 2);
  EXPECT_EQ(watch.total, 5U);
}

TEST(control, stops_a_call_before_it_starts) {
  control watch;
  watch.stop = true;
  const controlled here(watch);
  EXPECT_THROW(sum_of_squares(1, 1), interrupted);
  EXPECT_THROW(throw_if_stopped(), interrupted);
}

TEST(control, stops_a_call_that_runs_on_every_thread) {
  for (const std::size_t workers : {std::size_t{1}, std::size_t{2}, std::size_t{8}}) {
    control watch;
    const controlled here(watch);
    const auto work = [&](std::size_t, std::size_t, std::size_t) {
      if (watch.done >= 2) watch.stop = true;
    };
    EXPECT_THROW(for_blocks(1000 * block_keys, workers, work), interrupted);
    EXPECT_LT(watch.done, 1000U);
  }
}

TEST(control, of_an_inner_call_is_that_of_the_outer_on_helper_threads_too) {
  control watch;
  const controlled here(watch);
  for_blocks(4 * block_keys, 4, [](std::size_t, std::size_t, std::size_t) {
    for_blocks(1, 1, [](std::size_t, std::size_t, std::size_t) {});
  });
  EXPECT_EQ(watch.done, 8U);
}

TEST(control, has_its_caller_look_at_each_of_its_blocks_and_no_helper) {
  control watch;
  std::atomic<int> looks{0};
  std::atomic<int> elsewhere{0};
  watch.look = [&, caller = std::this_thread::get_id()] {
    ++looks;
    elsewhere += std::this_thread::get_id() != caller;
  };
  const controlled here(watch);
  std::atomic<int> blocks[2] = {0, 0};
  const auto wait_for_the_other = [&](std::size_t worker, std::size_t, std::size_t) {
    ++blocks[worker];
    while (blocks[1 - worker] == 0) std::this_thread::yield();
  };
  for_blocks(64, 2, wait_for_the_other, 1);
  EXPECT_EQ(blocks[0] + blocks[1], 64);
  EXPECT_EQ(looks, blocks[0].load());
  EXPECT_EQ(elsewhere, 0);
}

TEST(control, stops_where_a_look_says_so) {
  control watch;
  watch.look = [&] { watch.stop = watch.done == 3; };
  const controlled here(watch);
  EXPECT_THROW(sum_of_squares(100 * block_keys, 1), interrupted);
  EXPECT_EQ(watch.done, 3U);
}

TEST(controlled, gives_back_the_control_before_it) {
  control outer;
  control inner;
  inner.stop = true;
  const controlled first(outer);
  {
    const controlled second(inner);
    EXPECT_THROW(throw_if_stopped(), interrupted);
  }
  EXPECT_NO_THROW(throw_if_stopped());
}

TEST(threads, are_as_many_as_set_and_at_least_one) {
  set_threads(3);
  EXPECT_EQ(threads(), 3U);
  set_threads(0);
  EXPECT_GE(threads(), 1U);
}

}  // namespace
}  // namespace linli::testing
