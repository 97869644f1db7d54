#include "pipeline/unheard.h"

#include <fstream>

#include <gtest/gtest.h>

#include "pipeline/parts.h"
#include "store/work.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

TEST(LeftOverAudio, GoesWhereNoRecogniserIsSetUpAnyMore) {
  const test::TempFolder folder;
  const auto store = *store::Store::open(folder / "pith.db");
  Parts parts{*store, test::in_repository("data"), folder / "outbox"};
  parts.context.options.audio_folder = folder / "audio";
  std::filesystem::create_directory(folder / "audio");
  for (const auto* name : {"ep_one.audio", "ep_one.sound", "ep_two.audio.part"})
    std::ofstream(folder / "audio" / name) << "sound";
  ASSERT_TRUE(resume_hearings(parts.context));
  EXPECT_TRUE(std::filesystem::is_empty(folder / "audio"));
}

TEST(LeftOverAudio, StaysWhereAnotherProcessHearsItOrWill) {
  const test::TempFolder folder;
  const auto store = *store::Store::open(folder / "pith.db");
  Parts parts{*store, test::in_repository("data"), folder / "outbox"};
  parts.context.options.audio_folder = folder / "audio";
  std::filesystem::create_directory(folder / "audio");
  for (const auto* name : {"ep_heard.sound", "ep_next.audio.part", "ep_done.audio"})
    std::ofstream(folder / "audio" / name) << "sound";
  ASSERT_TRUE(store->write([](store::Tx& tx) -> Result<void> {
    for (const auto* id : {"ep_done", "ep_heard"}) store::enqueue(tx, {"transcribe", id, "ears 1"}, {});
    const auto leased = store::lease(tx, {{"transcribe"}, Time{}, 2, "another", std::chrono::hours{1}});
    if (!leased) return std::unexpected(leased.error());
    for (const auto& work : *leased)
      if (work.key.subject == "ep_done") store::complete(tx, work);
    store::enqueue(tx, {"transcribe", "ep_next", "ears 1"}, {});
    return {};
  }));
  ASSERT_TRUE(resume_hearings(parts.context));
  EXPECT_TRUE(std::filesystem::exists(folder / "audio" / "ep_heard.sound"));
  EXPECT_TRUE(std::filesystem::exists(folder / "audio" / "ep_next.audio.part"));
  EXPECT_FALSE(std::filesystem::exists(folder / "audio" / "ep_done.audio"));
}

}  // namespace
}  // namespace pith::pipeline
