// SPDX-License-Identifier: Apache-2.0
// How many threads count.
#include <linli/core/parallel.hpp>

#include "bindings.hpp"

namespace linli_python {

void bind_threads(py::module_& m) {
  m.def("set_threads", [](unsigned count) { linli::set_threads(count); }, py::arg("count"));
  m.def("threads", [] { return linli::threads(); });
}

}  // namespace linli_python
