// SPDX-License-Identifier: Apache-2.0
// Hashes that are the same on every machine: for fingerprints, indices and keyed random numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace linli {

// The finaliser of splitmix64 (Steele, Lea & Flood 2014): a bijection that spreads every bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// FNV-1a over the bytes, then mixed.
constexpr std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ mix(seed);
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix(h);
}

// 128 bits, added without regard to order: equal sets of rows have equal sums.
struct digest {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  void add(std::uint64_t row_hash) {
    low += mix(row_hash ^ 0x9e3779b97f4a7c15ULL);
    high += mix(row_hash + 0xd1b54a32d192ed03ULL);
  }
  friend bool operator==(const digest&, const digest&) = default;
};

}  // namespace linli
