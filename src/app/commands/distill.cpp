// pith distill, pith features: transcript files through the transcript stage and an engine, without touching any store.
#include <algorithm>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/engines.h"
#include "app/insight_json.h"
#include "app/output.h"
#include "app/program.h"
#include "app/save_file.h"
#include "app/transcript_files.h"
#include "lib/json/json.h"

namespace pith::app {

namespace {

json::Value insight_of(const Insight& insight) {
  auto topics = json::array();
  for (const auto& topic : insight.topics) topics.push(topic);
  return json::object({{"headline", insight.headline},
                       {"text", insight.text},
                       {"speaker", insight.speaker},
                       {"score", insight.score},
                       {"topics", std::move(topics)},
                       {"evidence", evidence_as_json(insight)}});
}

// Runs of cues of one kind, in seconds.
json::Value ranges_of(const Transcript& transcript, CueKind kind) {
  auto out = json::array();
  for (std::size_t n = 0; n < transcript.cues.size();) {
    if (transcript.cues[n].kind != kind) {
      ++n;
      continue;
    }
    const auto first = n;
    while (n + 1 < transcript.cues.size() && transcript.cues[n + 1].kind == kind) ++n;
    out.push(json::object(
        {{"start", seconds_of(transcript.cues[first].start)}, {"end", seconds_of(transcript.cues[n].end)}}));
    ++n;
  }
  return out;
}

json::Value answer_of(const TranscriptFile& file, const insight::Distilled& distilled, const std::string& engine) {
  auto insights = json::array();
  for (const auto& insight : distilled.insights) insights.push(insight_of(insight));
  auto dropped = json::object();
  for (const auto& [reason, count] : distilled.dropped) dropped.set(reason, count);
  auto notes = json::array();
  for (const auto& note : distilled.notes) notes.push(note);
  return json::object({{"episode", file.name},
                       {"engine", distilled.engine.empty() ? engine : distilled.engine},
                       {"insights", std::move(insights)},
                       {"dropped", std::move(dropped)},
                       {"notes", std::move(notes)},
                       {"ads", ranges_of(file.transcript, CueKind::ad)},
                       {"chatter", ranges_of(file.transcript, CueKind::chatter)}});
}

std::string text_of(const TranscriptFile& file, const insight::Distilled& distilled) {
  auto out = fmt::format("{}: {}\n", file.name,
                         counted(static_cast<std::int64_t>(distilled.insights.size()), "insight", "insights"));
  for (const auto& note : distilled.notes) out += fmt::format("      {}\n", note);
  for (const auto& [reason, count] : distilled.dropped) out += fmt::format("      fell: {} {}\n", reason, count);
  out += "\n";
  for (const auto& insight : distilled.insights)
    out += fmt::format("{:.2f}  {}\n      {}\n      {} at {}\n\n", insight.score, insight.headline, insight.text,
                       insight.speaker, format_position(insight.key_start));
  return out;
}

// What a file became: its text for standard output, or what was wrong with it.
struct Outcome {
  std::string printed;
  std::optional<Error> error;
};

Outcome distilled_file(const std::filesystem::path& path, const Readers& readers, bool as_json) {
  auto file = read_transcript_file(path, readers.marks);
  if (!file) return {"", file.error()};
  const auto distilled = readers.distiller().distill(file->transcript, {.episode_id = file->name});
  if (!distilled) return {"", distilled.error().within(path.string())};
  return {as_json ? json::write(answer_of(*file, *distilled, readers.distiller().name())) + "\n"
                  : text_of(*file, *distilled),
          std::nullopt};
}

}  // namespace

Result<int> run_distill(Program& program, const Arguments& arguments) {
  if (const auto engine = arguments.get("--engine"); !engine.empty()) program.change_settings().distill.engine = engine;
  const auto readers = load_readers(program);
  if (!readers) return std::unexpected(readers.error());
  const auto files = transcript_files(arguments.all("FILE"));
  if (!files) return std::unexpected(files.error());
  const std::filesystem::path folder = arguments.get("--out");
  int failed = 0;
  const auto finish = [&](std::size_t n, const Outcome& outcome) {
    if (outcome.error) {
      complain(outcome.error->message);
      ++failed;
    } else if (folder.empty()) {
      print(outcome.printed);
    } else if (const auto done = save_file(folder / (name_of((*files)[n]) + ".json"), outcome.printed); !done) {
      complain(done.error().message);
      ++failed;
    }
  };
  const bool as_json = program.json() || !folder.empty();
  for_each_in_order<Outcome>(
      files->size(), [&](std::size_t n) { return distilled_file((*files)[n], *readers, as_json); }, finish);
  return failed == 0 ? 0 : 1;
}

}  // namespace pith::app
