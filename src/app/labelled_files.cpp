#include "app/labelled_files.h"

#include <chrono>
#include <cmath>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "app/home.h"
#include "evaluation/evidence_match.h"
#include "lib/json/json.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

using FilesByName = std::map<std::string, fs::path>;

Result<FilesByName> files_by_name(const fs::path& folder, std::string_view extension) {
  FilesByName files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == extension) files.emplace(at->path().stem().string(), at->path());
  if (error)
    return fail(ErrorKind::not_found, fmt::format("cannot read the folder {}", folder.string()), error.message());
  return files;
}

// The cues of the labels' numbers that the quote's time covers, from the first to the last.
CueRange cues_of(double start, double end, const insight::CueTimes& times) {
  const auto cues = evaluation::covered(std::vector{std::pair{start, end}}, times);
  return cues.empty() ? CueRange{-1, -2} : CueRange{*cues.begin(), *cues.rbegin()};
}

std::chrono::milliseconds millis(double seconds) {
  return std::chrono::milliseconds(std::llround(std::clamp(seconds, 0.0, 1e9) * 1000));
}

Insight insight_of(const json::Value& item, double rank, const insight::CueTimes& times) {
  Insight insight;
  insight.headline = item.at("headline").text();
  insight.text = item.at("text").text();
  insight.speaker = item.at("speaker").text();
  insight.score = item.at("score").number().value_or(-rank);
  for (const auto& topic : item.at("topics").items()) insight.topics.emplace_back(topic.text());
  for (const auto& span : item.at("evidence").items()) {
    const auto start = span.at("start").number().value_or(0);
    const auto end = span.at("end").number().value_or(0);
    insight.evidence.push_back({cues_of(start, end, times), millis(start), millis(end),
                                std::string(span.at("speaker").text()), std::string(span.at("quote").text())});
  }
  return insight;
}

class Reading {
 public:
  Reading(const LabelledFolders& folders, const Readers& readers) : folders_(folders), readers_(readers) {}

  Result<Labelled> read() {
    const auto labels = files_by_name(folders_.labels, ".json");
    if (!labels) return std::unexpected(labels.error());
    if (labels->empty())
      return fail(ErrorKind::not_found, fmt::format("there are no labels (EPISODE.json) in {}", folders_.labels));
    auto transcripts = files_by_name(folders_.transcripts, ".vtt");
    if (!transcripts) return std::unexpected(transcripts.error());
    transcripts_ = std::move(*transcripts);
    all_.engine = folders_.answers.empty() ? readers_.distiller().name() : "answers";
    for (const auto& [name, file] : *labels)
      if (folders_.leave_out.contains(name))
        ++all_.left_out;
      else if (auto added = add(file); !added)
        return std::unexpected(added.error());
    return std::move(all_);
  }

 private:
  Result<void> add(const fs::path& label) {
    const auto bytes = read_existing(label);
    if (!bytes) return std::unexpected(bytes.error());
    auto gold = insight::read_gold(*bytes);
    if (!gold) return std::unexpected(gold.error().within(label.string()));
    const auto file = transcripts_.find(gold->episode);
    if (file == transcripts_.end())
      return fail(ErrorKind::not_found, fmt::format("there is no transcript {}.vtt in {} for the label {}",
                                                    gold->episode, folders_.transcripts, label.string()));
    const auto vtt = read_existing(file->second);
    if (!vtt) return std::unexpected(vtt.error());
    auto transcript = read_transcript_file(file->second, readers_.marks);
    if (!transcript) return std::unexpected(transcript.error());
    LabelledEpisode episode{std::move(*gold), insight::read_cue_times(*vtt), std::move(transcript->transcript), {}};
    auto insights = folders_.answers.empty() ? distilled(episode, file->second) : answers(episode);
    if (!insights) return std::unexpected(insights.error());
    episode.insights = std::move(*insights);
    all_.episodes.push_back(std::move(episode));
    return {};
  }

  Result<std::vector<Insight>> distilled(const LabelledEpisode& episode, const fs::path& file) const {
    auto distilled = readers_.distiller().distill(episode.transcript, {.episode_id = episode.gold.episode});
    if (!distilled) return std::unexpected(distilled.error().within(file.string()));
    return std::move(distilled->insights);
  }

  Result<std::vector<Insight>> answers(const LabelledEpisode& episode) {
    const auto file = fs::path(folders_.answers) / (episode.gold.episode + ".json");
    const auto bytes = read_existing(file);
    if (!bytes) return std::unexpected(bytes.error());
    const auto value = json::parse(*bytes);
    if (!value) return std::unexpected(value.error().within(file.string()));
    if (!value->at("insights").is_array())
      return fail(ErrorKind::invalid_input, fmt::format("{} has no list of \"insights\"", file.string()));
    if (value->at("engine").is_text()) all_.engine = value->at("engine").text();
    std::vector<Insight> insights;
    for (const auto& item : value->at("insights").items()) {
      all_.scored = all_.scored && item.at("score").number();
      insights.push_back(insight_of(item, static_cast<double>(insights.size()), episode.times));
    }
    return insights;
  }

  const LabelledFolders& folders_;
  const Readers& readers_;
  FilesByName transcripts_;
  Labelled all_;
};

}  // namespace

Result<std::string> read_existing(const fs::path& file) {
  auto bytes = read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) return fail(ErrorKind::not_found, fmt::format("there is no file {}", file.string()));
  return std::move(**bytes);
}

Result<Labelled> read_labelled(const LabelledFolders& folders, const Readers& readers) {
  return Reading(folders, readers).read();
}

}  // namespace pith::app
