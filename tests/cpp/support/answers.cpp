// SPDX-License-Identifier: Apache-2.0
// The engine, compiled once for all tests that ask it something.
#include "measure/answers.hpp"

#include <utility>

namespace linli::testing {

lines lines_of(const table& answer) {
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
table answer_of(const network& net, std::string_view text, question around) {
  return measure(net, text, std::move(around));
}

table answer_of(const network& net, measure_spec spec, question around) {
  return measure(net, std::move(spec), std::move(around));
}

lines ask(const network& net, std::string_view text, question around) {
  return lines_of(measure(net, text, std::move(around)));
}

table only_row(const network& net, std::string_view text, question around) {
  auto answer = measure(net, text, std::move(around));
  EXPECT_EQ(answer.rows(), 1U) << text;
  return answer;
}
std::optional<double> value_of(const network& net, std::string_view text, question around) {
  return only_row(net, text, std::move(around)).value(0);
}
std::string note_of(const network& net, std::string_view text, question around) {
  return only_row(net, text, std::move(around)).note(0);
}
std::string basis_of_row(const table& answer, std::size_t i) { return answer.content().find("basis")->text(i); }
std::string basis_of_only(const network& net, std::string_view text) { return basis_of_row(only_row(net, text), 0); }

std::string refusal_of(const network& net, std::string_view text, question around) {
  try {
    measure(net, text, std::move(around));
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}
bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace linli::testing
