#include "app/commands/labelled_features.h"

#include <filesystem>

#include <fmt/format.h>

#include "app/engines.h"
#include "app/home.h"
#include "app/save_file.h"
#include "app/transcript_files.h"
#include "stages/insight/gold.h"
#include "stages/insight/topic_rows.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

struct LabelledRows {
  std::string topics;
  std::string names;
};

// A labelled file and its labels; the labels number the cues of the file as it lies.
Result<LabelledRows> labelled_rows(const fs::path& path, const fs::path& labels, const Marks& marks,
                                   const TopicParts& parts) {
  const auto file = read_transcript_file(path, marks);
  if (!file) return std::unexpected(file.error());
  const auto vtt = read_file(path);
  if (!vtt) return std::unexpected(vtt.error());
  const auto label = read_file(labels / (file->name + ".json"));
  if (!label) return std::unexpected(label.error());
  const auto gold = insight::read_gold(label->value_or(""));
  if (!gold) return std::unexpected(gold.error().within(fmt::format("labels of {}", file->name)));
  const insight::EpisodeContext context{.episode_id = file->name, .episode_title = gold->title};
  const insight::EpisodeTerms terms(file->transcript);
  const insight::EpisodeTopics topics(file->transcript, terms, context, *parts.model);
  const insight::EpisodeNames names(file->transcript, terms, context, parts.words);
  const auto standings = insight::standings_of(*gold, insight::read_cue_times(vtt->value_or("")), file->transcript);
  return LabelledRows{insight::topic_rows(*gold, standings, topics), insight::name_rows(*gold, standings, names)};
}

Result<void> save_rows(const LabelledRows& rows, const fs::path& stem) {
  if (auto saved = save_file(stem.string() + ".tsv", rows.topics); !saved) return saved;
  return save_file(stem.string() + ".names.tsv", rows.names);
}

}  // namespace

Result<int> save_labelled_features(const Program& program, const Arguments& arguments) {
  const auto parts = load_topics(program.data());
  if (!parts) return std::unexpected(parts.error());
  const auto marks = load_marks(program.data());
  if (!marks) return std::unexpected(marks.error());
  const auto files = transcript_files(arguments.all("FILE"));
  if (!files) return std::unexpected(files.error());
  for (const auto& path : *files) {
    const auto rows = labelled_rows(path, arguments.get("--labels"), *marks, **parts);
    if (!rows) return std::unexpected(rows.error());
    if (auto saved = save_rows(*rows, fs::path(arguments.get("--out")) / path.stem()); !saved)
      return std::unexpected(saved.error());
  }
  return 0;
}

}  // namespace pith::app
