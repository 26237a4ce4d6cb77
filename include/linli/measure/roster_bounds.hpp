// SPDX-License-Identifier: Apache-2.0
// How many distinct members, where some teams name theirs and others give only a head count.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/bound_row.hpp>
#include <linli/measure/measure.hpp>
#include <linli/measure/observed.hpp>

namespace linli {

// The members of some teams: those named, once each and in order, and the sizes of teams without
// names.
struct roster_totals {
  std::vector<std::int32_t> named{};
  std::vector<std::int64_t> heads{};

  double names() const { return static_cast<double>(named.size()); }
  double unnamed() const { return static_cast<double>(std::accumulate(heads.begin(), heads.end(), std::int64_t{0})); }
  double largest() const {
    const auto most = heads.empty() ? 0 : *std::max_element(heads.begin(), heads.end());
    return std::max(names(), static_cast<double>(most));
  }
  bool is_exact() const { return unnamed() == 0; }
};

namespace bound_rules {

constexpr double anyone = std::numeric_limits<double>::infinity();

// Distinct members, all of them among `people`: at least the largest list, at most all lists added.
inline std::optional<extent> distinct_members(const roster_totals& of, double people = anyone) {
  return feasible(of.largest(), std::min(people, of.names() + of.unnamed()));
}

// Members of both. At least those named in both, and what does not fit side by side among `people`;
// at most: heads of one list that are names of the other, then heads that are heads of both.
inline std::optional<extent> shared_members(const roster_totals& a, const roster_totals& b, double people = anyone) {
  std::vector<std::int32_t> both;
  std::set_intersection(a.named.begin(), a.named.end(), b.named.begin(), b.named.end(), std::back_inserter(both));
  const auto common = static_cast<double>(both.size());
  const double only_a = a.names() - common;
  const double only_b = b.names() - common;
  const double strangers = people - only_a - only_b - common;  // named in neither
  if (std::max(a.largest(), b.largest()) > people || strangers < 0) return std::nullopt;
  const double low = std::max(common, a.largest() + b.largest() - people);
  const double b_in_a = std::min(b.unnamed(), only_a);
  const double a_in_b = std::min(a.unnamed(), only_b);
  const double beside = std::min({a.unnamed() - a_in_b, b.unnamed() - b_in_a, strangers});
  return feasible(low, common + b_in_a + a_in_b + beside);
}

}  // namespace bound_rules

namespace detail {

// The teams that count, as rosters by place and kind of a question.
class roster_reader {
 public:
  roster_reader(const network& net, const measure_spec& spec, const question& asked)
      : net_(&net), reader_(net, asked), by_kind_(asks_by_kind()), level_(level_asked()) {
    if (!spec.where.empty() || !asked.where.empty())
      throw measure_error("bounds of " + spec.name + " take no where: totals do not tell people apart");
    const auto slice = reader_.slices().front();
    places_ = std::make_shared<const place_cells>(net, level_, reader_.within(), slice.stock);
    context_ = reader_.make_context(spec, definition_of(spec.name), slice, places_);
    rosters_.resize(places_->size() * kinds());
    read();
  }

  // Whether anything says who is in which team; no report is not zero.
  bool was_given() const { return has_table(*net_, context_, "teams") && has_table(*net_, context_, "memberships"); }
  std::size_t cells() const { return places_->size(); }
  std::size_t kinds() const { return by_kind_ ? std::max<std::size_t>(1, scheme().kinds.size()) : 1; }
  bool by_kind() const { return by_kind_; }
  std::int32_t place(std::size_t cell) const { return places_->place(cell); }
  bool is_rest(std::size_t cell) const { return places_->is_rest(cell); }
  const std::string& level() const { return level_; }
  const linli::scheme& scheme() const { return context_.scheme; }
  // Members of a cell; `pairs`: memberships of it, a person once a team.
  struct found {
    roster_totals members;
    double pairs = 0;
    std::int64_t teams = 0;
  };
  const found& at(std::size_t cell, std::size_t kind) const { return rosters_[cell * kinds() + kind]; }

