// SPDX-License-Identifier: Apache-2.0
// Reads a number where the standard library has no std::from_chars of doubles: libc++, for many years.
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include <locale.h>
#include <stdlib.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

namespace linli::detail {

// Whether the whole text is a number, as from_chars sees it. strtod reads more: spaces, '+', hexadecimal, overflow.
inline bool number_by_strtod(std::string_view text, double& value) {
  static const locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
  const auto exponent = text.find_first_of("eE");
  if (text.empty() || text.find_first_of(" \t\n\v\f\r+xX") < exponent) return false;
  const std::string copy(text);
  char* end = nullptr;
  value = strtod_l(copy.c_str(), &end, plain);
  const bool overflows = std::isinf(value) && text.find_first_of("iI") == std::string_view::npos;
  return !overflows && end == copy.c_str() + copy.size();
}

}  // namespace linli::detail
