// SPDX-License-Identifier: Apache-2.0
// Counter-based random numbers: a draw depends on what it is for, not on what was drawn before.
#pragma once

#include <array>
#include <cstdint>

namespace linli {

// Philox4x32-10 (Salmon, Moraes, Dror & Shaw, SC'11).
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = 0xD2511F53ULL * counter[0];
    const std::uint64_t b = 0xCD9E8D57ULL * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
  }
  return counter;
}

// 64 bits for an event of one thing in one stream: adding or moving others changes nobody's draw.
constexpr std::uint64_t draw(std::uint64_t seed, std::uint32_t stream, std::uint64_t id, std::uint64_t event) {
  const auto out = philox({static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(id >> 32),
                           static_cast<std::uint32_t>(event), static_cast<std::uint32_t>(event >> 32)},
                          {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32) ^ stream});
  return out[0] | static_cast<std::uint64_t>(out[1]) << 32;
}

// 64 random bits as one of 0, 1, …, n − 1, each as likely as 2^64 lets it be: ⌊bits · n / 2^64⌋.
constexpr std::uint32_t below(std::uint64_t bits, std::uint32_t n) {
  return static_cast<std::uint32_t>(((bits >> 32) * n + ((bits & 0xFFFFFFFFU) * n >> 32)) >> 32);
}

}  // namespace linli
