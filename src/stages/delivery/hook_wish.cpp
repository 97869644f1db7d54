#include "stages/delivery/hook_wish.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "stages/delivery/hook_body.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::delivery {

namespace {

constexpr std::size_t longest_url = 2000;
constexpr std::size_t most_words = 50;
constexpr std::size_t longest_words = 80;  // bytes of one phrase

std::vector<std::string> listed(std::string_view list) {
  const auto line = text::fold_space(text::repair_utf8(list));
  std::vector<std::string> parts;
  for (std::string_view rest = line; !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    if (const auto part = text::trim(rest.substr(0, comma)); !part.empty()) parts.emplace_back(part);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return parts;
}

Result<std::vector<HookEvent>> events_in(std::string_view list) {
  std::vector<HookEvent> events;
  for (const auto& name : listed(list)) {
    const auto event = hook_event_of(name);
    if (!event || *event == HookEvent::test)
      return fail(ErrorKind::invalid_input,
                  fmt::format("\"{}\" is no event; there are brief.ready, insight.matched and episode.failed", name));
    if (std::ranges::find(events, *event) == events.end()) events.push_back(*event);
  }
  return events;
}

Result<std::vector<std::string>> words_in(std::string_view list) {
  auto words = listed(list);
  if (words.size() > most_words)
    return fail(ErrorKind::invalid_input, fmt::format("these are more than {} words and phrases", most_words));
  for (const auto& phrase : words)
    if (phrase.size() > longest_words || text::words(phrase).empty())
      return fail(ErrorKind::invalid_input, fmt::format("\"{}\" are no words to listen for", phrase));
  return words;
}

}  // namespace

Result<Hook> hook_of(const HookWish& wish) {
  const auto url = parse_web_address(wish.url);
  if (!url) return std::unexpected(url.error());
  auto events = events_in(wish.events);
  if (!events) return std::unexpected(events.error());
  auto words = words_in(wish.words);
  if (!words) return std::unexpected(words.error());
  Hook hook;
  hook.url = url->text();
  if (hook.url.size() > longest_url) return fail(ErrorKind::invalid_input, "the address is too long");
  if (events->empty() && !words->empty()) events->push_back(HookEvent::insight_matched);
  if (events->empty())
    return fail(ErrorKind::invalid_input,
                "say what to be told of: brief.ready, insight.matched (with words) or episode.failed");
  const bool listens = std::ranges::find(*events, HookEvent::insight_matched) != events->end();
  if (listens && words->empty())
    return fail(ErrorKind::invalid_input, "insight.matched needs words or phrases to listen for");
  hook.events = *std::move(events);
  hook.words = *std::move(words);
  return hook;
}

HookMessage test_message(const Hook& hook, Time now) {
  HookMessage message;
  message.id = make_id("msg", {hook.id, name_of(HookEvent::test), format_rfc3339(now)});
  message.hook_id = hook.id;
  message.event = HookEvent::test;
  message.subject = hook.id;
  message.body = HookBody{Addresses(""), now}.test(hook.id);
  message.made = now;
  return message;
}

}  // namespace pith::delivery
