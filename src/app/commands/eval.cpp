// pith eval: scores an engine, or answers made elsewhere, against labelled episodes, beside rankers that know nothing;
// or the briefs that would be made of their days.
#include <utility>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/labelled_files.h"
#include "app/output.h"
#include "app/program.h"
#include "app/score_tables.h"
#include "app/usage.h"
#include "evaluation/baselines.h"
#include "evaluation/briefs.h"
#include "evaluation/days.h"
#include "evaluation/score_gold.h"
#include "text/word_model.h"

namespace pith::app {

namespace {

template <class AnswersOf>
evaluation::Scorecard card_of(const std::vector<LabelledEpisode>& episodes, AnswersOf answers_of) {
  std::vector<evaluation::LabelledAnswers> answered;
  answered.reserve(episodes.size());
  for (const auto& episode : episodes) answered.push_back({episode.gold, episode.times, answers_of(episode)});
  return evaluation::score_all(answered);
}

NamedCards cards_of(const Labelled& labelled) {
  NamedCards cards;
  cards.emplace_back(labelled.engine, card_of(labelled.episodes, [](const LabelledEpisode& episode) {
                       std::vector<evaluation::Answer> answers;
                       for (const auto& insight : episode.insights) answers.push_back(evaluation::answer_of(insight));
                       return answers;
                     }));
  for (const auto& baseline : evaluation::baselines())
    cards.emplace_back(std::string(baseline.name), card_of(labelled.episodes, [&](const LabelledEpisode& episode) {
                         return evaluation::answers_of(baseline, episode.transcript, episode.gold.episode);
                       }));
  return cards;
}

Result<evaluation::Days> days_of(const std::vector<LabelledEpisode>& episodes, const std::string& file) {
  std::vector<std::string> names;
  names.reserve(episodes.size());
  for (const auto& episode : episodes) names.push_back(episode.gold.episode);
  if (file.empty()) return evaluation::days_by_name(names);
  const auto bytes = read_existing(file);
  if (!bytes) return std::unexpected(bytes.error());
  const auto dates = evaluation::read_dates(*bytes);
  if (!dates) return std::unexpected(dates.error().within(file));
  auto days = evaluation::days_by_date(names, *dates);
  if (!days) return std::unexpected(days.error().within(file));
  return days;
}

Result<evaluation::BriefCard> briefs_of(const Program& program, Labelled labelled, const std::string& dates) {
  if (!labelled.scored)
    return fail(ErrorKind::invalid_input, "some answers have no \"score\": a brief cannot compare them over episodes");
  const auto days = days_of(labelled.episodes, dates);
  if (!days) return std::unexpected(days.error());
  const auto bytes = program.data().file("models/words-en.bin");
  if (!bytes) return std::unexpected(bytes.error());
  const auto words = text::WordModel::read(*bytes);
  if (!words) return std::unexpected(words.error());
  std::vector<evaluation::LabelledInsights> episodes;
  for (auto& episode : labelled.episodes)
    episodes.push_back({std::move(episode.gold), std::move(episode.times), std::move(episode.insights)});
  const auto& settings = program.settings();
  evaluation::Reading reading{.days = static_cast<int>(settings.brief.days),
                              .an_episode = static_cast<std::size_t>(settings.distill.keep),
                              .words = &*words};
  reading.rules.size = static_cast<std::size_t>(settings.brief.size);
  reading.rules.floor = settings.brief.floor;
  return evaluation::score_briefs(std::move(episodes), *days, reading);
}

void print_json(json::Value value, std::size_t left_out) {
  print(json::write(value.set("trained_on_and_left_out", left_out)) + "\n");
}

Result<int> print_briefs(const Program& program, Labelled labelled, const std::string& dates) {
  const auto engine = labelled.engine;
  const auto left_out = labelled.left_out;
  const auto card = briefs_of(program, std::move(labelled), dates);
  if (!card) return std::unexpected(card.error());
  if (program.json())
    print_json(briefs_as_json(*card, engine), left_out);
  else
    print(briefs_as_text(*card, engine));
  return 0;
}

}  // namespace

Result<int> run_eval(Program& program, const Arguments& arguments) {
  if (arguments.has("--dates") && !arguments.has("--briefs"))
    return wrong_usage("--dates deals out the days of --briefs: give that, too");
  if (const auto engine = arguments.get("--engine"); !engine.empty()) program.change_settings().distill.engine = engine;
  const auto readers = load_readers(program);
  if (!readers) return std::unexpected(readers.error());
  LabelledFolders folders{arguments.get("GOLD"), arguments.get("TRANSCRIPTS"), arguments.get("--answers"), {}};
  const auto list = program.data().file("models/cue-en.bin.episodes");
  if (list && folders.answers.empty() && !arguments.has("--all")) folders.leave_out = insight::listed_episodes(*list);
  auto labelled = read_labelled(folders, *readers);
  if (!labelled) return std::unexpected(labelled.error());
  if (labelled->left_out > 0)
    complain(fmt::format("{} of {} episodes are left out: the model was trained on them (--all scores them, too)",
                         labelled->left_out, labelled->left_out + labelled->episodes.size()));
  if (labelled->episodes.empty())
    return fail(ErrorKind::not_found, fmt::format("there is nothing to score in {}", folders.labels));
  if (arguments.has("--briefs")) return print_briefs(program, std::move(*labelled), arguments.get("--dates"));
  const auto cards = cards_of(*labelled);
  if (program.json())
    print_json(cards_as_json(cards), labelled->left_out);
  else
    print(cards_as_text(cards));
  return 0;
}

}  // namespace pith::app
