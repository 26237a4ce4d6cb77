// SPDX-License-Identifier: Apache-2.0
// The builder, compiled once for all tests that need a network.
#include <utility>

#include <linli/model/builder.hpp>

#include "model/small_world.hpp"

namespace linli::testing {

network built(std::vector<frame> tables, network_options options) {
  auto maker = builder(std::move(options));
  for (auto& table : tables) maker.add(std::move(table));
  return maker.build();
}

}  // namespace linli::testing
