// pith eval: scores the distiller, or answers made elsewhere, against labelled episodes.
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/program.h"
#include "app/transcript_files.h"
#include "lib/json/json.h"
#include "stages/insight/gold.h"
#include "stages/insight/score_gold.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

using insight::Answer;
using insight::LabelledAnswers;
using insight::Measures;
using FilesByName = std::map<std::string, fs::path>;

FilesByName files_by_name(const fs::path& folder, std::string_view extension) {
  FilesByName files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == extension) files.emplace(at->path().stem().string(), at->path());
  return files;
}

// EPISODE.json as `pith distill --json` prints it.
Result<std::vector<Answer>> read_answers(const fs::path& file) {
  const auto bytes = read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) return fail(ErrorKind::not_found, fmt::format("there is no file {}", file.string()));
  const auto value = json::parse(**bytes);
  if (!value) return std::unexpected(value.error().within(file.string()));
  std::vector<Answer> answers;
  for (const auto& item : value->at("insights").items()) {
    Answer answer{std::string(item.at("text").text()), item.at("score").number(), {}};
    for (const auto& span : item.at("evidence").items())
      answer.evidence.emplace_back(span.at("start").number().value_or(0), span.at("end").number().value_or(0));
    answers.push_back(std::move(answer));
  }
  return answers;
}

Result<std::vector<Answer>> distilled_answers(const fs::path& transcript, const Readers& readers) {
  const auto file = read_transcript_file(transcript, readers.marks);
  if (!file) return std::unexpected(file.error());
  const auto distilled = readers.distiller().distill(file->transcript, {.episode_id = file->name});
  if (!distilled) return std::unexpected(distilled.error().within(transcript.string()));
  std::vector<Answer> answers;
  for (const auto& insight : distilled->insights) answers.push_back(insight::answer_of(insight));
  return answers;
}

Result<insight::Gold> read_label(const fs::path& file) {
  const auto bytes = read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  auto gold = insight::read_gold(bytes->value_or(""));
  if (!gold) return std::unexpected(gold.error().within(file.string()));
  return gold;
}

std::string row_of(std::string_view name, const Measures& m) {
  const auto rouge = m.rouge1 ? fmt::format("{:.3f}", *m.rouge1) : "-";
  return fmt::format("{:<38}{:>10.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>9.3f}{:>8.3f}{:>8}\n", name, m.recall10, m.precision5,
                     m.ndcg5, m.lead5, m.waste5, m.form, rouge);
}

std::string as_text(const insight::Scorecard& card) {
  auto out = fmt::format("{:<38}{:>10}{:>8}{:>8}{:>8}{:>9}{:>8}{:>8}\n", "episode", "recall@10", "P@5", "nDCG@5",
                         "lead@5", "waste@5", "form", "rouge1");
  for (const auto& [name, measures] : card.episodes) out += row_of(name, measures);
  return out + row_of("mean", card.mean) + fmt::format("day@5 {:.3f}  episodes {}\n", card.day5, card.episodes.size());
}

json::Value as_json(const Measures& m) {
  return json::object({{"recall@10", m.recall10},
                       {"P@5", m.precision5},
                       {"nDCG@5", m.ndcg5},
                       {"lead@5", m.lead5},
                       {"waste@5", m.waste5},
                       {"form", m.form},
                       {"rouge1", m.rouge1 ? json::Value(*m.rouge1) : json::Value()}});
}

std::string as_json(const insight::Scorecard& card, std::size_t left_out) {
  auto each = json::object();
  for (const auto& [name, measures] : card.episodes) each.add(name, as_json(measures));
  auto mean = as_json(card.mean);
  mean.set("day@5", card.day5);
  return json::write(json::object({{"episodes", card.episodes.size()},
                                   {"trained_on_and_left_out", left_out},
                                   {"mean", std::move(mean)},
                                   {"each", std::move(each)}})) +
         "\n";
}

struct Evaluation {
  std::vector<LabelledAnswers> episodes;
  std::size_t left_out = 0;  // trained on
};

struct Plan {
  FilesByName labels;
  FilesByName transcripts;
  std::string answers;  // a folder, or empty: distill
  std::set<std::string, std::less<>> trained_on;
};

Result<Evaluation> evaluate(const Plan& plan, const Readers& readers) {
  Evaluation out;
  for (const auto& [name, label] : plan.labels) {
    if (plan.trained_on.contains(name)) {
      ++out.left_out;
      continue;
    }
    auto gold = read_label(label);
    if (!gold) return std::unexpected(gold.error());
    const auto transcript = plan.transcripts.find(gold->episode);
    if (transcript == plan.transcripts.end())
      return fail(ErrorKind::not_found,
                  fmt::format("there is no transcript {}.vtt for {}", gold->episode, label.string()));
    auto answers = plan.answers.empty() ? distilled_answers(transcript->second, readers)
                                        : read_answers(fs::path(plan.answers) / (gold->episode + ".json"));
    if (!answers) return std::unexpected(answers.error());
    const auto vtt = read_file(transcript->second);
    if (!vtt) return std::unexpected(vtt.error());
    out.episodes.push_back({std::move(*gold), insight::read_cue_times(vtt->value_or("")), std::move(*answers)});
  }
  return out;
}

}  // namespace

Result<int> run_eval(Program& program, const Arguments& arguments) {
  const auto readers = load_readers(program);
  if (!readers) return std::unexpected(readers.error());
  Plan plan{files_by_name(arguments.get("GOLD"), ".json"),
            files_by_name(arguments.get("TRANSCRIPTS"), ".vtt"),
            arguments.get("--answers"),
            {}};
  const auto list = program.data().file("models/cue-en.bin.episodes");
  if (list && plan.answers.empty() && !arguments.has("--all")) plan.trained_on = insight::listed_episodes(*list);
  const auto found = evaluate(plan, *readers);
  if (!found) return std::unexpected(found.error());
  if (found->left_out > 0)
    complain(fmt::format("{} of {} episodes are left out: the model was trained on them (--all scores them, too)",
                         found->left_out, plan.labels.size()));
  if (found->episodes.empty())
    return fail(ErrorKind::not_found, fmt::format("there is nothing to score in {}", arguments.get("GOLD")));
  const auto card = insight::score_all(found->episodes);
  print(program.json() ? as_json(card, found->left_out) : as_text(card));
  return 0;
}

}  // namespace pith::app
