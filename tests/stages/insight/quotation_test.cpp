#include "stages/insight/quotation.h"

#include <gtest/gtest.h>

#include "talks.h"

namespace pith::insight {
namespace {

std::vector<bool> inside(const Transcript& transcript) {
  return begins_inside_quotation(read_talk(transcript, shipped_sense().background));
}

TEST(BeginsInsideQuotation, FromTheCueAfterItOpensToTheOneThatClosesIt) {
  const auto transcript = talk_of({{0, "So they say \"We have no engineers."},
                                   {0, "We have no money."},
                                   {0, "We stop.\" I can't believe it."},
                                   {0, "That was a year ago."}});
  EXPECT_EQ(inside(transcript), (std::vector<bool>{false, true, true, false}));
}

TEST(BeginsInsideQuotation, NotWhereOneIsOpenedAndClosedInTheSameCue) {
  const auto transcript = talk_of({{0, "They say \"We stop.\" I can't believe it."}, {0, "That was a year ago."}});
  EXPECT_EQ(inside(transcript), (std::vector<bool>{false, false}));
}

TEST(BeginsInsideQuotation, NotWhereTheMarkIsNeverClosed) {
  const auto transcript =
      talk_of({{0, "They say \"We stop."}, {0, "That was a year ago."}, {0, "And they said \"We go on.\""}});
  EXPECT_EQ(inside(transcript), (std::vector<bool>{false, false, false}));
}

TEST(BeginsInsideQuotation, NotInAnotherTurn) {
  const auto transcript = talk_of({{0, "They say \"We stop."}, {1, "Who said that\" to you?"}});
  EXPECT_EQ(inside(transcript), (std::vector<bool>{false, false}));
}

TEST(BeginsInsideQuotation, WithTypographicMarksToo) {
  const auto transcript = talk_of({{0, "They say \u201CWe stop."}, {0, "We go home.\u201D I can't believe it."}});
  EXPECT_EQ(inside(transcript), (std::vector<bool>{false, true}));
}

}  // namespace
}  // namespace pith::insight