 private:
  bool asks_by_kind() const {
    const auto& names = reader_.dimensions().categories;
    for (const auto& name : names)
      if (name != "kind")
        throw measure_error("bounds of rosters are split by kind and by one place level, not by '" + name + "'");
    return !names.empty();
  }
  std::string level_asked() const {
    const auto& asked = reader_.dimensions();
    if (asked.levels.size() > 1 || asked.time)
      throw measure_error("bounds of rosters are split by kind and by one place level");
    return asked.levels.empty() ? "" : asked.levels.front();
  }

  void read() {
    const auto selected = groups_of_scheme(context_);
    const group_selection& groups = *selected;
    for (std::size_t g = 0; g < net_->rows(node_kind::group).rows; ++g) {
      const auto group = static_cast<std::int32_t>(g);
      if (!groups.counts(group)) continue;
      const auto kind = by_kind_ ? static_cast<std::size_t>(groups.kind(group)) : 0;
      for (const auto cell : cells_of(groups, group)) take(groups, group, rosters_[cell * kinds() + kind]);
    }
    for (auto& roster : rosters_) make_distinct(roster.members.named);
  }
  std::vector<std::size_t> cells_of(const group_selection& groups, std::int32_t group) const {
    std::vector<std::size_t> cells;
    groups.for_each_place(group, [&](std::int32_t place) {
      for (const auto cell : places_->of(place)) cells.push_back(static_cast<std::size_t>(cell));
    });
    make_distinct(cells);
    return cells;
  }
  void take(const group_selection& groups, std::int32_t group, found& into) const {
    ++into.teams;
    if (const auto heads = groups.head_count(group); heads > 0) {
      into.members.heads.push_back(heads);
      into.pairs += static_cast<double>(heads);
    }
    std::vector<std::int32_t> persons;
    groups.members().for_each_member(group, [&](std::int32_t member, std::int32_t) {
      const auto person = members_.row_if(member, node_kind::person);
      if (person >= 0) persons.push_back(person);
    });
    make_distinct(persons);
    into.pairs += static_cast<double>(persons.size());
    into.members.named.insert(into.members.named.end(), persons.begin(), persons.end());
  }
  template <class T>
  static void make_distinct(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }

  const network* net_;
  question_reader reader_;
  reference_kinds members_ = kinds_of(*column_named(rule_of(table_id::memberships), "member"));
  bool by_kind_;
  std::string level_;
  std::shared_ptr<const place_cells> places_;
  context context_;
  std::vector<found> rosters_;
};

// The rows for coverage.members, coverage.memberships or coverage.multiplicity.
class roster_bounds {
 public:
  roster_bounds(const network& net, const measure_spec& spec, const question& asked, std::vector<bound_row>& out)
      : net_(&net), spec_(&spec), asked_(asked), reader_(net, spec, asked), out_(&out) {}

  void add_all() {
    if (!reader_.was_given()) return;
    read_residents();
    for (std::size_t cell = 0; cell < reader_.cells(); ++cell) {
      for (std::size_t kind = 0; kind < reader_.kinds(); ++kind)
        if (!reader_.is_rest(cell) || reader_.at(cell, kind).teams > 0) add(cell, kind);
      if (reader_.by_kind() && spec_->name == "coverage.members") add_pairs(cell);
    }
  }

 private:
  std::string kind_name(std::size_t kind) const {
    return reader_.by_kind() ? reader_.scheme().kinds[kind].key : std::string();
  }

  // R(p) of each cell, in one question.
  void read_residents() {
    question asked;
    asked.within = asked_.within;
    asked.on = asked_.on;
    if (!reader_.level().empty()) asked.by = {reader_.level()};
    const auto people = linli::measure(*net_, measure_spec{"counts.residents"}, asked);
    for (std::size_t i = 0; i < people.rows(); ++i)
      if (people.value(i)) residents_[asked.by.empty() ? "" : people.key(i, reader_.level())] = *people.value(i);
  }
  std::optional<double> residents(std::size_t cell) const {
    const auto place = reader_.place(cell);
    const auto key = reader_.level().empty() || place < 0 ? "" : net_->id_of({node_kind::place, place});
    const auto known = residents_.find(key);
    return known == residents_.end() || reader_.is_rest(cell) ? std::nullopt : std::optional(known->second);
  }

