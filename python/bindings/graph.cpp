// SPDX-License-Identifier: Apache-2.0
// Graphs and the coverage matrix to Python: arrays without copying, and Boost's algorithms.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <linli/graph/algorithms.hpp>
#include <linli/graph/coverage_matrix.hpp>
#include <linli/graph/graph.hpp>
#include <linli/graph/relation_view.hpp>

#include "bindings.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

// An array over memory that is ours, which stays as long as the array does and cannot be written.
template <class T>
py::array array_over(const T* values, std::vector<py::ssize_t> shape, std::shared_ptr<const void> owner) {
  auto* kept = new std::shared_ptr<const void>(std::move(owner));
  const auto base = py::capsule(kept, [](void* p) { delete static_cast<std::shared_ptr<const void>*>(p); });
  auto out = py::array_t<T>(std::move(shape), values, base);
  out.attr("setflags")(py::arg("write") = false);
  return out;
}
template <class T>
py::array array_of(const std::vector<T>& values) {
  using cell = std::conditional_t<std::is_same_v<T, std::size_t>, std::int64_t, T>;
  auto out = py::array_t<cell>(static_cast<py::ssize_t>(values.size()));
  std::copy(values.begin(), values.end(), out.mutable_data());
  return out;
}

linli::instant instant_of(const std::string& on, int zone_minutes) {
  if (on.empty()) return {};
  const auto parsed = linli::parse_instant(on, zone_minutes);
  if (!parsed) throw linli::measure_error("`on` is a date like 2018-01-31, not '" + on + "'");
  return *parsed;
}
linli::instant instant_of(const linli::network& net, const std::string& on) {
  return instant_of(on, net.state().zone_minutes);
}

// The table and the id of each vertex; ids as integers where all of them are.
template <class G>
linli::frame vertices_of(const linli::network& net, const G& g) {
  std::vector<std::string> tables;
  std::vector<std::string> ids;
  bool integers = g.vertex_count() > 0;
  for (std::size_t v = 0; v < g.vertex_count(); ++v) {
    const auto table = net.table_of(g.node(v));
    integers = integers && net.has_integer_ids(table);
    tables.emplace_back(linli::name_of(table));
    ids.push_back(net.id_of(g.node(v)));
  }
  std::vector<std::int64_t> numbers;
  if (integers)
    for (const auto& id : ids) numbers.push_back(std::stoll(id));
  return {"vertices",
          ids.size(),
          {{"table", texts_of(tables)}, {"id", integers ? linli::column::of(std::move(numbers)) : texts_of(ids)}}};
}

// A graph, and what tells of its nodes: the network that it shows, or their table where it comes from elsewhere.
template <bool Directed>
struct held_graph {
  std::variant<linli::network, shared_frame> told_by;
  linli::network_graph<Directed> graph;
};
template <bool Directed>
auto held(const linli::network& net, const linli::graph_options& options) {
  return run_long([&] { return held_graph<Directed>{net, linli::make_network_graph<Directed>(net, options)}; });
}

using ends = py::array_t<std::int32_t, py::array::c_style>;
using numbers = py::array_t<double, py::array::c_style>;

std::vector<linli::weighted_pair> pairs_of(const ends& sources, const ends& targets, const numbers& weights) {
  if (sources.size() != targets.size() || sources.size() != weights.size())
    throw linli::measure_error("each edge has a source, a target and a weight");
  auto pairs = std::vector<linli::weighted_pair>();
  pairs.reserve(static_cast<std::size_t>(sources.size()));
  for (py::ssize_t e = 0; e < sources.size(); ++e)
    pairs.push_back({sources.data()[e], targets.data()[e], weights.data()[e]});
  return pairs;
}
template <bool Directed>
held_graph<Directed> held(const shared_frame& nodes, std::vector<linli::weighted_pair> pairs,
                          linli::graph_source from) {
  return run_long([&] {
    auto nowhere = std::vector<linli::node_ref>(nodes.content->rows);  // in no network: their number alone is read
    auto graph = linli::simple_graph<Directed>(std::move(nowhere), std::move(pairs));
    return held_graph<Directed>{nodes, {std::move(from), std::move(graph)}};
  });
}

// A view reads the network beside it, so the two are kept in one place.
struct held_view {
  held_view(linli::network from, const std::vector<std::string>& relations)
      : net(std::move(from)), graph(net, relations) {}
  held_view(const held_view&) = delete;
  held_view& operator=(const held_view&) = delete;

  linli::network net;
  linli::relation_view graph;
};

linli::frame edges_of(const held_view& self) {
  std::vector<std::int64_t> sources, targets, rows;
  std::vector<std::string> relations, tables;
  for (auto [e, last] = edges(self.graph); e != last; ++e) {
    const auto row = self.graph.row_of(*e);
    sources.push_back(static_cast<std::int64_t>((*e).source));
    targets.push_back(static_cast<std::int64_t>((*e).target));
    relations.emplace_back(row.relation);
    tables.emplace_back(linli::name_of(row.table));
    rows.push_back(row.row);
  }
  const auto count = sources.size();
  return {"edges",
          count,
          {{"source", linli::column::of(std::move(sources))},
           {"target", linli::column::of(std::move(targets))},
           {"relation", texts_of(relations)},
           {"table", texts_of(tables)},
           {"row", linli::column::of(std::move(rows))}}};
}

shared_frame nodes_of(const held_view& self) { return share(vertices_of(self.net, self.graph)); }
template <bool Directed>
shared_frame nodes_of(const held_graph<Directed>& self) {
  if (const auto* given = std::get_if<shared_frame>(&self.told_by)) return *given;
  return share(vertices_of(std::get<linli::network>(self.told_by), self.graph));
}

