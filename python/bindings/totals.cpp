// SPDX-License-Identifier: Apache-2.0
// What published totals imply, and how they compare with what is computed.
#include <pybind11/stl.h>

#include <optional>
#include <string>

#include <linli/measure/bounds.hpp>
#include <linli/measure/reconcile.hpp>

#include "bindings.hpp"

namespace linli_python {

void bind_totals(py::module_& m) {
  const auto network = py::reinterpret_borrow<py::class_<linli::network>>(m.attr("Network"));
  const auto reconcile = [](const linli::network& net) {
    return share(run_long([&] { return linli::reconcile(net); }));
  };
  const auto bounds = [](const linli::network& net, const std::optional<std::string>& measure, bool pairs) {
    return share(run_long([&] { return linli::bounds(net, measure, pairs); }));
  };
  py::setattr(network, "reconcile", py::cpp_function(reconcile, py::name("reconcile"), py::is_method(network)));
  py::setattr(network, "bounds",
              py::cpp_function(bounds, py::name("bounds"), py::is_method(network), py::arg("measure") = py::none(),
                               py::arg("pairs") = false));
}

}  // namespace linli_python
