#include "engines/command_asr/command_transcriber.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::command_asr {
namespace {

using namespace std::chrono_literals;

class Command : public testing::Test {
 protected:
  // A shell script as the recogniser.
  Result<std::string> heard(const std::string& script) {
    test::write_file(folder_ / "ears", "#!/bin/sh\n" + script);
    std::filesystem::permissions(folder_ / "ears", std::filesystem::perms::owner_all);
    test::write_file(folder_ / "piece.wav", "RIFF");
    const CommandTranscriber ears({.command = {(folder_ / "ears").string(), "{wav}", "{out}", "{model}", "{language}"},
                                   .model = "/models/m.bin",
                                   .language = "auto",
                                   .longest = 20s});
    EXPECT_EQ(ears.version(), "ears/m.bin");
    return ears.hear({folder_ / "piece.wav", 10s, "en", {}});
  }
  test::TempFolder folder_;
};

TEST_F(Command, GivesWhatTheProgramPrints) {
  EXPECT_EQ(heard("echo WEBVTT $3 $4").value(), "WEBVTT /models/m.bin en\n");
}

TEST_F(Command, PrefersTheFileItLeaves) {
  EXPECT_EQ(heard("echo chatter; echo WEBVTT > $2.vtt").value(), "WEBVTT\n");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "piece.wav.heard.vtt"));
}

TEST_F(Command, SaysWhyTheProgramFailed) {
  const auto name = "the recogniser " + (folder_ / "ears").string();
  EXPECT_EQ(heard("echo no model >&2; exit 2").error().message, name + " ended with exit status 2 and said: no model");
}

TEST_F(Command, SaysWhichProgramFailedSilentlyAndWhatToDo) {
  const auto message = heard("exit 3").error().message;
  EXPECT_TRUE(message.starts_with("the recogniser " + (folder_ / "ears").string() + " ended with exit status 3"));
  EXPECT_TRUE(message.contains("run it by hand")) << message;
  EXPECT_TRUE(heard("kill -9 $$").error().message.contains("was ended by signal 9"));
}

TEST(Whisper, IsFoundWithTheBestOfItsModels) {
  const test::TempFolder home;
  test::write_file(home / "bin/whisper-cli", "#!/bin/sh\n");
  std::filesystem::permissions(home / "bin/whisper-cli", std::filesystem::perms::owner_all);
  for (const auto* name : {"ggml-tiny.en.bin", "ggml-small.bin", "notes.txt"})
    test::write_file(home / ("data/whisper.cpp/" + std::string(name)), "x");
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", (home / "bin").c_str(), 1);
  ::setenv("XDG_DATA_HOME", (home / "data").c_str(), 1);
  const auto whisper = find_whisper();
  ::setenv("PATH", path.c_str(), 1);
  ::unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(whisper.program, home / "bin/whisper-cli");
  EXPECT_EQ(whisper.model, home / "data/whisper.cpp/ggml-small.bin");
}

}  // namespace
}  // namespace pith::command_asr
