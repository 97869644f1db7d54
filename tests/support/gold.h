// The labelled episodes beside the repository as values: transcript with its ads and chatter marked, and what an editor
// kept. For programs that link lib/json and domain.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "domain/transcript.h"
#include "lib/json/json.h"
#include "stages/insight/distiller.h"
#include "support/files.h"

namespace pith::test {

struct GoldInsight {
  std::string headline;
  std::string text;
  std::string speaker;
  std::vector<std::string> topics;
  std::vector<std::string> entities;
  int score = 0;
  int key = 0;                     // cues by their place in the transcript, from 0
  std::vector<CueRange> evidence;  // the same
};

struct GoldEpisode {
  std::string name;
  Transcript transcript;
  insight::EpisodeContext context;
  std::vector<GoldInsight> insights;
};

// What a program prints.
inline std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  std::array<char, 4096> part{};
  while (pipe && std::fgets(part.data(), part.size(), pipe.get()) != nullptr) out += part.data();
  return out;
}

// The folder of the corpus's .vtt files, unpacked on first use by the tool that serves them.
inline std::filesystem::path corpus_folder(const std::filesystem::path& shared) {
  auto folder =
      output_of(fmt::format("/usr/bin/python3 -c \"import sys; sys.path.insert(0, '{0}/tools'); import serve_corpus; "
                            "print(serve_corpus.unpacked('{0}/corpus'))\"",
                            shared.string()));
  while (!folder.empty() && folder.back() == '\n') folder.pop_back();
  return folder;
}

inline std::chrono::milliseconds stamp_of(const std::string& text) {
  int hours = 0, minutes = 0, seconds = 0, millis = 0;
  if (std::sscanf(text.c_str(), "%d:%d:%d.%d", &hours, &minutes, &seconds, &millis) != 4) {
    hours = 0;
    (void)std::sscanf(text.c_str(), "%d:%d.%d", &minutes, &seconds, &millis);
  }
  return std::chrono::milliseconds(((hours * 60LL + minutes) * 60 + seconds) * 1000 + millis);
}

inline std::string unescaped(std::string text) {
  const std::array<std::array<const char*, 2>, 5> entities{
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
  for (const auto& entity : entities)
    for (auto at = text.find(entity[0]); at != std::string::npos; at = text.find(entity[0], at + 1))
      text.replace(at, std::string(entity[0]).size(), entity[1]);
  return text;
}

// The corpus's own plain shape of WebVTT: number, times, "<v Name>words"; no more is read here.
inline void add_cue(Transcript& transcript, const std::string& times, const std::string& line) {
  const auto close = line.find('>');
  const auto name = unescaped(line.substr(3, close - 3));
  auto& speakers = transcript.speakers;
  const auto known = std::ranges::find(speakers, name);
  const int speaker = static_cast<int>(known - speakers.begin());
  if (known == speakers.end()) speakers.push_back(name);
  transcript.cues.push_back({stamp_of(times), stamp_of(times.substr(times.find("--> ") + 4)), speaker, CueKind::talk,
                             unescaped(line.substr(close + 1))});
}

inline Transcript read_corpus_vtt(const std::filesystem::path& file) {
  Transcript transcript;
  transcript.language = "en";
  const auto bytes = read_file(file);
  std::string times;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const auto line = bytes.substr(at, end - at);
    if (line.contains(" --> ")) times = line;
    if (line.starts_with("<v ")) add_cue(transcript, times, line);
    at = end + 1;
  }
  return transcript;
}

// Labels count cues from 1.
inline CueRange range_of(const json::Value& pair) {
  return {static_cast<int>(pair.at(0).integer().value_or(1)) - 1,
          static_cast<int>(pair.at(1).integer().value_or(1)) - 1};
}

inline std::vector<std::string> texts_of(const json::Value& list) {
  std::vector<std::string> texts;
  for (const auto& item : list.items()) texts.emplace_back(item.text());
  return texts;
}

inline GoldInsight gold_insight_of(const json::Value& value) {
  GoldInsight insight{std::string(value.at("headline").text()),
                      std::string(value.at("text").text()),
                      std::string(value.at("speaker").text()),
                      texts_of(value.at("topics")),
                      texts_of(value.at("entities")),
                      static_cast<int>(value.at("score").integer().value_or(0)),
                      static_cast<int>(value.at("key").integer().value_or(1)) - 1,
                      {}};
  for (const auto& range : value.at("evidence").items()) insight.evidence.push_back(range_of(range));
  return insight;
}

inline GoldEpisode gold_episode_of(const json::Value& label, const std::filesystem::path& vtt) {
  GoldEpisode episode{std::string(label.at("episode").text()), read_corpus_vtt(vtt), {}, {}};
  episode.context.episode_id = episode.name;
  episode.context.episode_title = label.at("title").text();
  const auto mark = [&](const char* key, CueKind kind) {
    for (const auto& pair : label.at(key).items()) {
      const auto range = range_of(pair);
      for (int cue = range.first; cue <= range.last; ++cue)
        if (cue >= 0 && cue < static_cast<int>(episode.transcript.cues.size()))
          episode.transcript.cues[cue].kind = kind;
    }
  };
  mark("chatter", CueKind::chatter);
  mark("ads", CueKind::ad);
  for (const auto& insight : label.at("insights").items()) episode.insights.push_back(gold_insight_of(insight));
  return episode;
}

// All of gold/dev by name; at most `limit` of them where it is not 0.
inline std::vector<GoldEpisode> gold_episodes(const std::filesystem::path& shared, std::size_t limit = 0) {
  std::vector<GoldEpisode> episodes;
  std::vector<std::filesystem::path> labels;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "gold" / "dev")) labels.push_back(entry.path());
  std::ranges::sort(labels);
  if (limit != 0 && labels.size() > limit) labels.resize(limit);
  const auto corpus = corpus_folder(shared);
  for (const auto& file : labels) {
    const auto label = json::parse(read_file(file));
    const auto name = file.stem().string() + ".vtt";
    for (const auto& folder : std::filesystem::directory_iterator(corpus))
      if (label && std::filesystem::exists(folder.path() / name))
        episodes.push_back(gold_episode_of(*label, folder.path() / name));
  }
  return episodes;
}

}  // namespace pith::test
