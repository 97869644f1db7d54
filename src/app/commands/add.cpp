// pith add: follows a feed, the feed a web page or an Apple Podcasts link names, or all feeds of an OPML list; looks
// words up in Apple's directory.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "base/url.h"
#include "lib/json/json.h"
#include "pipeline/directory.h"
#include "pipeline/steps/step.h"
#include "stages/feed/opml.h"

namespace pith::app {

namespace {

bool is_file(const std::string& word) {
  std::error_code error;
  return std::filesystem::is_regular_file(word, error);
}

// Words to look for rather than addresses: nothing that looks like one is among them.
bool are_words(const std::vector<std::string>& given) {
  const auto is_plain = [](const std::string& word) {
    return !is_file(word) && word.find_first_of("/:") == std::string::npos && !word.ends_with(".opml");
  };
  const bool all_plain = std::ranges::all_of(given, is_plain);
  return all_plain && !std::ranges::all_of(given, [](const auto& word) { return parse_web_address(word).has_value(); });
}

Result<std::vector<std::string>> addresses_in_file(const std::string& file) {
  const auto bytes = read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  const auto opml = feed::read_opml(bytes->value_or(""));
  if (!opml) return std::unexpected(opml.error().within(file));
  for (const auto& problem : opml->problems) complain(fmt::format("{}: {}", file, problem));
  std::vector<std::string> urls;
  for (const auto& entry : opml->entries) urls.push_back(entry.url);
  return urls;
}

// What one word on the command line names: an address, the feed behind an Apple link, or the addresses in an OPML file.
Result<std::vector<std::string>> addresses_in(pipeline::Context& context, const std::string& word) {
  if (is_file(word)) return addresses_in_file(word);
  if (const auto id = feed::apple_id_of(word); !id.empty()) {
    auto url = pipeline::feed_at_apple(context, id);
    if (!url) return std::unexpected(url.error().within(word));
    return std::vector<std::string>{std::move(*url)};
  }
  auto url = parse_web_address(word);
  if (!url) return std::unexpected(url.error());
  return std::vector<std::string>{url->text()};
}

json::Value as_json(std::size_t number, const feed::DirectoryEntry& entry) {
  return json::object({{"number", static_cast<std::int64_t>(number)},
                       {"title", entry.title},
                       {"author", entry.author},
                       {"feed", entry.feed_url},
                       {"link", entry.link},
                       {"genre", entry.genre},
                       {"episodes", entry.episodes}});
}

std::string as_text(std::size_t number, const feed::DirectoryEntry& entry) {
  return fmt::format("{:2}  {}{}\n    {}\n", number, entry.title,
                     entry.author.empty() ? "" : fmt::format(", by {}", entry.author),
                     entry.feed_url.empty() ? "no feed: it can be heard at Apple only" : entry.feed_url);
}

Result<int> print_found(const Program& program, pipeline::Context& context, const std::string& words) {
  const auto found = pipeline::search_directory(context, words);
  if (!found) return std::unexpected(found.error());
  auto list = json::array();
  for (std::size_t n = 0; n < found->size(); ++n) {
    list.push(as_json(n + 1, (*found)[n]));
    if (!program.json()) print(as_text(n + 1, (*found)[n]));
  }
  if (program.json())
    print(json::write(json::object({{"words", words}, {"found", std::move(list)}})) + "\n");
  else
    print(found->empty() ? fmt::format("Apple's directory knows no podcast for: {}\n", words)
                         : fmt::format("Follow one of them: pith add FEED, or pith add {} --pick NUMBER\n", words));
  return 0;
}

// --pick: the feed of one of those found.
Result<std::string> picked(pipeline::Context& context, const std::string& words, const std::string& number) {
  const auto found = pipeline::search_directory(context, words);
  if (!found) return std::unexpected(found.error());
  std::size_t place = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), place);
  if (error != std::errc{} || end != number.data() + number.size() || place == 0 || place > found->size())
    return fail(ErrorKind::invalid_input, fmt::format("--pick must be a number from 1 to {}", found->size()));
  const auto& entry = (*found)[place - 1];
  if (entry.feed_url.empty())
    return fail(ErrorKind::not_found,
                fmt::format("Apple names no feed of {}: it can be heard there only", entry.title));
  return entry.feed_url;
}

struct Tally {
  std::atomic<int> followed{0};
  std::atomic<int> failed{0};
};

pipeline::Observer counting(Tally& tally, pipeline::Observer next) {
  return [&tally, next = std::move(next)](const pipeline::Event& event) {
    if (event.step == "follow") ++(event.failed ? tally.failed : tally.followed);
    next(event);
  };
}

Result<int> follow_all(Services& services, const std::vector<std::string>& urls, Tally& tally) {
  auto& context = services.context();
  const auto queued = context.store.write([&](store::Tx& tx) {
    for (const auto& url : urls)
      store::enqueue(tx, pipeline::follow_work(url), context.clock.now(), store::IfKnown::again);
  });
  if (!queued) return std::unexpected(queued.error());
  const auto report = pipeline::Dispatch(context, services.threads()).run_until_idle({"follow"});
  if (!report) return std::unexpected(report.error());
  if (tally.failed == 0) return 0;
  complain(fmt::format("{} of {} could not be followed", tally.failed.load(), tally.failed + tally.followed));
  return 1;
}

}  // namespace

Result<int> run_add(Program& program, const Arguments& arguments) {
  Tally tally;
  auto services = Services::make(program, counting(tally, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  const auto given = arguments.all("URL");
  if (are_words(given)) {
    const auto words = fmt::format("{}", fmt::join(given, " "));
    if (!arguments.has("--pick")) return print_found(program, context, words);
    const auto url = picked(context, words, arguments.get("--pick"));
    if (!url) return std::unexpected(url.error());
    return follow_all(**services, {*url}, tally);
  }
  std::vector<std::string> urls;
  for (const auto& word : given) {
    const auto found = addresses_in(context, word);
    if (!found) return std::unexpected(found.error());
    urls.insert(urls.end(), found->begin(), found->end());
  }
  return follow_all(**services, urls, tally);
}

}  // namespace pith::app
