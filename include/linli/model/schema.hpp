// SPDX-License-Identifier: Apache-2.0
// The schema: every table, column, key and rule of the input, once. All else is driven by it.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

enum class table_id : std::uint8_t {
  places,
  persons,
  party_organisations,
  teams,
  organisations,
  forums,
  services,
  meetings,
  issues,
  memberships,
  serves,
  place_in,
  partnerships,
  attendances,
  activities,
  issue_events,
  benefits,
  service_counts,
  ties,
  population,
  reported,
  observed
};
constexpr std::size_t table_count = 22;

// What a row number counts. The five group tables share one range of rows, so that whatever points
// at "any group" points at one thing.
enum class node_kind : std::uint8_t { place, person, group, meeting, issue };
constexpr std::size_t node_kinds = 5;

enum class cell : std::uint8_t {
  id,  // the key of a node: text or an integer
  text,
  category,  // text from a small vocabulary
  integer,
  number,
  instant,    // a date or a moment
  reference,  // the id of a node
};

// A set of tables.
struct table_set {
  std::uint32_t bits = 0;
  constexpr table_set() = default;
  constexpr table_set(std::initializer_list<table_id> ids) {
    for (const auto id : ids) bits |= 1U << static_cast<unsigned>(id);
  }
  constexpr void add(table_id id) { bits |= 1U << static_cast<unsigned>(id); }
  constexpr bool has(table_id id) const { return (bits >> static_cast<unsigned>(id)) & 1U; }
  constexpr bool empty() const { return bits == 0; }
};

constexpr table_set any_group = {table_id::party_organisations, table_id::teams, table_id::organisations,
                                 table_id::forums, table_id::services};

struct column_rule {
  std::string_view name;
  cell type;
  bool required = false;
  table_set targets{};         // of a reference: the tables whose ids it may hold
  std::string_view meaning{};  // a line for the reference page
  bool non_negative = false;
  std::string_view words{};  // of a closed vocabulary, separated by spaces
};

struct table_rule {
  table_id id;
  std::string_view name;
  std::string_view label_zh;
  std::string_view meaning;
  std::span<const column_rule> columns;
  bool has_id = false;         // a node table
  bool distinct_rows = false;  // a relation: a row given twice counts once
  bool attributes = true;      // further columns are kept
};

