// pith features: what the built-in distiller sees in each cue, and what the model of ad reads sees in each run of cues,
// for training; and what could be headlines.
#include <functional>

#include "app/commands/labelled_features.h"
#include "app/commands/verbs.h"
#include "app/engines.h"
#include "app/output.h"
#include "app/program.h"
#include "app/transcript_files.h"
#include "stages/insight/cue_model.h"
#include "stages/insight/feature_rows.h"
#include "stages/insight/headline_rows.h"
#include "stages/transcript/ad_windows.h"

namespace pith::app {

namespace {

// `marks` may be without models where the features do not tell what is marked.
Result<int> print_rows(const Arguments& arguments, const Marks& marks,
                       const std::function<std::string(const Transcript&)>& rows_of) {
  const auto files = transcript_files(arguments.all("FILE"));
  if (!files) return std::unexpected(files.error());
  for (const auto& path : *files) {
    const auto file = read_transcript_file(path, marks);
    if (!file) return std::unexpected(file.error());
    print(rows_of(file->transcript));
  }
  return 0;
}

Result<int> print_ad_windows(const Program& program, const Arguments& arguments) {
  const auto words = read_words(program.data());
  if (!words) return std::unexpected(words.error());
  return print_rows(arguments, std::make_shared<transcript::MarkModels>(),
                    [&](const Transcript& transcript) { return transcript::ad_window_rows(transcript, *words); });
}

Result<int> print_headlines(const Program& program, const Arguments& arguments) {
  const auto words = program.data().file("models/talk-en.bin");
  if (!words) return std::unexpected(words.error());
  const auto background = insight::Background::parse(*words);
  if (!background) return std::unexpected(background.error());
  const auto bytes = program.data().file("models/cue-en.bin");
  if (!bytes) return std::unexpected(bytes.error());
  const auto cues = insight::CueModel::parse(*bytes, **background);
  if (!cues) return std::unexpected(cues.error());
  const auto marks = load_marks(program.data());
  if (!marks) return std::unexpected(marks.error());
  return print_rows(arguments, *marks, [&](const Transcript& transcript) {
    return insight::headline_rows(transcript, **background, **cues);
  });
}

}  // namespace

Result<int> run_features(Program& program, const Arguments& arguments) {
  if (arguments.has("--labels")) return save_labelled_features(program, arguments);
  if (arguments.has("--headlines")) return print_headlines(program, arguments);
  if (arguments.has("--ads")) return print_ad_windows(program, arguments);
  const auto words = program.data().file("models/talk-en.bin");  // all that is needed: the cue model is made of this
  if (!words) return std::unexpected(words.error());
  const auto background = insight::Background::parse(*words);
  if (!background) return std::unexpected(background.error());
  const auto marks = load_marks(program.data());
  if (!marks) return std::unexpected(marks.error());
  return print_rows(arguments, *marks,
                    [&](const Transcript& transcript) { return insight::feature_rows(transcript, **background); });
}

}  // namespace pith::app
