// SPDX-License-Identifier: Apache-2.0
// A view of chosen relations as a Boost.Graph graph: all nodes, an edge for each row, nothing
// copied.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_iterator.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/iterator_facade.hpp>

#include <linli/graph/node_ranges.hpp>
#include <linli/graph/relations.hpp>
#include <linli/graph/vocabulary.hpp>

namespace linli {

// An edge is a row of a link. Seen from either end it is the same edge.
struct relation_edge {
  std::size_t source = 0;
  std::size_t target = 0;
  std::uint32_t link = 0;
  std::int32_t row = -1;
  friend bool operator==(const relation_edge& a, const relation_edge& b) { return a.link == b.link && a.row == b.row; }
};

// Where an edge stands in the tables. Of a group table, `row` counts over all groups.
struct relation_row {
  std::string_view relation;
  table_id table;
  std::string_view column;  // the one that names the edge's far end
  std::int32_t row;
};

// One way to find edges at a node: the rows that an index gives, or the row that is the node.
struct relation_side {
  std::uint32_t link;
  bool at_from;
  const adjacency* rows;
};

// Row by row through the links of a view.
template <class View>
class relation_edge_iterator : public boost::iterator_facade<relation_edge_iterator<View>, relation_edge,
                                                             boost::forward_traversal_tag, relation_edge> {
 public:
  relation_edge_iterator() = default;
  relation_edge_iterator(const View* view, std::size_t link) : view_(view), link_(link) { settle(); }

 private:
  friend class boost::iterator_core_access;

  relation_edge dereference() const {
    const auto ends = view_->links()[link_].ends(row_);
    return {view_->vertex(ends->from), view_->vertex(ends->to), static_cast<std::uint32_t>(link_), row_};
  }
  bool equal(const relation_edge_iterator& other) const { return link_ == other.link_ && row_ == other.row_; }
  void increment() {
    ++row_;
    settle();
  }
  void settle() {
    for (; link_ < view_->links().size(); ++link_, row_ = 0)
      for (; static_cast<std::size_t>(row_) < view_->links()[link_].rows(); ++row_)
        if (view_->links()[link_].ends(row_)) return;
  }

  const View* view_ = nullptr;
  std::size_t link_ = 0;
  std::int32_t row_ = 0;
};

// Through the sides of one vertex. Outward edges start at it, inward edges end at it.
template <class View, bool Inward>
class incident_edge_iterator : public boost::iterator_facade<incident_edge_iterator<View, Inward>, relation_edge,
                                                             boost::forward_traversal_tag, relation_edge> {
 public:
  incident_edge_iterator() = default;
  incident_edge_iterator(const View* view, std::size_t vertex, std::int32_t node_row, const relation_side* at,
                         const relation_side* last)
      : view_(view), vertex_(vertex), node_row_(node_row), at_(at), last_(last) {
    open();
    settle();
  }

 private:
  friend class boost::iterator_core_access;

  std::int32_t row() const { return at_->rows ? rows_[position_] : node_row_; }
  relation_edge dereference() const {
    const auto ends = view_->links()[at_->link].ends(row());
    const auto other = view_->vertex(at_->at_from ? ends->to : ends->from);
    if constexpr (Inward)
      return {other, vertex_, at_->link, row()};
    else
      return {vertex_, other, at_->link, row()};
  }
  bool equal(const incident_edge_iterator& other) const { return at_ == other.at_ && position_ == other.position_; }
  void increment() {
    ++position_;
    settle();
  }
  void open() {
    position_ = 0;
    count_ = at_ == last_ ? 0 : 1;
    if (at_ == last_ || !at_->rows) return;
    rows_ = (*at_->rows)[static_cast<std::size_t>(node_row_)];
    count_ = rows_.size();
  }
  void settle() {
    for (; at_ != last_; ++at_, open())
      for (; position_ < count_; ++position_)
        if (view_->links()[at_->link].ends(row())) return;
  }

  const View* view_ = nullptr;
  std::size_t vertex_ = 0;
  std::int32_t node_row_ = -1;
  const relation_side* at_ = nullptr;
  const relation_side* last_ = nullptr;
  std::span<const std::int32_t> rows_;
  std::size_t position_ = 0;
  std::size_t count_ = 0;
};

// Non-owning: the network must outlive the view and its iterators. Rows of every date are edges; a
// graph for a date is made by `make_graph`. Undirected, an edge leaves both of its ends; a row that
// ties a node to itself leaves it twice, as in Boost's own graphs.
template <bool Directed>
class basic_relation_view : public boost_graph {
  using sides = std::array<std::vector<relation_side>, node_kinds>;

