// Labels, the transcripts they speak of, and answers: what `pith eval` reads.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/transcript_files.h"
#include "base/result.h"
#include "domain/insight.h"
#include "domain/transcript.h"
#include "stages/insight/gold.h"

namespace pith::app {

struct LabelledEpisode {
  insight::Gold gold;
  insight::CueTimes times;
  Transcript transcript;
  std::vector<Insight>
      insights;  // of the engine, best first; those read from a file have the score -rank where it has none
};

struct Labelled {
  std::string engine;  // whose insights they are
  std::vector<LabelledEpisode> episodes;
  std::size_t left_out = 0;  // trained on
  bool scored = true;        // every insight came with a score
};

struct LabelledFolders {
  std::string labels;       // EPISODE.json each
  std::string transcripts;  // EPISODE.vtt each, in any subfolder
  std::string answers;  // EPISODE.json each, as `pith distill --json` prints them; empty: the transcripts are distilled
  std::set<std::string, std::less<>> leave_out;  // episodes
};

// Errors name the file and say what is wrong with it.
Result<Labelled> read_labelled(const LabelledFolders& folders, const Readers& readers);

// The bytes; not_found where there is no such file.
Result<std::string> read_existing(const std::filesystem::path& file);

}  // namespace pith::app
