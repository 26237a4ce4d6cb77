// SPDX-License-Identifier: Apache-2.0
// The meetings of a question: in the window, at the places of their holder, with names or without.
#include <linli/measure/meetings.hpp>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic. The forum of a keeps names; that of b kept only a count in May.
network town() {
  return built({text_frame("places", {{"id", {"d", "a", "b"}},
                                      {"level", {"district", "community", "community"}},
                                      {"parent", {"", "d", "d"}}}),
                text_frame("persons", {{"id", {"p1", "p2"}}, {"home", {"a", "b"}}}),
                text_frame("forums", {{"id", {"fa", "fb"}}, {"kind", {"hall", "yard"}}, {"place", {"a", "b"}}}),
                text_frame("meetings", {{"id", {"m1", "m2", "m3"}},
                                        {"held_by", {"fa", "fb", "fb"}},
                                        {"date", {"2024-04-10", "2024-05-10", "2024-06-10"}},
                                        {"attended", {"", "7", ""}}}),
                text_frame("attendances", {{"meeting", {"m1", "m3"}}, {"person", {"p1", "p2"}}})});
}

TEST(meetings, belong_to_the_places_of_their_holder_within_the_window) {
  EXPECT_EQ(ask(town(), "participation.meetings by community"), (lines{"a: 1", "b: 2"}));
  EXPECT_EQ(ask(town(), "participation.meetings by community during 2024-05"), (lines{"a: 0", "b: 1"}));
  EXPECT_EQ(ask(town(), "participation.meetings by community on 2024-05-09"), (lines{"a: 1", "b: 0"}));
}

TEST(meetings, without_names_leave_the_participants_of_their_places_unknown) {
  EXPECT_EQ(ask(town(), "participation.rate by community"), (lines{"a: 1", "b: null"}));
  EXPECT_EQ(value_of(town(), "participation.rate"), std::nullopt);
  EXPECT_TRUE(says(note_of(town(), "participation.rate"), "1 meeting(s) kept no names"));
}

TEST(meetings, without_names_elsewhere_are_told_of) {
  const auto answer = answer_of(town(), "participation.rate by community");
  EXPECT_EQ(answer.note(0), "1 meeting(s) elsewhere kept no names");
}

TEST(meetings, without_names_matter_only_where_they_are_asked_about) {
  EXPECT_EQ(value_of(town(), "participation.rate where forum.kind=hall"), 0.5);
  EXPECT_EQ(ask(town(), "participation.rate by community during 2024-06"), (lines{"a: 0", "b: 1"}));
}

TEST(meetings, in_another_window_are_looked_for_by_who_came_before_and_after) {
  // fb's May meeting kept no names: who of b came before June, and who came again after April, is not known
  EXPECT_EQ(ask(town(), "participation.newcomer_share by community during 2024-06"), (lines{"a: null", "b: null"}));
  EXPECT_TRUE(
      says(note_of(town(), "participation.newcomer_share within b during 2024-06"), "1 meeting(s) kept no names"));
  EXPECT_EQ(ask(town(), "participation.retention by month, community during 2024-04"),
            (lines{"2024-04 a: 0", "2024-04 b: null"}));
}

TEST(meetings, without_names_are_recorded_by_their_count) {
  EXPECT_EQ(value_of(town(), "participation.recorded_share"), 1);
  EXPECT_EQ(value_of(town(), "participation.kinds_per_meeting within b"), 1);  // of June's alone
}

}  // namespace
}  // namespace linli::testing
