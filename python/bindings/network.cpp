// SPDX-License-Identifier: Apache-2.0
// The network: built from tables, read from a folder, edited, and given back as tables.
#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

#include <linli/io/read.hpp>
#include <linli/io/write.hpp>
#include <linli/model/builder.hpp>
#include <linli/model/fingerprint.hpp>
#include <linli/model/tables.hpp>

#include "bindings.hpp"
#include "diagnostics.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

std::vector<linli::frame> frames_of(const py::dict& tables, int zone_minutes) {
  std::vector<linli::frame> found;
  for (const auto& [name, table] : tables)
    if (!table.is_none())
      found.push_back(frame_of(py::reinterpret_borrow<py::object>(table), py::str(name), zone_minutes));
  return found;
}

linli::network build(const py::dict& tables, const py::dict& options) {
  const auto wanted = options_of(options).network;
  auto made = linli::builder(wanted);
  for (auto& frame : frames_of(tables, wanted.zone_minutes)) made.add(std::move(frame));
  return run_long([&] { return made.build(); });
}

linli::network built(std::vector<linli::frame> frames, linli::network_options options,
                     const linli::diagnostics& found) {
  auto made = linli::builder(std::move(options));
  made.note(found);
  for (auto& frame : frames) made.add(std::move(frame));
  return made.build();
}

// Tables as the contents of CSV files, by name.
linli::network parse(std::vector<std::pair<std::string, std::string>> contents, const py::dict& options) {
  const auto wanted = options_of(options);
  return run_long([&] {
    linli::diagnostics found;
    auto frames = linli::io::parse_tables(std::move(contents), wanted.files, found);
    return built(std::move(frames), wanted.network, found);
  });
}

// The tables of a folder: those in CSV are read here, those in Parquet are brought as streams.
linli::network read(const std::string& path, const py::dict& options, const py::dict& from_parquet) {
  const auto wanted = options_of(options);
  auto brought = frames_of(from_parquet, wanted.network.zone_minutes);
  return run_long([&] {
    linli::diagnostics found;
    auto frames = linli::io::read_frames(path, wanted.files, found, std::move(brought));
    return built(std::move(frames), wanted.network, found);
  });
}

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
      .def_static("build", &build, py::arg("tables"), py::arg("options") = py::dict())
      .def_static("read", &read, py::arg("path"), py::arg("options") = py::dict(), py::arg("from_parquet") = py::dict())
      .def_static("parse", &parse, py::arg("contents"), py::arg("options") = py::dict())
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