namespace schema_columns {
using enum table_id;
using enum cell;

constexpr column_rule since_{"since", instant, false, {}, "in force from (included); empty: always"};
constexpr column_rule until_{"until", instant, false, {}, "in force up to, not including; empty: still"};

constexpr std::array places_columns{
    column_rule{"id", id, true, {}, "key"},
    column_rule{"level",
                category,
                true,
                {},
                "city, district, subdistrict, community, grid, estate, building, household, or any name"},
    column_rule{"parent", reference, false, {places}, "the place that it lies in; a level may not contain itself"},
    column_rule{"name", text, false, {}, "as people call it"},
    column_rule{"code", text, false, {}, "official code, kept as text"},
    column_rule{"lon", number, false, {}, "longitude, degrees east"},
    column_rule{"lat", number, false, {}, "latitude, degrees north"},
    since_,
    until_,
    column_rule{"replaced_by", reference, false, {places}, "the place that took its place"},
    column_rule{"population", integer, false, {}, "residents; shorthand for a row of population", true},
    column_rule{"households", integer, false, {}, "households; shorthand for a row of population", true}};

constexpr std::array persons_columns{
    column_rule{"id", id, true, {}, "key"},
    column_rule{"home", reference, false, {places}, "a place; `outside`: lives elsewhere; empty: unknown"},
    column_rule{"birth_date", instant, false, {}, "for ages on any day"},
    column_rule{"age", integer, false, {}, "in completed years, as given; used where there is no birth date", true},
    column_rule{"sex", category, false, {}, "as given"},
    since_,
    until_};

#define LINLI_GROUP_COLUMNS(self)                                                                               \
  column_rule{"id", id, true, {}, "key"}, column_rule{"kind", category, true, {}, "what kind of group"},        \
      column_rule{"name", text, false, {}, "as people call it"},                                                \
      column_rule{                                                                                              \
          "place", reference, false, {places}, "the place that it serves, with all below it; empty: unplaced"}, \
      column_rule{"led_by", reference, false, {party_organisations}, "the party organisation that leads it"},   \
      column_rule{"parent", reference, false, {self}, "the group of the same table above it"}, since_, until_

constexpr std::array party_organisations_columns{LINLI_GROUP_COLUMNS(party_organisations)};
constexpr std::array teams_columns{
    LINLI_GROUP_COLUMNS(teams),
    column_rule{"fielded_by", reference, false, {organisations}, "the organisation that fields it"},
    column_rule{"head_count", integer, false, {}, "members, where no names were kept", true}};
constexpr std::array organisations_columns{
    LINLI_GROUP_COLUMNS(organisations),
    column_rule{"registration", category, false, {}, "how it stands with the registry", false, "registered filed"}};
constexpr std::array forums_columns{LINLI_GROUP_COLUMNS(forums)};
constexpr std::array services_columns{
    LINLI_GROUP_COLUMNS(services), column_rule{"provider", reference, false, any_group, "the group that provides it"},
    column_rule{
        "protects_minors", category, false, {}, "whether whom it helps is kept as counts only", false, "true false"}};
#undef LINLI_GROUP_COLUMNS

constexpr std::array meetings_columns{
    column_rule{"id", id, true, {}, "key"},
    column_rule{"held_by", reference, true, any_group, "a forum where it deliberates, a service where it lectures"},
    column_rule{"date", instant, true, {}, "when"},
    column_rule{"kind", category, false, {}, "what kind of meeting"},
    column_rule{"invited", integer, false, {}, "people invited, where no names were kept", true},
    column_rule{"attended", integer, false, {}, "people who came, where no names were kept", true},
    column_rule{"residents_attended", integer, false, {}, "residents who came, where no names were kept", true}};

constexpr std::array issues_columns{
    column_rule{"id", id, true, {}, "key"},
    column_rule{"place", reference, true, {places}, "where it is"},
    column_rule{"raised_at", instant, true, {}, "when it was raised"},
    column_rule{"forum", reference, false, {forums}, "the forum that treats it"},
    column_rule{"category", category, false, {}, "topic, matter, ...: different counts, kept apart"},
    column_rule{"raised_by",
                reference,
                false,
                {persons, party_organisations, teams, organisations, forums, services},
                "a person or a group"},
    column_rule{"due_at", instant, false, {}, "when it is due; a bare date is the end of its day"},
    column_rule{"satisfied", category, false, {}, "whether who raised it was satisfied", false, "true false"}};

constexpr std::array memberships_columns{
    column_rule{"member", reference, true, {persons, organisations}, "a person or an organisation"},
    column_rule{"group", reference, true, any_group, "any group"},
    column_rule{"role", category, false, {}, "building_head, fixed_representative, ..."},
    column_rule{"on_behalf_of", reference, false, {organisations}, "the unit that posted the member"},
    since_,
    until_};

constexpr std::array serves_columns{column_rule{"group", reference, true, any_group, "any group"},
                                    column_rule{"place", reference, true, {places}, "a further place that it serves"},
                                    since_, until_};

constexpr std::array place_in_columns{
    column_rule{"place", reference, true, {places}, "a place, with all below it"},
    column_rule{"zone", reference, true, {places}, "a place that it belongs to without nesting, such as an estate"},
    since_, until_};

constexpr std::array partnerships_columns{
    column_rule{"organisation", reference, true, {organisations}, "the unit"},
    column_rule{"place", reference, true, {places}, "the place that it stands by"},
    column_rule{"kind", category, true, {}, "supporting_unit, co_building, ..."}, since_, until_};

constexpr std::array attendances_columns{
    column_rule{"meeting", reference, true, {meetings}, "the meeting"},
    column_rule{"person", reference, true, {persons}, "who came"},
    column_rule{"as_group", reference, false, any_group, "the group for which the person came"},
    column_rule{"role", category, false, {}, "the person's part in the meeting"}};

constexpr std::array activities_columns{column_rule{"person", reference, true, {persons}, "who acted"},
                                        column_rule{"group", reference, true, any_group, "for which group"},
                                        column_rule{"date", instant, true, {}, "when"},
                                        column_rule{"kind", category, false, {}, "what kind of service"},
                                        column_rule{"hours", number, false, {}, "hours of it", true},
                                        column_rule{"count", integer, false, {}, "times, where acts are summed", true}};

constexpr std::array issue_events_columns{
    column_rule{"issue", reference, true, {issues}, "the issue"},
    column_rule{
        "state",
        category,
        true,
        {},
        "the state that it enters",
        false,
        "raised accepted screened scheduled deliberated decided dispatched carried_out closed fed_back evaluated "
        "escalated returned reopened merged rejected"},
    column_rule{"at", instant, true, {}, "when"},
    column_rule{"meeting", reference, false, {meetings}, "the meeting that treated it"},
    column_rule{"actor", reference, false, any_group, "the group that acts"}};

constexpr std::array benefits_columns{
    column_rule{"service", reference, true, {services}, "the service"},
    column_rule{"beneficiary", reference, true, {persons, places}, "a person, or a place such as a household"}, since_,
    until_};

constexpr std::array service_counts_columns{
    column_rule{"service", reference, true, {services}, "the service"},
    column_rule{"unit", category, true, {}, "what is counted", false, "persons households sessions attendances"},
    column_rule{"count", integer, true, {}, "how many", true},
    since_,
    until_,
    column_rule{"outcome", category, false, {}, "what became of them; never added over outcomes"}};

constexpr std::array ties_columns{column_rule{"source", reference, true, {persons}, "a person"},
                                  column_rule{"target", reference, true, {persons}, "a person"},
                                  column_rule{"kind", category, false, {}, "what kind of contact"},
                                  column_rule{"weight", number, false, {}, "how strong", true}};

constexpr std::array population_columns{
    column_rule{"place", reference, true, {places}, "the place"},
    column_rule{"count", integer, true, {}, "how many", true},
    column_rule{"unit", category, false, {}, "what is counted; empty: persons", false, "persons households"},
    column_rule{"basis", category, false, {}, "usual residents or registered", false, "usual_residents registered"},
    column_rule{"as_of", instant, false, {}, "the day of the count"}};

constexpr std::array reported_columns{
    column_rule{"indicator", text, true, {}, "what the figure is called"},
    column_rule{"value", text, true, {}, "as printed: its digits count"},
    column_rule{"place", reference, false, {places}, "the place that it speaks of"},
    column_rule{"qualifier",
                category,
                false,
                {},
                "how exact it is; empty: exact",
                false,
                "exact about nearly over more_than at_least at_most"},
    column_rule{"as_of", instant, false, {}, "the day of the figure"},
    since_,
    until_,
    column_rule{"per", category, false, {}, "year, week, ... of a rate"},
    column_rule{"source", text, false, {}, "where it was published"},
    column_rule{"measure", text, false, {}, "the measure to compare it with; also a quotient A / B"},
    column_rule{"of", text, false, {}, "the figure or measure that it is related to; several by |"},
    column_rule{
        "relation", text, false, {}, "part_of, spread_over, per, same_kind_as, entries_in or overlaps; several by |"},
    column_rule{"assumption", text, false, {}, "the condition under which the relation holds; several by |"},
    column_rule{"note", text, false, {}, "what a reader must know"}};

constexpr std::array observed_columns{column_rule{"table", category, true, {}, "the table that was collected"},
                                      column_rule{"place", reference, true, {places}, "where, with all below it"},
                                      since_, until_};
}  // namespace schema_columns

