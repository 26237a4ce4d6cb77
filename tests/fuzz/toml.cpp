// SPDX-License-Identifier: Apache-2.0
// Any text as network.toml: options, or an error of linli's.
#include <cstdint>
#include <string_view>

#include <linli/core/error.hpp>
#include <linli/io/settings.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    linli::io::options_from(
        linli::io::parse_toml(std::string_view(reinterpret_cast<const char*>(data), size), "network.toml"));
  } catch (const linli::error&) {
  }
  return 0;
}
