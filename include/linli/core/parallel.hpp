// SPDX-License-Identifier: Apache-2.0
// Fixed blocks of keys over a few threads, with progress and a way to stop.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include <linli/core/error.hpp>

namespace linli {

// What a caller holds of a long call: how far it is, and a switch to stop it.
struct control {
  std::atomic<bool> stop{false};
  std::atomic<std::size_t> done{0};
  std::atomic<std::size_t> total{0};
  std::function<void()> look{};  // if given, called now and then on the calling thread; it may stop the call
  std::thread::id caller{};      // who made the call
};

namespace detail {
inline control*& current_control() {
  thread_local control* mine = nullptr;
  return mine;
}
inline std::atomic<unsigned>& thread_setting() {
  static std::atomic<unsigned> count{0};
  return count;
}
}  // namespace detail

// Long calls made while this lives report to `c` and obey it.
class controlled {
 public:
  explicit controlled(control& c) : before_(detail::current_control()) {
    c.caller = std::this_thread::get_id();
    detail::current_control() = &c;
  }
  ~controlled() { detail::current_control() = before_; }
  controlled(const controlled&) = delete;
  controlled& operator=(const controlled&) = delete;

 private:
  control* before_;
};

inline void set_threads(unsigned count) { detail::thread_setting() = count; }
inline unsigned threads() {
  const unsigned set = detail::thread_setting();
  return set > 0 ? set : std::max(1U, std::thread::hardware_concurrency());
}
inline void throw_if_stopped() {
  const auto* c = detail::current_control();
  if (c && c->look && c->caller == std::this_thread::get_id()) c->look();
  if (c && c->stop) throw interrupted();
}

constexpr std::size_t block_keys = 8192;

// Calls work(worker, first, last) for each block of keys, each block once, on any worker. Results
// must not depend on which worker took which block: sum integers, and they will not. A key that
// takes long, such as a replicate, wants smaller blocks.
template <class Work>
void for_blocks(std::size_t keys, std::size_t workers, Work work, std::size_t block = block_keys) {
  const std::size_t blocks = (keys + block - 1) / block;
  control* const watcher = detail::current_control();
  if (watcher) watcher->total += blocks;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  const auto run = [&](std::size_t worker) {
    detail::current_control() = watcher;
    try {
      for (std::size_t b = next++; b < blocks; b = next++) {
        throw_if_stopped();
        work(worker, b * block, std::min(keys, (b + 1) * block));
        if (watcher) ++watcher->done;
      }
    } catch (...) {
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
      next = blocks;
    }
  };
  std::vector<std::thread> helpers;
  for (std::size_t worker = 1; worker < std::min(workers, blocks); ++worker) helpers.emplace_back(run, worker);
  run(0);
  for (auto& helper : helpers) helper.join();
  if (failure) std::rethrow_exception(failure);
}

// Calls work(first, last) for each block of keys, one after the other on the calling thread.
template <class Work>
void for_blocks_in_order(std::size_t keys, Work work, std::size_t block = block_keys) {
  for (std::size_t first = 0; first < keys; first += block) {
    throw_if_stopped();
    work(first, std::min(keys, first + block));
  }
}

}  // namespace linli
