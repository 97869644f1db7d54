// pith add: follows a feed, the feed a web page names, or all feeds of an OPML list.
#include <atomic>
#include <filesystem>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "base/url.h"
#include "pipeline/steps/step.h"
#include "stages/feed/opml.h"

namespace pith::app {

namespace {

// What one word on the command line names: an address, or the addresses in an OPML file.
Result<std::vector<std::string>> addresses_in(const std::string& word) {
  std::error_code error;
  if (std::filesystem::is_regular_file(word, error)) {
    const auto bytes = read_file(word);
    if (!bytes) return std::unexpected(bytes.error());
    const auto opml = feed::read_opml(bytes->value_or(""));
    if (!opml) return std::unexpected(opml.error().within(word));
    for (const auto& problem : opml->problems) complain(fmt::format("{}: {}", word, problem));
    std::vector<std::string> urls;
    for (const auto& entry : opml->entries) urls.push_back(entry.url);
    return urls;
  }
  auto url = parse_web_address(word);
  if (!url) return std::unexpected(url.error());
  return std::vector<std::string>{url->text()};
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

}  // namespace

Result<int> run_add(Program& program, const Arguments& arguments) {
  std::vector<std::string> urls;
  for (const auto& word : arguments.all("URL")) {
    const auto found = addresses_in(word);
    if (!found) return std::unexpected(found.error());
    urls.insert(urls.end(), found->begin(), found->end());
  }
  Tally tally;
  auto services = Services::make(program, counting(tally, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  const auto queued = context.store.write([&](store::Tx& tx) {
    for (const auto& url : urls)
      store::enqueue(tx, pipeline::follow_work(url), context.clock.now(), store::IfKnown::again);
  });
  if (!queued) return std::unexpected(queued.error());
  const auto report = pipeline::Dispatch(context, (*services)->threads()).run_until_idle({"follow"});
  if (!report) return std::unexpected(report.error());
  if (tally.failed == 0) return 0;
  complain(fmt::format("{} of {} could not be followed", tally.failed.load(), tally.failed + tally.followed));
  return 1;
}

}  // namespace pith::app