// Node tables first: their ids are taken before any reference is resolved.
constexpr std::array<table_rule, table_count> schema{{
    {table_id::places, "places", "地方", "places, each in one other", schema_columns::places_columns, true},
    {table_id::persons, "persons", "人员", "residents and others who take part", schema_columns::persons_columns, true},
    {table_id::party_organisations, "party_organisations", "党组织", "party organisations, nested",
     schema_columns::party_organisations_columns, true},
    {table_id::teams, "teams", "队伍", "teams that serve a place", schema_columns::teams_columns, true},
    {table_id::organisations, "organisations", "组织与单位", "social organisations, units, companies",
     schema_columns::organisations_columns, true},
    {table_id::forums, "forums", "议事中心", "deliberation centres", schema_columns::forums_columns, true},
    {table_id::services, "services", "服务", "services that groups provide", schema_columns::services_columns, true},
    {table_id::meetings, "meetings", "会议", "meetings that groups hold", schema_columns::meetings_columns, true},
    {table_id::issues, "issues", "议题", "topics and matters", schema_columns::issues_columns, true},
    {table_id::memberships, "memberships", "成员关系", "who is in which group, from when to when",
     schema_columns::memberships_columns, false, true},
    {table_id::serves, "serves", "服务范围", "further places that a group serves", schema_columns::serves_columns,
     false, true},
    {table_id::place_in, "place_in", "地方归属", "places in zones that do not nest", schema_columns::place_in_columns,
     false, true},
    {table_id::partnerships, "partnerships", "包保共建", "units that stand by a place",
     schema_columns::partnerships_columns, false, true},
    {table_id::attendances, "attendances", "出席", "who came to which meeting", schema_columns::attendances_columns,
     false, true},
    {table_id::activities, "activities", "活动", "recorded acts of service", schema_columns::activities_columns, false,
     false},
    {table_id::issue_events, "issue_events", "议题进展", "what happened to an issue, and when",
     schema_columns::issue_events_columns, false, true},
    {table_id::benefits, "benefits", "受益", "who benefits from a service", schema_columns::benefits_columns, false,
     true},
    {table_id::service_counts, "service_counts", "服务统计", "counts where persons must not or cannot be listed",
     schema_columns::service_counts_columns, false, true},
    {table_id::ties, "ties", "往来", "observed contacts between persons", schema_columns::ties_columns, false, true},
    {table_id::population, "population", "人口", "counts of residents and households, with strata",
     schema_columns::population_columns, false, true},
    {table_id::reported, "reported", "公布数字", "published figures", schema_columns::reported_columns, false, true},
    {table_id::observed, "observed", "采集范围", "where and when a table was really collected",
     schema_columns::observed_columns, false, true, false},
}};

