// SPDX-License-Identifier: Apache-2.0
// From the bytes of a file to UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <linli/core/diagnostic.hpp>

namespace linli::io {

// The offset of the first byte that does not belong to well-formed UTF-8, or npos.
std::size_t first_byte_not_utf8(std::string_view bytes);

// The content as UTF-8 without a byte order mark, or nothing after a problem with the rule
// `encoding`.
std::optional<std::string> to_utf8(std::string bytes, const std::string& encoding, const std::string& table,
                                   diagnostics& found);

}  // namespace linli::io
