// SPDX-License-Identifier: Apache-2.0
// The bootstrap of measures, and the rows behind a number.
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include <linli/measure/behind.hpp>
#include <linli/measure/bootstrap.hpp>
#include <linli/measure/durations.hpp>

#include "bindings.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

// The answer, and what was drawn for each measure.
std::pair<shared_frame, std::vector<std::string>> bootstrap(const linli::network& net, const py::list& specs,
                                                            const py::dict& question, const std::string& resample,
                                                            std::size_t replicates, std::uint64_t seed, double level) {
  auto wanted = specs_of(specs);
  auto asked = question_of(question);
  const auto options = linli::bootstrap_options{resample, replicates, seed, level};
  auto made = run_long([&] { return linli::resample(net, std::move(wanted), std::move(asked), options); });
  return {share(made.answer.content()), std::move(made.drawn)};
}

shared_frame rows_behind(const linli::network& net, const py::list& specs, const py::dict& question) {
  auto wanted = specs_of(specs);
  auto asked = question_of(question);
  return share(run_long([&] { return linli::rows_behind(net, std::move(wanted.front()), std::move(asked)); }));
}

shared_frame durations(const linli::network& net, const py::list& specs, const py::dict& question) {
  auto wanted = specs_of(specs);
  auto asked = question_of(question);
  return share(run_long([&] { return linli::durations(net, std::move(wanted.front()), std::move(asked)); }));
}

}  // namespace

void bind_inference(py::module_& m) {
  const auto network = py::reinterpret_borrow<py::class_<linli::network>>(m.attr("Network"));
  py::setattr(
      network, "bootstrap",
      py::cpp_function(&bootstrap, py::name("bootstrap"), py::is_method(network), py::arg("specs"), py::arg("question"),
                       py::arg("resample"), py::arg("replicates"), py::arg("seed"), py::arg("level")));
  py::setattr(network, "rows_behind",
              py::cpp_function(&rows_behind, py::name("rows_behind"), py::is_method(network), py::arg("specs"),
                               py::arg("question")));
  py::setattr(network, "durations",
              py::cpp_function(&durations, py::name("durations"), py::is_method(network), py::arg("specs"),
                               py::arg("question")));
}

}  // namespace linli_python
