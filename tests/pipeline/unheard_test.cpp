#include "pipeline/unheard.h"

#include <fstream>

#include <gtest/gtest.h>

#include "pipeline/parts.h"
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

}  // namespace
}  // namespace pith::pipeline
