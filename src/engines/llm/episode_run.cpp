#include "engines/llm/episode_run.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stages/insight/names.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::llm {

namespace {

constexpr int most_shrinks = 4;
constexpr std::size_t most_evidence_cues = 12;
constexpr std::size_t most_entities = 6;
constexpr std::size_t longest_topic = 40;

std::string joined(const std::vector<insight::Fault>& faults) {
  std::string out;
  for (const auto& fault : faults) out += (out.empty() ? "" : "; ") + fault.what;
  return out;
}

// What felled it: a false quote only where there was nothing else.
std::string reason_of(const insight::Judgement& judgement) {
  for (const auto& fault : judgement.faults)
    if (fault.kind != insight::FaultKind::quote) return std::string(name_of(fault.kind));
  return std::string(name_of(insight::FaultKind::quote));
}

// Why an answer could not be read, where the server says more than the answer does.
std::unexpected<Error> unread(const Answer& answer, const Error& error) {
  const bool wordless = answer.content.empty();
  const auto because = [&](std::string message) {
    return fail(ErrorKind::invalid_input, std::move(message), error.detail);
  };
  if (answer.finish == "refusal")
    return because(fmt::format("The model refused to answer: {}", text::truncate_utf8(answer.content, 200)));
  if (answer.finish == "content_filter") return because("The model server's filter stopped the answer.");
  if (answer.finish == "length")
    return because(wordless ? "The model thought until its tokens were used up and answered nothing."
                            : "The model's tokens were used up before its answer was whole.");
  return wordless ? because("The model's answer is empty.") : std::unexpected(error);
}

std::vector<std::string> topics_of(const insight::Draft& draft) {
  std::vector<std::string> topics;
  for (const auto& topic : draft.topics) {
    auto lowered = text::lower(topic);
    if (lowered.size() <= longest_topic && std::ranges::find(topics, lowered) == topics.end())
      topics.push_back(lowered);
  }
  return topics;
}

std::vector<std::string> entities_of(const insight::Draft& draft) {
  std::vector<std::string> entities;
  for (const auto& name : insight::names_in(draft.text)) {
    auto entity = fmt::format("{}", fmt::join(name, " "));
    if (entities.size() < most_entities && std::ranges::find(entities, entity) == entities.end())
      entities.push_back(std::move(entity));
  }
  return entities;
}

std::vector<Quote> within_limit(std::vector<Quote> quotes) {
  std::size_t cues = 0;
  std::erase_if(quotes, [&](const Quote& quote) {
    const auto own = static_cast<std::size_t>(quote.cues.last - quote.cues.first) + 1;
    const bool fits = cues + own <= most_evidence_cues;
    if (fits) cues += own;
    return !fits;
  });
  return quotes;
}

}  // namespace

bool EpisodeRun::take(const insight::Draft& draft, const insight::Judgement& judgement, std::size_t window) {
  if (!judgement.stands()) return false;
  insight::Proven proven;
  proven.importance = draft.importance;
  proven.window = window;
  auto& made = proven.insight;
  made.headline = draft.headline;
  made.text = draft.text;
  made.evidence = within_limit(judgement.quotes);
  made.speaker = made.evidence.front().speaker;  // as the transcript says, whatever the model does (invariant 5)
  made.key_start = made.evidence.front().start;
  made.topics = topics_of(draft);
  made.entities = entities_of(draft);
  offer_.proven.push_back(std::move(proven));
  return true;
}

void EpisodeRun::record(const Answer& answer, const Tally& tally) {
  auto outcome = tally.outcome;
  for (const auto& [fault, count] : tally.faults)
    outcome.faults += fmt::format("{}{} {}", outcome.faults.empty() ? "" : ", ", fault, count);
  tools_.questions.judged(answer, outcome);
}

Result<EpisodeRun::Asked> EpisodeRun::ask(std::vector<insight::Message> request, std::vector<insight::Message> keyed) {
  auto answer = tools_.questions.ask({request, "insights", context_.episode_id, keyed});
  if (!answer) return std::unexpected(answer.error());
  if (PromptRoom::was_cut(request, *answer)) {
    tools_.room.shrink_to(answer->prompt_tokens * 9 / 10);
    return fail(ErrorKind::too_large, "The model server cut the prompt and did not say so.");
  }
  auto read = insight::read_answer(answer->content);
  if (!read) {
    record(*answer, {{}, {{"unreadable", 1}}});
    return unread(*answer, read.error());
  }
  return Asked{std::move(request), std::move(keyed), std::move(*answer), std::move(*read)};
}

