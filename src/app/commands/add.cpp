// pith add: follows a feed, the feed a web page or an Apple Podcasts link names, or all feeds of an OPML list; looks
// words up in Apple's directory.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <mutex>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/usage.h"
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

bool is_blank(const std::string& word) { return word.find_first_not_of(" \t\r\n") == std::string::npos; }

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
  std::size_t place = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), place);
  if (error != std::errc{} || end != number.data() + number.size() || place == 0)
    return wrong_usage(fmt::format("--pick must be a number from 1 on, but is {}", number));
  const auto found = pipeline::search_directory(context, words);
  if (!found) return std::unexpected(found.error());
  if (place > found->size()) return wrong_usage(fmt::format("--pick must be a number from 1 to {}", found->size()));
  const auto& entry = (*found)[place - 1];
  if (entry.feed_url.empty())
    return fail(ErrorKind::not_found,
                fmt::format("Apple names no feed of {}: it can be heard there only", entry.title));
  return entry.feed_url;
}

// What became of each address. Steps tell it from several threads.
class Outcome {
 public:
  void take(const pipeline::Event& event) {
    const std::scoped_lock lock(mutex_);
    if (event.failed)
      failed_.push(json::object({{"address", event.subject}, {"problem", event.outcome}}));
    else
      followed_.push(json::object({{"name", event.subject}, {"outcome", event.outcome}}));
  }
  // Once all is done:
  std::size_t followed() const { return followed_.items().size(); }
  std::size_t failed() const { return failed_.items().size(); }
  json::Value as_json() const { return json::object({{"followed", followed_}, {"failed", failed_}}); }

 private:
  std::mutex mutex_;
  json::Value followed_ = json::array();
  json::Value failed_ = json::array();
};

pipeline::Observer telling(Outcome& outcome, pipeline::Observer next) {
  return [&outcome, next = std::move(next)](const pipeline::Event& event) {
    if (event.step == "follow") outcome.take(event);
    next(event);
  };
}

Result<int> follow_all(Services& services, const std::vector<std::string>& urls, const Outcome& outcome) {
  auto& context = services.context();
  const auto queued = context.store.write([&](store::Tx& tx) {
    for (const auto& url : urls)
      store::enqueue(tx, pipeline::follow_work(url), context.clock.now(), store::IfKnown::again);
  });
  if (!queued) return std::unexpected(queued.error());
  const auto report = pipeline::Dispatch(context, services.threads()).run_until_idle({"follow"});
  if (!report) return std::unexpected(report.error());
  if (outcome.failed() == 0) return 0;
  complain(fmt::format("{} of {} could not be followed", outcome.failed(), outcome.failed() + outcome.followed()));
  return 1;
}

// All addresses that the words name; with --pick the one that they find.
Result<std::vector<std::string>> addresses_of(pipeline::Context& context, const Arguments& arguments) {
  const auto given = arguments.all("URL");
  std::vector<std::string> urls;
  if (are_words(given)) {
    auto url = picked(context, fmt::format("{}", fmt::join(given, " ")), arguments.get("--pick"));
    if (!url) return std::unexpected(url.error());
    urls.push_back(*std::move(url));
    return urls;
  }
  for (const auto& word : given) {
    const auto found = addresses_in(context, word);
    if (!found) return std::unexpected(found.error());
    urls.insert(urls.end(), found->begin(), found->end());
  }
  return urls;
}

}  // namespace

Result<int> follow_feeds(Program& program, const std::vector<std::string>& urls) {
  Outcome outcome;
  auto services = Services::make(program, telling(outcome, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  return follow_all(**services, urls, outcome);
}

Result<int> run_add(Program& program, const Arguments& arguments) {
  if (std::ranges::any_of(arguments.all("URL"), is_blank)) {
    complain(
        "nothing can be followed at an empty address; give a feed, a web page, an OPML file, or words to look for");
    return 2;
  }
  Outcome outcome;
  auto services = Services::make(program, telling(outcome, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  const auto given = arguments.all("URL");
  if (are_words(given) && !arguments.has("--pick"))
    return print_found(program, context, fmt::format("{}", fmt::join(given, " ")));
  const auto urls = addresses_of(context, arguments);
  if (!urls) return std::unexpected(urls.error());
  const auto done = follow_all(**services, *urls, outcome);
  if (done && program.json()) print(json::write(outcome.as_json()) + "\n");
  return done;
}

}  // namespace pith::app
