// SPDX-License-Identifier: Apache-2.0
// The measures as types: linli::coverage::breadth{.min_members = 2} reads as it is written.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <linli/measure/spec.hpp>

namespace linli {

namespace detail {

// A spec with the arguments that differ from their defaults.
class spec_writer {
 public:
  explicit spec_writer(const char* name) { spec_.name = name; }

  template <class Value>
  spec_writer& with(const char* parameter, const Value& value, const Value& otherwise) {
    if (value != otherwise) spec_.arguments[parameter] = argument(value);
    return *this;
  }
  spec_writer& with(const char* parameter, const std::string& value, const char* otherwise = "") {
    return with(parameter, value, std::string(otherwise));
  }
  operator measure_spec() const { return spec_; }  // NOLINT: it is one

 private:
  measure_spec spec_;
};

}  // namespace detail

// Each type stands for the measure of its name in the catalogue; what it leaves out has the default there.

namespace counts {
struct places {
  std::string of_level{};
  operator measure_spec() const { return detail::spec_writer("counts.places").with("of_level", of_level); }
};
struct residents {
  operator measure_spec() const { return detail::spec_writer("counts.residents"); }
};
struct households {
  operator measure_spec() const { return detail::spec_writer("counts.households"); }
};
struct total {
  std::string column;
  operator measure_spec() const { return detail::spec_writer("counts.total").with("column", column); }
};
struct share {
  std::string column;
  std::string of;
  operator measure_spec() const { return detail::spec_writer("counts.share").with("column", column).with("of", of); }
};
struct groups {
  std::string table = "teams";
  std::string kind{};
  operator measure_spec() const {
    return detail::spec_writer("counts.groups").with("table", table, "teams").with("kind", kind);
  }
};
struct kinds {
  std::string table = "teams";
  operator measure_spec() const { return detail::spec_writer("counts.kinds").with("table", table, "teams"); }
};
struct members {
  std::string table = "teams";
  std::string kind{};
  std::string role{};
  operator measure_spec() const {
    return detail::spec_writer("counts.members").with("table", table, "teams").with("kind", kind).with("role", role);
  }
};
struct sessions {
  operator measure_spec() const { return detail::spec_writer("counts.sessions"); }
};
struct helped {
  std::string outcome{};
  std::string unit = "persons";
  operator measure_spec() const {
    return detail::spec_writer("counts.helped").with("outcome", outcome).with("unit", unit, "persons");
  }
};
}  // namespace counts

namespace coverage {
struct presence {
  int min_members = 1;
  std::string kind{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.presence").with("min_members", min_members, 1).with("kind", kind);
  }
};
struct breadth {
  int min_members = 1;
  std::string kind{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.breadth").with("min_members", min_members, 1).with("kind", kind);
  }
};
struct complete {
  std::string of_level;
  int min_members = 1;
  std::string kind{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.complete")
        .with("of_level", of_level)
        .with("min_members", min_members, 1)
        .with("kind", kind);
  }
};
struct members {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("coverage.members").with("kind", kind); }
};
struct memberships {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("coverage.memberships").with("kind", kind); }
};
struct multiplicity {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("coverage.multiplicity").with("kind", kind); }
};
struct depth {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("coverage.depth").with("kind", kind); }
};
struct teams {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("coverage.teams").with("kind", kind); }
};
struct organisations {
  std::string kind = "social_organisation";
  std::string registration{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.organisations")
        .with("kind", kind, "social_organisation")
        .with("registration", registration);
  }
};
struct reach {
  int min_kinds = 1;
  std::vector<std::string> kinds{};
  std::string providers = "teams";
  int min_members = 0;
  std::string up_to{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.reach")
        .with("min_kinds", min_kinds, 1)
        .with("kinds", kinds, {})
        .with("providers", providers, "teams")
        .with("min_members", min_members, 0)
        .with("up_to", up_to);
  }
};
struct member_shortfall {
  int at_least = 1;
  std::string kind{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.member_shortfall").with("at_least", at_least, 1).with("kind", kind);
  }
};
struct member_organisations {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("coverage.member_organisations").with("kind", kind); }
};
struct active_members {
  int min_acts = 1;
  std::string kind{};
  operator measure_spec() const {
    return detail::spec_writer("coverage.active_members").with("min_acts", min_acts, 1).with("kind", kind);
  }
};
struct place_share {
  std::string of_level;
  std::string provider;
  operator measure_spec() const {
    return detail::spec_writer("coverage.place_share").with("of_level", of_level).with("provider", provider);
  }
};
struct service_share {
  std::string kind{};
  std::string unit = "persons";
  bool roll_up = false;
  operator measure_spec() const {
    return detail::spec_writer("coverage.service_share")
        .with("kind", kind)
        .with("unit", unit, "persons")
        .with("roll_up", roll_up, false);
  }
};
}  // namespace coverage

