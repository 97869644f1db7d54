// pith features: what the built-in distiller sees in each cue, for training.
#include "app/commands/verbs.h"
#include "app/engines.h"
#include "app/output.h"
#include "app/program.h"
#include "app/transcript_files.h"
#include "stages/insight/feature_rows.h"

namespace pith::app {

Result<int> run_features(Program& program, const Arguments& arguments) {
  const auto words = program.data().file("models/talk-en.bin");  // all that is needed: the cue model is made of this
  if (!words) return std::unexpected(words.error());
  const auto background = insight::Background::parse(*words);
  if (!background) return std::unexpected(background.error());
  const auto marks = load_marks(program.data());
  if (!marks) return std::unexpected(marks.error());
  const auto files = transcript_files(arguments.all("FILE"));
  if (!files) return std::unexpected(files.error());
  for (const auto& path : *files) {
    const auto file = read_transcript_file(path, *marks);
    if (!file) return std::unexpected(file.error());
    print(insight::feature_rows(file->transcript, **background));
  }
  return 0;
}

}  // namespace pith::app
