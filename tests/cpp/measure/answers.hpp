// SPDX-License-Identifier: Apache-2.0
// Answers as short texts to compare: "a: 3" a row, its keys before the colon, "-" for a null key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/measure.hpp>
#include <linli/measure/measures.hpp>

#include "model/small_world.hpp"

namespace linli::testing {

using lines = std::vector<std::string>;

inline lines lines_of(const table& answer) {
  lines all;
  for (std::size_t i = 0; i < answer.rows(); ++i) {
    std::string line;
    for (const auto& name : answer.dimensions()) {
      const auto key = answer.key(i, name);
      line += (line.empty() ? "" : " ") + (key.empty() ? "-" : key);
    }
    const auto value = answer.value(i);
    all.push_back(line + (line.empty() ? "" : ": ") + (value ? text_of_number(*value) : "null"));
  }
  return all;
}
inline lines ask(const network& net, std::string_view text, question around = {}) {
  return lines_of(measure(net, text, std::move(around)));
}

// The one row of an answer that has no dimension.
inline table only_row(const network& net, std::string_view text, question around = {}) {
  auto answer = measure(net, text, std::move(around));
  EXPECT_EQ(answer.rows(), 1U) << text;
  return answer;
}
inline std::optional<double> value_of(const network& net, std::string_view text, question around = {}) {
  return only_row(net, text, std::move(around)).value(0);
}
inline std::string note_of(const network& net, std::string_view text, question around = {}) {
  return only_row(net, text, std::move(around)).note(0);
}
inline std::string basis_of_row(const table& answer, std::size_t i) { return answer.content().find("basis")->text(i); }
inline std::string basis_of_only(const network& net, std::string_view text) {
  return basis_of_row(only_row(net, text), 0);
}

// What the engine says when it will not answer; nothing if it answers.
inline std::string refusal_of(const network& net, std::string_view text, question around = {}) {
  try {
    measure(net, text, std::move(around));
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}
inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace linli::testing