namespace participation {
struct rate {
  std::string held_by = "forums";
  operator measure_spec() const { return detail::spec_writer("participation.rate").with("held_by", held_by, "forums"); }
};
struct intensity {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.intensity").with("held_by", held_by, "forums");
  }
};
struct gini {
  std::string among = "participants";
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.gini")
        .with("among", among, "participants")
        .with("held_by", held_by, "forums");
  }
};
struct top_share {
  double q = 0.1;
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.top_share").with("q", q, 0.1).with("held_by", held_by, "forums");
  }
};
struct meetings {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.meetings").with("held_by", held_by, "forums");
  }
};
struct attendances {
  std::string who = "all";
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.attendances").with("who", who, "all").with("held_by", held_by, "forums");
  }
};
struct attendance_per_meeting {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.attendance_per_meeting").with("held_by", held_by, "forums");
  }
};
struct kinds_per_meeting {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.kinds_per_meeting").with("held_by", held_by, "forums");
  }
};
struct representatives {
  std::string role = "fixed_representative";
  operator measure_spec() const {
    return detail::spec_writer("participation.representatives").with("role", role, "fixed_representative");
  }
};
struct never_share {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.never_share").with("held_by", held_by, "forums");
  }
};
struct newcomer_share {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.newcomer_share").with("held_by", held_by, "forums");
  }
};
struct retention {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.retention").with("held_by", held_by, "forums");
  }
};
struct representation {
  std::vector<std::string> of{};
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.representation").with("of", of, {}).with("held_by", held_by, "forums");
  }
};
struct dissimilarity {
  std::string attribute;
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.dissimilarity")
        .with("attribute", attribute)
        .with("held_by", held_by, "forums");
  }
};
struct membership_rate {
  std::string kind{};
  operator measure_spec() const { return detail::spec_writer("participation.membership_rate").with("kind", kind); }
};
struct recorded_share {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.recorded_share").with("held_by", held_by, "forums");
  }
};
struct co_presence {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("participation.co_presence").with("held_by", held_by, "forums");
  }
};
struct representatives_per_forum {
  std::string role = "fixed_representative";
  operator measure_spec() const {
    return detail::spec_writer("participation.representatives_per_forum").with("role", role, "fixed_representative");
  }
};
struct forums_without_representative {
  std::string role = "fixed_representative";
  operator measure_spec() const {
    return detail::spec_writer("participation.forums_without_representative")
        .with("role", role, "fixed_representative");
  }
};
}  // namespace participation

namespace deliberation {
struct raised {
  operator measure_spec() const { return detail::spec_writer("deliberation.raised"); }
};
struct reached {
  std::string state = "closed";
  bool implied = false;
  operator measure_spec() const {
    return detail::spec_writer("deliberation.reached").with("state", state, "closed").with("implied", implied, false);
  }
};
struct funnel {
  bool implied = false;
  operator measure_spec() const { return detail::spec_writer("deliberation.funnel").with("implied", implied, false); }
};
struct closure_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.closure_rate"); }
};
struct open {
  operator measure_spec() const { return detail::spec_writer("deliberation.open"); }
};
struct time_to {
  std::string state = "closed";
  double q = 0.5;
  operator measure_spec() const {
    return detail::spec_writer("deliberation.time_to").with("state", state, "closed").with("q", q, 0.5);
  }
};
struct dwell {
  std::string state{};
  double q = 0.5;
  operator measure_spec() const {
    return detail::spec_writer("deliberation.dwell").with("state", state).with("q", q, 0.5);
  }
};
struct escalation_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.escalation_rate"); }
};
struct age_of_open {
  double q = 0.5;
  operator measure_spec() const { return detail::spec_writer("deliberation.age_of_open").with("q", q, 0.5); }
};
struct survival {
  double at = 0;
  std::string state = "closed";
  operator measure_spec() const {
    return detail::spec_writer("deliberation.survival").with("at", at, -1.0).with("state", state, "closed");
  }
};
struct return_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.return_rate"); }
};
struct reopen_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.reopen_rate"); }
};
struct on_time_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.on_time_rate"); }
};
struct response_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.response_rate"); }
};
struct satisfaction_rate {
  operator measure_spec() const { return detail::spec_writer("deliberation.satisfaction_rate"); }
};
struct issues_per_meeting {
  std::string held_by = "forums";
  operator measure_spec() const {
    return detail::spec_writer("deliberation.issues_per_meeting").with("held_by", held_by, "forums");
  }
};
struct meetings_per_forum {
  operator measure_spec() const { return detail::spec_writer("deliberation.meetings_per_forum"); }
};
struct idle_forums {
  operator measure_spec() const { return detail::spec_writer("deliberation.idle_forums"); }
};
}  // namespace deliberation

}  // namespace linli
