// SPDX-License-Identifier: Apache-2.0
// The exceptions of linli: one hierarchy, mirrored one to one in Python.
#pragma once

#include <stdexcept>
#include <string>

namespace linli {

struct error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct schema_error : error {  // a table or column that the schema does not know
  using error::error;
};
struct measure_error : error {  // a wrong measure, parameter, dimension or filter
  using error::error;
};
struct edit_error : error {  // an edit that the network does not bear
  using error::error;
};
struct infeasible_error : error {  // a plan that no choice can meet
  using error::error;
};
struct file_error : error {  // a file that cannot be opened, read or written
  using error::error;
};
struct interrupted : error {  // the caller asked a long call to stop
  interrupted() : error("interrupted") {}
};

}  // namespace linli
