// SPDX-License-Identifier: Apache-2.0
// Measuring a network, and measures that follow its edits.
#include <pybind11/stl.h>

#include <string>
#include <utility>

#include <linli/measure/measure.hpp>

#include "bindings.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

shared_frame measure(const linli::network& net, const py::list& specs, const py::dict& question) {
  auto wanted = specs_of(specs);
  auto asked = question_of(question);
  return share(run_long([&] { return linli::measure(net, std::move(wanted), std::move(asked)).content(); }));
}

linli::prepared prepare(const linli::network& net, const py::list& specs, const py::dict& question) {
  auto wanted = specs_of(specs);
  auto asked = question_of(question);
  return run_long([&] { return linli::prepared(net, std::move(wanted), std::move(asked)); });
}

}  // namespace

void bind_measure(py::module_& m) {
  m.def("set_progress", [](const py::object& hook) { progress_hook() = hook; }, py::arg("hook").none(true));
  const auto network = py::reinterpret_borrow<py::class_<linli::network>>(m.attr("Network"));
  py::class_<linli::prepared>(m, "Prepared")
      .def(
          "update",
          [](const linli::prepared& self, const py::list& edits) {
            const auto changes = edits_of(edits);
            py::gil_scoped_release free;
            return self.update(changes);
          },
          py::arg("edits"))
      .def("table", [](const linli::prepared& self) { return share(self.table().content()); })
      .def("network", [](const linli::prepared& self) { return self.net(); });
  py::setattr(network, "measure",
              py::cpp_function(&measure, py::name("measure"), py::is_method(network), py::arg("specs"),
                               py::arg("question") = py::dict()));
  py::setattr(network, "prepare",
              py::cpp_function(&prepare, py::name("prepare"), py::is_method(network), py::arg("specs"),
                               py::arg("question") = py::dict()));
  m.def(
      "parse_measure",
      [](const std::string& text) {
        const auto read = linli::parse_measure(text);
        return py::make_tuple(dict_of(read.measure), dict_of(read.around));
      },
      py::arg("text"));
  m.def(
      "measure_text",
      [](const py::dict& spec) {
        py::list one;
        one.append(spec);
        return linli::text_of(specs_of(one).front());
      },
      py::arg("spec"));
}

}  // namespace linli_python