  bound_row start(std::size_t cell, std::string subject, std::optional<extent> range, std::string unit) const {
    bound_row row;
    row.measure = text_of(*spec_);
    row.place = reader_.place(cell);
    row.subject = std::move(subject);
    row.range = range;
    row.unit = std::move(unit);
    row.source = "memberships and head counts";
    return row;
  }
  void put(bound_row row, std::string argument) const {
    row.argument = std::move(argument);
    out_->push_back(settled(std::move(row)));
  }
  static std::string lists_text(const roster_reader::found& of) {
    const auto heads = of.members.heads.size();
    auto text = std::to_string(of.teams) + (of.teams == 1 ? " team" : " teams") +
                ", persons named: " + number_text(of.members.names());
    if (heads > 0)
      text += "; without names: " + std::to_string(heads) + ", with heads " + number_text(of.members.unnamed());
    return text;
  }

  void add(std::size_t cell, std::size_t kind) const {
    const auto& of = reader_.at(cell, kind);
    const auto whose = joined_by(kind_name(kind), " ", "");
    if (spec_->name == "coverage.memberships") {
      const extent pairs{of.pairs, of.pairs};
      return put(start(cell, joined_by("memberships", ": ", whose), pairs, "(person, group) pairs"), lists_text(of));
    }
    const auto members = bound_rules::distinct_members(of.members);
    if (spec_->name == "coverage.multiplicity")
      return add_multiplicity(cell, joined_by("memberships a member", ": ", whose), of, *members);
    const auto argument = of.members.is_exact() ? "" : "; at least the longest list, at most all added";
    auto row = start(cell, joined_by("distinct members", ": ", whose), members, "persons");
    put(row, lists_text(of) + argument);
    const auto people = residents(cell);
    if (!people || members->high <= *people) return;
    row.range = bound_rules::distinct_members(of.members, *people);
    row.assumption = "if all members live in " + name_of_place(*net_, reader_.place(cell));
    put(row, "no more than its residents, " + number_text(*people));
  }
  void add_multiplicity(std::size_t cell, std::string subject, const roster_reader::found& of, extent members) const {
    const auto range =
        members.low > 0 ? std::optional(extent{of.pairs / members.high, of.pairs / members.low}) : std::nullopt;
    auto row = start(cell, std::move(subject), range, "memberships a member");
    row.argument =
        range ? number_text(of.pairs) + " memberships of " + range_text({members.low, members.high}) + " members"
              : "no members";
    out_->push_back(range ? settled(std::move(row)) : row);
  }

  void add_pairs(std::size_t cell) const {
    const auto people = residents(cell);
    for (std::size_t a = 0; a < reader_.kinds(); ++a)
      for (std::size_t b = a + 1; b < reader_.kinds(); ++b) {
        const auto& x = reader_.at(cell, a);
        const auto& y = reader_.at(cell, b);
        if (x.teams == 0 || y.teams == 0) continue;
        const auto subject = "members of both " + kind_name(a) + " and " + kind_name(b);
        const auto free = bound_rules::shared_members(x.members, y.members);
        const auto lists = range_of(x) + " and " + range_of(y);
        put(start(cell, subject, free, "persons"),
            free->is_exact() ? lists : lists + ": at least those named in both, at most what the lists leave open");
        if (!people || free->is_exact()) continue;
        const auto bound = bound_rules::shared_members(x.members, y.members, *people);
        if (bound && bound->low == free->low && bound->high == free->high) continue;
        auto row = start(cell, subject, bound, "persons");
        row.assumption = "if all members live in " + name_of_place(*net_, reader_.place(cell));
        put(row, lists + " among " + number_text(*people) + " residents: at least what does not fit side by side");
      }
  }
  static std::string range_of(const roster_reader::found& of) {
    const auto range = bound_rules::distinct_members(of.members);
    return range_text({range->low, range->high});
  }

  const network* net_;
  const measure_spec* spec_;
  question asked_;
  roster_reader reader_;
  std::vector<bound_row>* out_;
  std::map<std::string, double> residents_;
};

}  // namespace detail
}  // namespace linli