 public:
  using edge_descriptor = relation_edge;
  using directed_category = std::conditional_t<Directed, boost::bidirectional_tag, boost::undirected_tag>;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using edge_iterator = relation_edge_iterator<basic_relation_view>;
  using out_edge_iterator = incident_edge_iterator<basic_relation_view, false>;
  using in_edge_iterator = incident_edge_iterator<basic_relation_view, true>;
  using adjacency_iterator =
      typename boost::adjacency_iterator_generator<basic_relation_view, std::size_t, out_edge_iterator>::type;

  basic_relation_view(const network& net, const std::vector<std::string>& relations) : net_(&net), ranges_(net) {
    for (const auto& rule : links_named(relations)) {
      const auto number = static_cast<std::uint32_t>(links_.size());
      links_.emplace_back(net, rule);
      first_row_.push_back(row_bound_);
      row_bound_ += links_.back().rows();
      add_side(number, true);
      add_side(number, false);
    }
    const auto [first, last] = all_edges();
    edges_ = static_cast<std::size_t>(std::distance(first, last));
  }
  basic_relation_view(network&&, const std::vector<std::string>&) = delete;

  std::size_t vertex_count() const { return ranges_.size(); }
  std::size_t edge_count() const { return edges_; }
  std::size_t vertex(node_ref node) const { return ranges_.vertex(node); }
  node_ref node(std::size_t vertex) const { return ranges_.node(vertex); }
  std::span<const bound_link> links() const { return links_; }

  relation_row row_of(const relation_edge& e) const {
    const auto& rule = links_[e.link].rule();
    const auto table = is_group_table(rule.table) ? net_->table_of_group(e.row) : rule.table;
    // An event is an edge to its meeting and one of its actor.
    return {rule.relation, table, rule.from == "actor" ? rule.from : rule.to, e.row};
  }
  // A number for each edge, below `edge_index_bound`; rows without an edge leave gaps.
  std::size_t edge_index(const relation_edge& e) const { return first_row_[e.link] + static_cast<std::size_t>(e.row); }
  std::size_t edge_index_bound() const { return row_bound_; }

  std::pair<edge_iterator, edge_iterator> all_edges() const {
    return {edge_iterator(this, 0), edge_iterator(this, links_.size())};
  }
  std::pair<out_edge_iterator, out_edge_iterator> out_edges_of(std::size_t v) const { return incident<false>(v, out_); }
  std::pair<in_edge_iterator, in_edge_iterator> in_edges_of(std::size_t v) const { return incident<true>(v, in_); }

 private:
  template <bool Inward>
  auto incident(std::size_t v, const sides& found) const {
    const auto node = ranges_.node(v);
    const auto& here = found[static_cast<std::size_t>(node.kind)];
    const auto* last = here.data() + here.size();
    using iterator = incident_edge_iterator<basic_relation_view, Inward>;
    return std::pair(iterator(this, v, node.row, here.data(), last), iterator(this, v, node.row, last, last));
  }
  void add_side(std::uint32_t number, bool at_from) {
    const auto& l = links_[number];
    const auto& kinds = at_from ? l.from_kinds() : l.to_kinds();
    const auto column = at_from ? l.rule().from : l.rule().to;
    const auto add = [&](node_kind kind) {
      const bool own = at_from && l.starts_at_own_node();
      const auto found = relation_side{number, at_from, own ? nullptr : &net_->rows_by(l.rule().table, column, kind)};
      if (!Directed || at_from) out_[static_cast<std::size_t>(kind)].push_back(found);
      if (!Directed || !at_from) in_[static_cast<std::size_t>(kind)].push_back(found);
    };
    add(kinds.first);
    if (kinds.second) add(*kinds.second);
  }

  const network* net_;
  node_ranges ranges_;
  std::vector<bound_link> links_;
  std::vector<std::size_t> first_row_;
  std::size_t row_bound_ = 0;
  std::size_t edges_ = 0;
  sides out_;
  sides in_;
};

using relation_view = basic_relation_view<false>;
using directed_relation_view = basic_relation_view<true>;

}  // namespace linli
