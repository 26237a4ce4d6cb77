// SPDX-License-Identifier: Apache-2.0
// A file of this process's own, which goes with its object.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace linli::testing {

class temporary_file {
 public:
  explicit temporary_file(const std::string& ending)
      : path_(std::filesystem::temp_directory_path() / ("linli-fuzz-" + std::to_string(getpid()) + "." + ending)) {}
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  ~temporary_file() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace linli::testing
