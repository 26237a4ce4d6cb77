// SPDX-License-Identifier: Apache-2.0
// How many distinct members, where some teams name theirs and others give only a head count; and what
// follows for the measures that are made of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/active_people.hpp>
#include <linli/measure/roster_reader.hpp>
#include <linli/measure/silent_places.hpp>

namespace linli::detail {

// The rows of one measure of members: one a place and kind, and one more where an assumption narrows it.
class roster_bounds {
 public:
  static bool takes(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names{"coverage.active_members", "coverage.members",
                                                           "coverage.memberships",    "coverage.multiplicity",
                                                           "coverage.depth",          "coverage.member_shortfall"};
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  roster_bounds(const cell_question& asked, std::vector<bound_row>& out)
      : asked_(&asked),
        spec_(asked.context().spec),
        is_shortfall_(spec_->name == "coverage.member_shortfall"),
        rosters_(asked, asked.by_kind() || is_shortfall_),
        silent_(asked.net(), {"teams", "memberships"}, asked.context(), false),
        out_(&out) {
    if (spec_->name == "coverage.active_members") active_ = active_people(asked.context());
  }

  void add_all() const {
    for (std::size_t cell = 0; cell < asked_->cells(); ++cell) {
      if (is_shortfall_ && !asked_->by_kind()) {
        add_shortfall(cell);
        continue;
      }
      for (std::size_t kind = 0; kind < rosters_.kinds(); ++kind)
        if (!asked_->is_rest(cell) || rosters_.at(cell, kind).teams > 0) add(cell, kind);
    }
  }
  // Those who are in two rosters: of two kinds at one place, of two places.
  void add_pairs() const {
    for (std::size_t cell = 0; cell < asked_->cells(); ++cell)
      for (std::size_t a = 0; a < rosters_.kinds(); ++a)
        for (std::size_t b = a + 1; b < rosters_.kinds(); ++b) add_kinds(cell, a, b);
    for (std::size_t kind = 0; kind < rosters_.kinds(); ++kind)
      for (std::size_t a = 0; a < asked_->cells(); ++a)
        for (std::size_t b = a + 1; b < asked_->cells(); ++b) add_places(kind, a, b);
  }

 private:
  bound_row start(std::size_t cell, std::string subject, std::string unit, std::string assumption) const {
    bound_row row;
    row.measure = text_of(*spec_);
    row.place = asked_->place(cell);
    row.subject = std::move(subject);
    row.unit = std::move(unit);
    row.assumption = std::move(assumption);
    row.source = "memberships and head counts";
    return row;
  }
  void put(bound_row row, std::optional<extent> range, std::string argument) const {
    row.range = range;
    row.argument = std::move(argument);
    out_->push_back(settled(std::move(row)));
  }
  // Nothing follows: not because totals contradict each other.
  void put_unknown(bound_row row, std::string why) const {
    row.argument = std::move(why);
    out_->push_back(std::move(row));
  }

  static std::string lists_text(const roster_cell& of) {
    const auto heads = of.members.heads.size();
    auto text = std::to_string(of.teams) + (of.teams == 1 ? " team" : " teams") +
                ", persons named: " + number_text(of.members.names());
    if (heads > 0)
      text += "; without names: " + std::to_string(heads) + ", with heads " + number_text(of.members.unnamed());
    return text;
  }
  static std::string range_of(const roster_cell& of) {
    const auto range = bound_rules::distinct_members(of.members);
    return range_text({range->low, range->high});
  }
  std::string named(std::string words, std::size_t kind) const {
    return joined_by(std::move(words), ": ", rosters_.kind_name(kind));
  }
  std::string condition(std::size_t cell, std::int64_t listless) const {
    auto text = listless == 0 ? std::string()
                              : "as if nobody were in " + std::to_string(listless) +
                                    " team(s) that give neither names nor a head count";
    if (silent_.any(cell))
      text =
          joined_by(std::move(text), "; ", "as if nobody were in teams of what did not report: " + silent_.text(cell));
    return text;
  }
  // Under which nobody but residents can be among those whose names are not known.
  std::string living_here(std::size_t cell, const std::vector<std::int32_t>& elsewhere) const {
    const auto who = elsewhere.empty()
                         ? std::string("all members")
                         : "all members but " + std::to_string(elsewhere.size()) + " not known to live there";
    return "if " + who + " live in " + asked_->name(cell);
  }

  void add(std::size_t cell, std::size_t kind) const {
    const auto& of = rosters_.at(cell, kind);
    auto row = start(cell, subject(kind), unit(), condition(cell, of.listless));
    if (const auto why = asked_->unknown(cell); !why.empty()) return put_unknown(std::move(row), why);
    const auto members = *bound_rules::distinct_members(of.members);
    if (spec_->name == "coverage.memberships") return put(row, extent{of.pairs, of.pairs}, lists_text(of));
    if (spec_->name == "coverage.multiplicity") return add_multiplicity(std::move(row), of, members);
    if (active_) return add_active(cell, std::move(row), of);
    if (spec_->name == "coverage.depth" && asked_->residents(cell).value_or(0) <= 0)
      return put_unknown(std::move(row), asked_->residents(cell) ? "no residents" : asked_->no_residents(cell));
    add_members(cell, std::move(row), of, members);
  }
  std::string subject(std::size_t kind) const {
    if (spec_->name == "coverage.memberships") return named("memberships", kind);
    if (spec_->name == "coverage.multiplicity") return named("memberships a member", kind);
    if (active_) return named("active members", kind);
    if (spec_->name == "coverage.depth") return named(unit(), kind);
    return named(is_shortfall_ ? "members missing" : "distinct members", kind);
  }
  std::string unit() const { return std::string(definition_of(spec_->name).unit); }

  // What the number of members makes of the measure.
  std::optional<extent> value_of(std::size_t cell, std::optional<extent> members) const {
    if (!members) return std::nullopt;
    if (is_shortfall_) return bound_rules::shortfall(at_least(), *members);
    if (spec_->name != "coverage.depth") return members;
    const double people = *asked_->residents(cell);
    const double scale = asked_->context().scale;
    return extent{scale * members->low / people, scale * members->high / people};
  }
  // None, where R leaves out people who may be in teams.
  std::optional<double> all_residents(std::size_t cell) const {
    return asked_->residents_are_all() ? asked_->residents(cell) : std::nullopt;
  }
  double at_least() const { return static_cast<double>(asked_->context().integer("at_least", 1)); }

  void add_members(std::size_t cell, bound_row row, const roster_cell& of, extent members) const {
    const auto argument = of.members.is_exact() ? "" : "; at least the longest list, at most all added";
    if (silent_.any(cell)) {
      auto open = row;
      open.assumption = "";
      put(open, value_of(cell, extent{members.low, bound_rules::anyone}), "not reported: " + silent_.text(cell));
    }
    put(row, value_of(cell, members), lists_text(of) + argument);
    const auto people = all_residents(cell);
    const auto pool = people.value_or(0) + static_cast<double>(of.elsewhere.size());
    if (!people || members.high <= pool) return;
    row.assumption = joined_by(living_here(cell, of.elsewhere), "; ", row.assumption);
    put(row, value_of(cell, bound_rules::distinct_members(of.members, pool)),
        "no more than its residents, " + number_text(*people) +
            (of.elsewhere.empty() ? "" : ", and " + std::to_string(of.elsewhere.size()) + " others named"));
  }
  // Whoever is known to be active may be in a team without names.
  void add_active(std::size_t cell, bound_row row, const roster_cell& of) const {
    const auto named = bound_rules::detail::in_common(of.members.named, active_->people);
    const auto others = static_cast<double>(active_->people.size()) - named;
    if (active_->nameless > 0)
      row.assumption = joined_by(
          "as if nobody were active only at " + std::to_string(active_->nameless) + " meeting(s) without names", "; ",
          row.assumption);
    if (silent_.any(cell)) {
      auto open = row;
      open.assumption = "";
      put(open, extent{named, bound_rules::anyone}, "not reported: " + silent_.text(cell));
    }
    put(row, bound_rules::members_among(of.members, named, others),
        lists_text(of) + "; active among those named: " + number_text(named) + ", others: " + number_text(others));
  }
  void add_multiplicity(bound_row row, const roster_cell& of, extent members) const {
    if (members.high <= 0) return put_unknown(std::move(row), "no members");
    put(row, bound_rules::mean(of.pairs, members),
        number_text(of.pairs) + " memberships of " + range_text({members.low, members.high}) + " members");
  }

  // Kinds do not bind each other: what is missing in each adds up.
  void add_shortfall(std::size_t cell) const {
    extent missing;
    std::int64_t listless = 0;
    const auto only = asked_->context().word("kind", "");
    for (std::size_t kind = 0; kind < rosters_.kinds(); ++kind) {
      if (!only.empty() && rosters_.kind_name(kind) != only) continue;
      const auto& of = rosters_.at(cell, kind);
      const auto part = bound_rules::shortfall(at_least(), *bound_rules::distinct_members(of.members));
      missing = {missing.low + part.low, missing.high + part.high};
      listless += of.listless;
    }
    auto row = start(cell, "members missing", unit(), condition(cell, listless));
    if (const auto why = asked_->unknown(cell); !why.empty()) return put_unknown(std::move(row), why);
    put(row, missing, "to " + number_text(at_least()) + " in each kind, whoever is in several");
  }

  void add_kinds(std::size_t cell, std::size_t a, std::size_t b) const {
    const auto& x = rosters_.at(cell, a);
    const auto& y = rosters_.at(cell, b);
    if (x.teams == 0 || y.teams == 0 || !asked_->unknown(cell).empty()) return;
    auto row = start(cell, "members of both " + rosters_.kind_name(a) + " and " + rosters_.kind_name(b), "persons",
                     condition(cell, x.listless + y.listless));
    const auto free = bound_rules::shared_members(x.members, y.members);
    const auto lists = range_of(x) + " and " + range_of(y);
    put(row, free, shared_text(lists, *free));
    const auto people = all_residents(cell);
    if (!people || free->is_exact()) return;
    std::vector<std::int32_t> elsewhere;
    std::set_union(x.elsewhere.begin(), x.elsewhere.end(), y.elsewhere.begin(), y.elsewhere.end(),
                   std::back_inserter(elsewhere));
    const auto pool = *people + static_cast<double>(elsewhere.size());
    const auto bound = bound_rules::shared_members(x.members, y.members, pool);
    if (bound && bound->low == free->low && bound->high == free->high) return;
    row.assumption = joined_by(living_here(cell, elsewhere), "; ", row.assumption);
    put(row, bound, lists + " among " + number_text(pool) + " people: at least what does not fit side by side");
  }
  static std::string shared_text(const std::string& lists, extent range) {
    return range.is_exact() ? lists : lists + ": at least those named in both, at most what the lists leave open";
  }

  // A team may serve both places: its members are in both, whoever they are.
  void add_places(std::size_t kind, std::size_t a, std::size_t b) const {
    auto x = rosters_.at(a, kind);
    auto y = rosters_.at(b, kind);
    if (x.teams == 0 || y.teams == 0 || !asked_->unknown(a).empty() || !asked_->unknown(b).empty()) return;
    const auto of_both = take_shared_teams(x, y);
    const auto range = bound_rules::shared_members(x.members, y.members, of_both);
    auto row = start(a, named("members at both " + place_name(a) + " and " + place_name(b), kind), "persons",
                     condition(a, x.listless + y.listless));
    if (silent_.any(b))
      row.assumption = joined_by(row.assumption, "; ", "and of what did not report: " + silent_.text(b));
    put(row, range, shared_text(range_of(rosters_.at(a, kind)) + " and " + range_of(rosters_.at(b, kind)), *range));
  }
  std::string place_name(std::size_t cell) const {
    return asked_->is_rest(cell) ? "no place of the level" : asked_->name(cell);
  }
  // Takes the teams without names that serve both out of the two, and gives their sizes.
  static std::vector<std::int64_t> take_shared_teams(roster_cell& x, roster_cell& y) {
    std::vector<std::int64_t> of_both;
    for (std::size_t i = x.nameless.size(); i-- > 0;) {
      const auto same = std::find(y.nameless.begin(), y.nameless.end(), x.nameless[i]);
      if (same == y.nameless.end()) continue;
      of_both.push_back(x.members.heads[i]);
      x.nameless.erase(x.nameless.begin() + static_cast<std::ptrdiff_t>(i));
      x.members.heads.erase(x.members.heads.begin() + static_cast<std::ptrdiff_t>(i));
      y.members.heads.erase(y.members.heads.begin() + (same - y.nameless.begin()));
      y.nameless.erase(same);
    }
    return of_both;
  }

  const cell_question* asked_;
  const measure_spec* spec_;
  bool is_shortfall_;
  roster_reader rosters_;
  silent_places silent_;
  std::optional<active_people> active_;
  std::vector<bound_row>* out_;
};

}  // namespace linli::detail
