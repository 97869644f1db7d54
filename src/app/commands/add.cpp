// pith add: follows a feed, the feed a web page or an Apple Podcasts link names, or all feeds of an OPML list; looks
// words up in Apple's directory.
#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/following.h"
#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/settle_work.h"
#include "app/usage.h"
#include "base/parse_number.h"
#include "base/url.h"
#include "lib/json/json.h"
#include "pipeline/directory.h"
#include "pipeline/steps/step.h"
#include "stages/feed/opml.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/work.h"
#include "store/work_keys.h"

namespace pith::app {

namespace {

bool is_file(const std::string& word) {
  std::error_code error;
  return std::filesystem::is_regular_file(word, error);
}

bool is_blank(const std::string& word) { return word.find_first_not_of(" \t\r\n") == std::string::npos; }

// A file is meant, whether it is there or not: a path, or a list's name without a host before it.
bool names_file(const std::string& word) {
  if (is_file(word) || word.starts_with('/') || word.starts_with("./") || word.starts_with("../") ||
      word.starts_with('~'))
    return true;
  const auto first = word.substr(0, word.find('/'));
  const bool has_host = word.contains(':') || (first.size() < word.size() && first.contains('.'));
  return !has_host && (word.ends_with(".opml") || word.ends_with(".xml"));
}

// Words to look for rather than addresses: nothing that looks like one is among them.
bool are_words(const std::vector<std::string>& given) {
  const auto is_plain = [](const std::string& word) {
    return !names_file(word) && word.find_first_of("/:") == std::string::npos;
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
  if (names_file(word)) return fail(ErrorKind::not_found, fmt::format("there is no file {}", word));
  if (const auto id = feed::apple_id_of(word); !id.empty()) {
    auto url = pipeline::feed_at_apple(context, id);
    if (!url) return std::unexpected(url.error().within(word));
    return std::vector<std::string>{std::move(*url)};
  }
  auto url = parse_web_address(word);
  if (!url) return wrong_usage(url.error().message);
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
  const auto place = parse_number<std::size_t>(number).value_or(0);
  if (place == 0) return wrong_usage(fmt::format("--pick must be a number from 1 on, but is {}", number));
  const auto found = pipeline::search_directory(context, words);
  if (!found) return std::unexpected(found.error());
  if (place > found->size()) return wrong_usage(fmt::format("--pick must be a number from 1 to {}", found->size()));
  const auto& entry = (*found)[place - 1];
  if (entry.feed_url.empty())
    return fail(ErrorKind::not_found,
                fmt::format("Apple names no feed of {}: it can be heard there only", entry.title));
  return entry.feed_url;
}

// What became of each address, and of those that it names. Steps tell it from several threads, also of addresses that
// another process wants followed.
class Outcome {
 public:
  void expect(const std::string& url) {
    const std::scoped_lock lock(mutex_);
    own_.insert(url);
  }
  void take(const pipeline::Event& event) {
    const std::scoped_lock lock(mutex_);
    if (!own_.contains(event.address)) return;
    own_.insert(event.leads_to.begin(), event.leads_to.end());
    if (event.outcome.empty()) return;
    told_of_.insert(event.subject);
    if (event.failed)
      failed_.push(json::object({{"address", event.subject}, {"problem", event.outcome}}));
    else
      followed_.push(json::object({{"name", event.subject}, {"outcome", event.outcome}}));
  }
  // Once all is done:
  bool has_told_of(const std::string& subject) const { return told_of_.contains(subject); }
  bool has_told() const { return !told_of_.empty(); }
  std::size_t followed() const { return followed_.items().size(); }
  std::size_t failed() const { return failed_.items().size(); }
  json::Value as_json() const { return json::object({{"followed", followed_}, {"failed", failed_}}); }

 private:
  std::mutex mutex_;
  std::set<std::string> own_;
  std::set<std::string> told_of_;  // titles and addresses
  json::Value followed_ = json::array();
  json::Value failed_ = json::array();
};

pipeline::Observer telling(Outcome& outcome, pipeline::Observer next) {
  return [&outcome, next = std::move(next)](const pipeline::Event& event) {
    if (event.step == "follow") outcome.take(event);
    next(event);
  };
}

constexpr std::chrono::minutes longest_wait{2};  // for another process

pipeline::Event as_event(const std::string& address, const store::Work& work) {
  if (work.state == store::WorkState::leased)
    return {"follow", address, "is still being asked by the pith that runs here; pith doctor says what came of it",
            true};
  if (work.state == store::WorkState::due)
    return {"follow", address, fmt::format("{}; tried again at {}", work.error, format_rfc3339(work.due)), true};
  return {"follow", address, work.error, true};
}

// What became of an address that another process took up first; nothing where this one has told.
Result<std::optional<pipeline::Event>> untold(const store::Session& session, const store::WorkKey& key,
                                              const Outcome& outcome) {
  const auto address = redact_url(key.subject);
  const auto work = store::work_by_key(session, key);
  if (!work) return std::unexpected(work.error());
  if (!*work || outcome.has_told_of(address)) return std::optional<pipeline::Event>{};
  if ((*work)->state != store::WorkState::done || !(*work)->error.empty()) return as_event(address, **work);
  const auto feed = store::feed_by_url(session, key.subject);
  if (!feed) return std::unexpected(feed.error());
  const auto show = *feed ? store::show_by_id(session, (*feed)->show_id) : std::optional<Show>{};
  if (!show) return std::unexpected(show.error());
  if (*show && !outcome.has_told_of((*show)->title)) return pipeline::Event{"follow", (*show)->title, "is followed"};
  if (*show || outcome.has_told()) return std::optional<pipeline::Event>{};  // a page, or a list: its feeds were told
  return pipeline::Event{"follow", address, "was taken up by the pith that runs here; pith shows lists what it names"};
}

Result<int> follow_all(Services& services, const std::vector<store::WorkKey>& works, Outcome& outcome) {
  auto& context = services.context();
  for (const auto& key : works) outcome.expect(key.subject);
  const auto queued = context.store.write([&](store::Tx& tx) {
    for (const auto& key : works) store::enqueue(tx, key, context.clock.now(), store::IfKnown::again);
  });
  if (!queued) return std::unexpected(queued.error());
  if (auto settled = settle(services, "follow", works, longest_wait); !settled) return std::unexpected(settled.error());
  for (const auto& key : works) {
    auto event = untold(context.store.read(), key, outcome);
    if (!event) return std::unexpected(event.error());
    if (!*event) continue;
    (*event)->address = key.subject;
    context.observe(**event);
  }
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

std::vector<store::WorkKey> works_of(const std::vector<std::string>& urls, bool are_private) {
  std::vector<store::WorkKey> works;
  works.reserve(urls.size());
  for (const auto& url : urls) works.push_back(are_private ? store::private_follow_work(url) : store::follow_work(url));
  return works;
}

}  // namespace

Result<Followed> follow_feeds(Program& program, const std::vector<std::string>& urls) {
  Outcome outcome;
  auto services = Services::make(program, telling(outcome, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  const auto done = follow_all(**services, works_of(urls, false), outcome);
  if (!done) return std::unexpected(done.error());
  return Followed{*done, outcome.as_json()};
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
  const auto done = follow_all(**services, works_of(*urls, arguments.has("--private")), outcome);
  if (done && program.json()) print(json::write(outcome.as_json()) + "\n");
  return done;
}

}  // namespace pith::app
