// SPDX-License-Identifier: Apache-2.0
// Keyed random numbers for the generators written in Python.
#include <pybind11/numpy.h>

#include <linli/core/random.hpp>

#include "bindings.hpp"

namespace linli_python {

void bind_random(py::module_& m) {
  m.def(
      "philox",
      [](std::uint64_t seed, std::uint32_t stream,
         const py::array_t<std::uint64_t, py::array::c_style | py::array::forcecast>& ids, std::uint64_t event) {
        auto out = py::array_t<std::uint64_t>(ids.size());
        const auto* in = ids.data();
        auto* result = out.mutable_data();
        const auto count = ids.size();
        {
          py::gil_scoped_release free;
          for (py::ssize_t i = 0; i < count; ++i) result[i] = linli::draw(seed, stream, in[i], event);
        }
        return out;
      },
      py::arg("seed"), py::arg("stream"), py::arg("ids"), py::arg("event"));
}

}  // namespace linli_python
