// SPDX-License-Identifier: Apache-2.0
// What is wrong with the input, and where: problems, collected before anything is raised.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>

namespace linli {

enum class severity { error, warning };

struct diagnostic {
  std::string table;
  std::int64_t row = -1;  // as in the file (the header is row 1), or as in the data frame (from 0); -1: no row
  std::string column;
  std::string rule;
  std::string value;
  std::string message;
  linli::severity severity = linli::severity::error;
};

// Problems in the order found. Counts are exact; only the first `limit` of each rule are kept, so
// that a file broken in every row cannot exhaust memory.
class diagnostics {
 public:
  diagnostics() = default;
  explicit diagnostics(std::size_t limit) : limit_(limit) {}

  void add(diagnostic d) {
    if (d.severity == severity::error) ++errors_;
    if (counts_[d.rule]++ < static_cast<std::int64_t>(limit_)) kept_.push_back(std::move(d));
  }
  void append(const diagnostics& other) {
    for (const auto& d : other.kept_) kept_.push_back(d);
    for (const auto& [rule, count] : other.counts_) counts_[rule] += count;
    errors_ += other.errors_;
  }

  // Leaves out what stood in the cells: for data of which ids are to be hashed.
  void hide_values() {
    for (auto& d : kept_) d.value.clear();
  }

  // Tells the tables of one source from those of others.
  void put_before_tables(const std::string& prefix) {
    for (auto& d : kept_) d.table.insert(0, prefix);
  }

  const std::vector<diagnostic>& rows() const { return kept_; }
  const std::map<std::string, std::int64_t>& counts() const { return counts_; }
  std::int64_t errors() const { return errors_; }
  bool empty() const { return counts_.empty(); }

 private:
  std::size_t limit_ = 1000;
  std::vector<diagnostic> kept_;
  std::map<std::string, std::int64_t> counts_;
  std::int64_t errors_ = 0;
};

inline std::string summary_of(const diagnostics& found, std::size_t shown = 100) {
  std::string text = std::to_string(found.errors()) + " problem(s) in the data:";
  std::size_t count = 0;
  for (const auto& d : found.rows()) {
    if (d.severity != severity::error) continue;
    if (++count > shown) break;
    text += "\n  " + d.table;
    if (d.row >= 0) text += ", row " + std::to_string(d.row);
    if (!d.column.empty()) text += ", column " + d.column;
    text += ": " + d.rule + ": " + d.message;
  }
  if (found.errors() > static_cast<std::int64_t>(shown)) {
    text += "\n  ... in all:";
    for (const auto& [rule, n] : found.counts()) text += " " + rule + " " + std::to_string(n);
  }
  return text;
}

// All problems of one reading, raised at once.
struct data_error : error {
  explicit data_error(diagnostics found) : error(summary_of(found)), problems(std::move(found)) {}
  diagnostics problems;
};

}  // namespace linli
