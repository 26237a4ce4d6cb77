// SPDX-License-Identifier: Apache-2.0
// The version of the library. It stands here only: CMake and pyproject.toml read this file.
#pragma once

#include <string_view>

namespace linli {

inline constexpr std::string_view version = "0.1.0";

}  // namespace linli
