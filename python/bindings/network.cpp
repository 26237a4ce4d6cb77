// SPDX-License-Identifier: Apache-2.0
// The network: edited, written, and given back as tables.
#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

#include <linli/io/write.hpp>
#include <linli/model/fingerprint.hpp>
#include <linli/model/tables.hpp>

#include "bindings.hpp"
#include "diagnostics.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

py::dict summary(const linli::network& net) {
  py::dict rows;
  for (const auto& rule : linli::schema)
    if (const auto count = net.row_count(rule.id); count > 0) rows[py::str(std::string(rule.name))] = count;
  std::map<std::string, std::size_t> counts;
  const auto& levels = net.rows(linli::node_kind::place)["level"];
  std::vector<std::string> order;
  for (std::size_t p = 0; p < levels.size(); ++p)
    if (counts[levels.text(p)]++ == 0) order.push_back(levels.text(p));
  py::dict by_level;
  for (const auto& level : order) by_level[py::str(level)] = counts[level];
  py::dict warnings;
  for (const auto& [rule, count] : net.state().warnings.counts()) warnings[py::str(rule)] = count;
  py::dict found;
  found["rows"] = rows;
  found["levels"] = by_level;
  found["origin"] = std::string(linli::text_of(net.origin()));
  found["persons_are"] = std::string(linli::text_of(net.persons_are()));
  found["as_of"] = net.as_of().is_null() ? py::object(py::none()) : py::object(py::str(linli::text_of(net.as_of())));
  found["scheme"] = dict_of(net.scheme());
  found["warnings"] = warnings;
  return found;
}

py::dict tables(const linli::network& net) {
  py::dict found;
  for (auto& frame : linli::to_frames(net)) {
    const auto name = frame.name;
    found[py::str(name)] = share(std::move(frame));
  }
  return found;
}

}  // namespace

void bind_network(py::module_& m) {
  py::class_<linli::network>(m, "Network")
      .def("settings_text", &linli::io::settings_text)
      .def(
          "write",
          [](const linli::network& net, const std::string& path) {
            run_long([&] { return linli::io::write(net, path); });
          },
          py::arg("path"))
      .def(
          "prepare_folder",
          [](const linli::network& net, const std::string& path, const std::string& extension) {
            linli::io::prepare_folder(net, path, extension);
          },
          py::arg("path"), py::arg("extension"))
      .def(
          "with_edits",
          [](const linli::network& net, const py::list& edits) {
            const auto changes = edits_of(edits);
            py::gil_scoped_release free;
            return linli::with_edits(net, changes);
          },
          py::arg("edits"))
      .def("fingerprint", [](const linli::network& net) { return run_long([&] { return linli::fingerprint(net); }); })
      .def("tables", &tables)
      .def("diagnostics", [](const linli::network& net) { return share(frame_of_diagnostics(net.state().warnings)); })
      .def("rejected", [](const linli::network& net) { return share(frame_of_rejected(net.state().rejected)); })
      .def("refused", [](const linli::network& net) { return share(frame_of_refused(net.state().refused)); })
      .def("summary", &summary);
}

}  // namespace linli_python