// An answer that is no JSON is asked for once more, in plainer words.
Result<EpisodeRun::Asked> EpisodeRun::ask(const insight::Window& window) {
  auto request = insight::request_of(tools_.prompts, window, context_);
  auto keyed = insight::request_of(tools_.prompts, window, {});
  auto asked = ask(request, keyed);
  if (asked || asked.error().kind != ErrorKind::invalid_input) return asked;
  return ask(insight::again_of(tools_.prompts, std::move(request)),
             insight::again_of(tools_.prompts, std::move(keyed)));
}

Result<std::vector<EpisodeRun::Asked>> EpisodeRun::ask_windows(const std::vector<insight::Window>& windows) {
  std::vector<Asked> all;
  for (const auto& window : windows) {
    auto asked = ask(window);
    if (!asked) return std::unexpected(asked.error());
    all.push_back(std::move(*asked));
  }
  return all;
}

// In windows as large as they may be; in smaller ones where the server turns out to see less.
Result<std::vector<EpisodeRun::Asked>> EpisodeRun::ask_all() {
  // In whole steps, so that a new title leaves the windows, and with them the questions, as they were.
  constexpr std::size_t step = 1'024;
  const auto overhead = (insight::size_of(insight::request_of(tools_.prompts, {}, context_)) / step + 1) * step;
  for (int shrinks = 0;; ++shrinks) {
    const auto size = tools_.room.window(overhead);
    auto asked = ask_windows(insight::windows_of(transcript_, size));
    if (asked || asked.error().kind != ErrorKind::too_large || shrinks == most_shrinks) return asked;
    if (tools_.room.window(overhead).max_bytes >= size.max_bytes) tools_.room.halve();
  }
}

void EpisodeRun::mend(const Asked& asked, std::size_t window, const std::vector<insight::FaultLine>& faults) {
  auto request = insight::repair_of(tools_.prompts, asked.request, asked.read.as_read, faults);
  auto keyed = insight::repair_of(tools_.prompts, asked.keyed, asked.read.as_read, faults);
  const auto answer = tools_.questions.ask({std::move(request), "repair", context_.episode_id, std::move(keyed)});
  std::vector<insight::Draft> drafts;
  if (answer) {
    ++offer_.repairs;
    if (auto read = insight::read_answer(answer->content)) drafts = std::move(read->drafts);
  } else {
    offer_.notes.push_back("Faults were not mended: " + answer.error().message);
  }
  Tally tally;
  for (std::size_t n = 0; n < faults.size(); ++n) {
    const auto& before = asked.read.drafts[faults[n].first];
    const auto& draft = n < drafts.size() ? drafts[n] : before;
    const auto judgement = proof_.judge(draft);
    ++tally.outcome.offered;
    if (take(draft, judgement, window)) {
      ++tally.outcome.stood;
    } else {
      ++tally.faults[reason_of(judgement)];
      ++offer_.dropped[reason_of(judgement)];
    }
  }
  if (answer) record(*answer, tally);
}

void EpisodeRun::judge(const Asked& asked, std::size_t window) {
  Tally tally;
  std::vector<insight::FaultLine> faults;
  for (std::size_t n = 0; n < asked.read.drafts.size(); ++n) {
    const auto& draft = asked.read.drafts[n];
    const auto judgement = proof_.judge(draft);
    ++tally.outcome.offered;
    if (take(draft, judgement, window)) {
      ++tally.outcome.stood;
    } else {
      ++tally.faults[reason_of(judgement)];
      faults.emplace_back(n, joined(judgement.faults));
    }
  }
  offer_.offered += tally.outcome.offered;
  record(asked.answer, tally);
  if (asked.read.broken) offer_.notes.push_back("An answer of the model broke off; what was whole was kept.");
  if (!faults.empty()) mend(asked, window, faults);
}

Result<Offer> EpisodeRun::run() {
  const auto all = ask_all();
  if (!all) return std::unexpected(all.error());
  offer_.windows = static_cast<int>(all->size());
  for (std::size_t n = 0; n < all->size(); ++n) judge((*all)[n], n);
  return std::move(offer_);
}

}  // namespace pith::llm
