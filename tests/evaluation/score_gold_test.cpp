#include "evaluation/score_gold.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include <gtest/gtest.h>

#include "evaluation/sha1.h"
#include "lib/json/json.h"
#include "support/files.h"

namespace pith::evaluation {
namespace {

constexpr std::string_view vtt =
    "WEBVTT\n\n1\n00:00:00.000 --> 00:00:05.000\n<v Ada>One.\n\n2\n00:00:05.000 --> 00:00:10.000\n<v Ada>Two.\n\n"
    "3\n00:10.000 --> 00:15.000\n<v Ada>Three.\n\n4\n01:00:15.000 --> 01:00:20.000\n<v Ada>Four.\n";

LabelledAnswers small_case() {
  insight::Gold gold{
      "show-1", {{1, 5, 2, {{1, 2}}, "", "two is the key"}, {2, 3, 3, {{3, 3}}, "", "three"}}, {}, {{4, 4}}};
  return {std::move(gold), insight::read_cue_times(vtt), {}};
}

TEST(ScoreEpisode, FindsByTheKeyCue) {
  auto episode = small_case();
  episode.answers.push_back({"two is the key", 1.0, {{5, 10}}});
  const auto measures = score_episode(episode);
  EXPECT_DOUBLE_EQ(measures.precision5, 0.2);
  EXPECT_DOUBLE_EQ(measures.recall10, 5.0 / 8);
  EXPECT_DOUBLE_EQ(measures.lead5, 1);
  EXPECT_DOUBLE_EQ(measures.rouge1.value(), 1);
}

TEST(ScoreEpisode, SaysNothingOfTextsWhereTheLabelsHaveNone) {
  auto episode = small_case();
  episode.answers.push_back({"two is the key", 1.0, {{5, 10}}});
  for (auto& gold : episode.gold.insights) gold.text.clear();
  EXPECT_FALSE(score_episode(episode).rouge1.has_value());
  EXPECT_FALSE(score_all({&episode, 1}).mean.rouge1.has_value());
}

TEST(ScoreEpisode, FindsEachGoldInsightOnce) {
  auto episode = small_case();
  episode.answers = {{"a", 2.0, {{5, 10}}}, {"b", 1.0, {{5, 10}}}};
  EXPECT_DOUBLE_EQ(score_episode(episode).precision5, 0.2);
}

TEST(ScoreEpisode, CountsChatterAsWaste) {
  auto episode = small_case();
  episode.answers = {{"a", 1.0, {{10, 15}, {3615, 3620}}}};
  EXPECT_DOUBLE_EQ(score_episode(episode).waste5, 0.5);
}

TEST(ScoreEpisode, OfNoAnswersIsZero) {
  const auto measures = score_episode(small_case());
  EXPECT_EQ(measures.precision5, 0);
  EXPECT_FALSE(measures.rouge1.has_value());
}

TEST(HasForm, AsksForWordsStartAndNoFiller) {
  const std::string body(" word");
  const auto of = [](std::string start, int words) {
    for (int k = 0; k < words; ++k) start += " word";
    return start;
  };
  EXPECT_TRUE(has_form(of("Teams", 30)));
  EXPECT_FALSE(has_form(of("Teams", 20)));
  EXPECT_FALSE(has_form(of("Teams", 80)));
  EXPECT_FALSE(has_form(of("It\u2019s", 30)));
  EXPECT_FALSE(has_form(of("Ada: that", 30)));
  EXPECT_TRUE(has_form(of("Theses", 30)));
  EXPECT_FALSE(has_form(of("Teams, you know,", 30)));
  EXPECT_TRUE(has_form(of("Teams summing up", 30)));
}

TEST(Sha1, GivesTheKnownDigests) {
  EXPECT_EQ(sha1_hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(sha1_hex(std::string(1000, 'a')), "291e9a6c66994949b57ba5e650361e98fc36b1ba");
}

// Answers made of the labels with some moved away, so that every measure takes part.
json::Value made_up_answers(const insight::Gold& gold, const insight::CueTimes& times, std::vector<Answer>& answers) {
  json::Value list = json::array();
  int place = 0;
  for (const auto& insight : gold.insights) {
    ++place;
    const auto shift = place % 3 == 0 ? 40 : 0;
    json::Value evidence = json::array();
    Answer answer{(place % 4 == 0 ? "And " : "") + insight.text, insight.score - 0.01 * place, {}};
    for (const auto& range : insight.evidence) {
      const auto first = times.find(range.first + shift);
      const auto last = times.find(range.last + shift);
      if (first == times.end() || last == times.end()) continue;
      answer.evidence.emplace_back(first->second.first, last->second.second);
      evidence.push(json::object({{"start", first->second.first}, {"end", last->second.second}}));
    }
    list.push(json::object({{"text", answer.text}, {"score", *answer.score}, {"evidence", std::move(evidence)}}));
    answers.push_back(std::move(answer));
  }
  return json::object({{"insights", std::move(list)}});
}

std::string output_of(const std::string& command) {
  std::string output;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  char buffer[4096];
  while (pipe != nullptr && fgets(buffer, sizeof buffer, pipe.get()) != nullptr) output += buffer;
  return output;
}

TEST(ScoreAll, EqualsTheScorerOfTheLabels) {
  const auto scorer = test::in_shared("tools/score_insights.py");
  const auto labels = test::in_shared("gold/dev");
  if (!scorer || !labels) GTEST_SKIP() << "the shared labels are not beside the repository";
  const test::TempFolder work;
  const auto gold_folder = work / "gold";
  const auto system = work / "system";
  const auto vtts = work / "vtt";
  std::filesystem::create_directories(gold_folder);
  std::filesystem::create_directories(system);
  std::filesystem::create_directories(vtts);
  // Times need not be real: equal ones are made for both scorers, ten seconds a cue.
  std::vector<LabelledAnswers> episodes;
  for (const auto& entry : std::filesystem::directory_iterator(*labels)) {
    const auto bytes = test::read_file(entry.path());
    auto gold = insight::read_gold(bytes).value();
    std::string cues = "WEBVTT\n\n";
    for (int cue = 1; cue <= 1500; ++cue) {
      char line[80];
      const int at = cue * 10;
      std::snprintf(line, sizeof line, "%d\n%02d:%02d:%02d.000 --> %02d:%02d:%02d.500\nx\n\n", cue, at / 3600,
                    at / 60 % 60, at % 60, (at + 9) / 3600, (at + 9) / 60 % 60, (at + 9) % 60);
      cues += line;
    }
    LabelledAnswers episode{gold, insight::read_cue_times(cues), {}};
    const auto answers = made_up_answers(gold, episode.times, episode.answers);
    test::write_file(gold_folder / (gold.episode + ".json"), bytes);
    test::write_file(system / (gold.episode + ".json"), json::write(answers));
    test::write_file(vtts / (gold.episode + ".vtt"), cues);
    episodes.push_back(std::move(episode));
  }
  const auto printed = json::parse(output_of("/usr/bin/python3 " + scorer->string() + " " + gold_folder.string() + " " +
                                             system.string() + " " + vtts.string() + " --json"))
                           .value();
  const auto card = score_all(episodes);
  const auto& mean = printed.at("mean");
  const auto same = [&](const char* name, double value) {
    EXPECT_NEAR(mean.at(name).number().value_or(-1), value, 0.001) << name;
  };
  same("recall@10", card.mean.recall10);
  same("P@5", card.mean.precision5);
  same("nDCG@5", card.mean.ndcg5);
  same("lead@5", card.mean.lead5);
  same("waste@5", card.mean.waste5);
  same("form", card.mean.form);
  same("rouge1", card.mean.rouge1.value());
  same("day@5", card.day5);
}

}  // namespace
}  // namespace pith::evaluation
