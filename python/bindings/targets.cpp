// SPDX-License-Identifier: Apache-2.0
// Targets from Python dicts, and what a network attains of them.
#include <pybind11/stl.h>

#include <string>
#include <vector>

#include <linli/io/targets.hpp>
#include <linli/measure/attainment.hpp>

#include "bindings.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

std::vector<linli::target_spec> targets_of(const py::list& targets) {
  std::vector<linli::target_spec> found;
  for (const auto& values : targets)
    found.push_back(linli::io::target_from(settings_of(values.cast<py::dict>()), found.size() + 1));
  return found;
}

py::dict dict_of(const linli::target_spec& of) {
  py::dict found;
  found["name"] = of.title();
  found["label_zh"] = of.label_zh;
  found["measure"] = of.measure;
  found["by"] = of.by;
  found["at_least"] = of.at_least;
  found["at_most"] = of.at_most;
  found["per"] = of.per;
  found["stat"] = std::string(text_of(of.stat));
  found["share_at_least"] = of.share_at_least;
  found["force"] = std::string(text_of(of.force));
  found["valid_from"] = of.valid_from;
  found["valid_until"] = of.valid_until;
  found["source"] = of.source;
  found["unit"] = of.unit;
  found["scope"] = of.scope;
  found["residents"] = of.residents;
  found["verified"] = of.verified;
  found["note"] = of.note;
  return found;
}

}  // namespace

void bind_targets(py::module_& m) {
  const auto network = py::reinterpret_borrow<py::class_<linli::network>>(m.attr("Network"));
  const auto attainment = [](const linli::network& net, const py::list& targets, const py::dict& question) {
    const auto wanted = targets_of(targets);
    const auto around = question_of(question);
    return share(run_long([&] { return linli::attainment(net, wanted, around); }));
  };
  py::setattr(network, "attainment",
              py::cpp_function(attainment, py::name("attainment"), py::is_method(network), py::arg("targets"),
                               py::arg("question") = py::dict()));
  m.def(
      "targets",
      [](const py::list& targets) {
        py::list found;
        for (const auto& of : targets_of(targets)) found.append(dict_of(of));
        return found;
      },
      py::arg("targets"));
}

}  // namespace linli_python