// What every graph can tell.
template <class Held>
void bind_common(py::class_<Held>& c) {
  c.def_property_readonly("num_vertices", [](const Held& self) { return num_vertices(self.graph); })
      .def_property_readonly("num_edges", [](const Held& self) { return num_edges(self.graph); })
      .def("vertices", [](const Held& self) { return nodes_of(self); })
      .def("betweenness",
           [](const Held& self) { return array_of(run_long([&] { return linli::betweenness(self.graph); })); });
}
template <class Held>
void bind_undirected(py::class_<Held>& c) {
  c.def("components",
        [](const Held& self) { return array_of(run_long([&] { return linli::connected_components(self.graph); })); })
      .def("core_numbers",
           [](const Held& self) { return array_of(run_long([&] { return linli::core_numbers(self.graph); })); })
      .def("articulation_points",
           [](const Held& self) { return array_of(run_long([&] { return linli::articulation_points(self.graph); })); });
}

template <bool Directed>
py::class_<held_graph<Directed>> bind_simple(py::module_& m, const char* name) {
  using self_type = held_graph<Directed>;
  auto c = py::class_<self_type>(m, name);
  bind_common(c);
  const auto array = [&](const char* property, auto values_of) {
    c.def_property_readonly(property, [values_of](const self_type& self) {
      const auto values = std::span(values_of(self.graph));
      return array_over(values.data(), {static_cast<py::ssize_t>(values.size())}, self.graph.owner());
    });
  };
  using graph = linli::network_graph<Directed>;
  array("sources", [](const graph& g) { return g.sources(); });
  array("targets", [](const graph& g) { return g.targets(); });
  array("weights", [](const graph& g) { return g.weights(); });
  array("offsets", [](const graph& g) { return std::span(g.out_lists().offsets); });
  array("neighbours", [](const graph& g) { return std::span(g.out_lists().neighbours); });
  array("neighbour_edges", [](const graph& g) { return std::span(g.out_lists().edges); });
  c.def_property_readonly_static("directed", [](const py::object&) { return Directed; })
      .def_property_readonly("by_design", [](const self_type& self) { return self.graph.by_design(); })
      .def_property_readonly("relations", [](const self_type& self) { return self.graph.source.relations; })
      .def_property_readonly("on", [](const self_type& self) { return linli::text_of(self.graph.source.on); });
  return c;
}

struct held_matrix {
  linli::network net;
  linli::coverage_matrix matrix;
};

void bind_matrix(py::module_& m) {
  py::class_<held_matrix>(m, "CoverageMatrix")
      .def_property_readonly("counts",
                             [](const held_matrix& self) {
                               const auto counts = self.matrix.counts();
                               return array_over(counts.data(), {counts.rows(), counts.cols()}, self.matrix.owner());
                             })
      .def_property_readonly("kinds", [](const held_matrix& self) { return self.matrix.kinds(); })
      .def_property_readonly("places", [](const held_matrix& self) {
        py::list ids;
        const bool integers = self.net.has_integer_ids(linli::table_id::places);
        for (const auto place : self.matrix.places()) {
          const auto id = self.net.id_of({linli::node_kind::place, place});
          if (integers)
            ids.append(std::stoll(id));
          else
            ids.append(id);
        }
        return ids;
      });
  m.def(
      "coverage_matrix",
      [](const linli::network& net, const std::string& level, const std::string& on, const py::dict& settings) {
        const auto kinds = scheme_of(settings).value_or(net.scheme());
        return held_matrix{net, linli::make_coverage_matrix(net, level, instant_of(net, on), kinds)};
      },
      py::arg("network"), py::arg("level"), py::arg("on") = "", py::arg("settings") = py::dict());
}

}  // namespace

void bind_graph(py::module_& m) {
  auto graph = bind_simple<false>(m, "Graph");
  bind_undirected(graph);
  bind_simple<true>(m, "DiGraph");
  auto view = py::class_<held_view>(m, "RelationView");
  bind_common(view);
  bind_undirected(view);
  view.def("edges", [](const held_view& self) { return share(edges_of(self)); });

  m.def(
      "graph",
      [](const linli::network& net, std::vector<std::string> relations, const std::string& on,
         bool directed) -> py::object {
        const auto options = linli::graph_options{std::move(relations), instant_of(net, on)};
        if (directed) return py::cast(held<true>(net, options));
        return py::cast(held<false>(net, options));
      },
      py::arg("network"), py::arg("relations"), py::arg("on") = "", py::arg("directed") = false);
  m.def(
      "graph_of_edges",
      [](const shared_frame& nodes, const ends& sources, const ends& targets, const numbers& weights, bool directed,
         std::vector<std::string> relations, const std::string& on, bool by_design) -> py::object {
        auto from = linli::graph_source{std::move(relations), instant_of(on, 0), by_design};
        auto pairs = pairs_of(sources, targets, weights);
        if (directed) return py::cast(held<true>(nodes, std::move(pairs), std::move(from)));
        return py::cast(held<false>(nodes, std::move(pairs), std::move(from)));
      },
      py::arg("nodes"), py::arg("sources"), py::arg("targets"), py::arg("weights"), py::arg("directed"),
      py::arg("relations"), py::arg("on"), py::arg("by_design"));
  m.def(
      "relation_view",
      [](const linli::network& net, const std::vector<std::string>& relations) {
        return std::make_unique<held_view>(net, relations);
      },
      py::arg("network"), py::arg("relations"));
  m.def("relation_names", [] { return linli::relation_names(); });
  bind_matrix(m);
}

}  // namespace linli_python