constexpr const table_rule& rule_of(table_id id) { return schema[static_cast<std::size_t>(id)]; }
constexpr std::string_view name_of(table_id id) { return rule_of(id).name; }

inline std::optional<table_id> table_named(std::string_view name) {
  for (const auto& rule : schema)
    if (rule.name == name) return rule.id;
  return std::nullopt;
}

constexpr bool is_group_table(table_id id) { return any_group.has(id); }

constexpr std::optional<node_kind> node_kind_of(table_id id) {
  switch (id) {
    case table_id::places: return node_kind::place;
    case table_id::persons: return node_kind::person;
    case table_id::meetings: return node_kind::meeting;
    case table_id::issues: return node_kind::issue;
    default: return is_group_table(id) ? std::optional(node_kind::group) : std::nullopt;
  }
}

inline const column_rule* column_named(const table_rule& rule, std::string_view name) {
  for (const auto& column : rule.columns)
    if (column.name == name) return &column;
  return nullptr;
}

// A reference holds a row of its node kind. Where its targets are of two kinds it holds
// 2·row + 1 for the second (the group of a membership's member, say) and 2·row for the first.
struct node_ref {
  node_kind kind;
  std::int32_t row;
  friend bool operator==(const node_ref&, const node_ref&) = default;
};

struct reference_kinds {
  node_kind first;
  std::optional<node_kind> second;

  constexpr node_ref decode(std::int32_t stored) const {
    if (!second) return {first, stored};
    return {stored % 2 == 0 ? first : *second, stored / 2};
  }
  constexpr std::int32_t encode(node_ref node) const {
    if (!second) return node.row;
    return 2 * node.row + (node.kind == first ? 0 : 1);
  }
  // The row if the stored reference is of the kind, else -1.
  constexpr std::int32_t row_if(std::int32_t stored, node_kind kind) const {
    if (stored < 0) return -1;
    const auto node = decode(stored);
    return node.kind == kind ? node.row : -1;
  }
};

constexpr reference_kinds kinds_of(const column_rule& column) {
  std::optional<node_kind> first;
  std::optional<node_kind> second;
  for (const auto& rule : schema) {
    if (!column.targets.has(rule.id)) continue;
    const auto kind = *node_kind_of(rule.id);
    if (!first)
      first = kind;
    else if (kind != *first)
      second = kind;
  }
  return {*first, second};
}

// The usual levels of places, the highest first.
constexpr std::array<std::string_view, 8> usual_levels{"city", "district", "subdistrict", "community",
                                                       "grid", "estate",   "building",    "household"};

inline std::optional<int> level_rank(std::string_view level) {
  for (std::size_t k = 0; k < usual_levels.size(); ++k)
    if (usual_levels[k] == level) return static_cast<int>(k);
  return std::nullopt;
}

// The states that an issue goes through, in order; the last five stand beside the order.
constexpr std::array<std::string_view, 16> issue_states{
    "raised", "accepted", "screened",  "scheduled", "deliberated", "decided",  "dispatched", "carried_out",
    "closed", "fed_back", "evaluated", "escalated", "returned",    "reopened", "merged",     "rejected"};
constexpr std::size_t ordered_states = 11;

}  // namespace linli
