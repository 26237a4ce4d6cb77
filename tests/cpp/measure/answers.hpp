// SPDX-License-Identifier: Apache-2.0
// Answers as short texts to compare: "a: 3" a row, its keys before the colon, "-" for a null key.
// Compiled once for all tests, with the engine, in support/answers.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/measure.hpp>
#include <linli/measure/measures.hpp>

#include "model/small_world.hpp"

namespace linli::testing {

using lines = std::vector<std::string>;

lines lines_of(const table& answer);
table answer_of(const network& net, std::string_view text, question around = {});
table answer_of(const network& net, measure_spec spec, question around = {});
lines ask(const network& net, std::string_view text, question around = {});

// The one row of an answer that has no dimension.
table only_row(const network& net, std::string_view text, question around = {});
std::optional<double> value_of(const network& net, std::string_view text, question around = {});
std::string note_of(const network& net, std::string_view text, question around = {});
std::string basis_of_row(const table& answer, std::size_t i);
std::string basis_of_only(const network& net, std::string_view text);

// What the engine says when it will not answer; nothing if it answers.
std::string refusal_of(const network& net, std::string_view text, question around = {});
bool says(const std::string& text, const std::string& part);

}  // namespace linli::testing
