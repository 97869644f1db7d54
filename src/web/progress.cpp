#include "web/progress.h"

#include <array>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "lib/json/json.h"
#include "store/work.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

using Steady = std::chrono::steady_clock;

constexpr auto freshness = std::chrono::seconds(1);  // while work is under way
constexpr auto idleness = std::chrono::seconds(3);   // while nothing is: counting costs
constexpr auto silence = std::chrono::seconds(15);   // proxies close what says nothing for long
constexpr auto longest = std::chrono::hours(1);      // then the browser asks anew

struct StepWords {
  std::string_view step;
  std::string_view one;
  std::string_view many;
};

// In the order in which an episode goes through them.
constexpr std::array<StepWords, 9> steps = {{
    {"follow", "address to follow", "addresses to follow"},
    {"poll", "feed to read", "feeds to read"},
    {"transcript", "transcript to fetch", "transcripts to fetch"},
    {"transcribe", "episode to hear", "episodes to hear"},
    {"distill", "episode to distill", "episodes to distill"},
    {"relate", "episode to relate", "episodes to relate"},
    {"index", "transcript to index again", "transcripts to index again"},
    {"brief", "brief to make", "briefs to make"},
    {"deliver", "delivery to send", "deliveries to send"},
}};

struct Figure {
  std::string_view name;
  std::string_view label;
  std::int64_t number = 0;
};

std::array<Figure, 5> figures_of(const Progress& progress) {
  const auto& counts = progress.counts;
  return {{{"shows", "shows followed", counts.shows},
           {"episodes", "episodes known", counts.episodes},
           {"transcripts", "transcripts", counts.transcripts},
           {"insights", "insights", counts.insights},
           {"briefs", "briefs", counts.briefs}}};
}

// What one listener was told, and when.
struct Told {
  Steady::time_point begun = Steady::now();
  Steady::time_point last = begun;
  std::string text = {};
};

std::optional<std::string> next_event(const ProgressFeed& feed, bool for_owner, Told& told) {
  const auto now = Steady::now();
  if (now - told.begun > longest) return std::nullopt;
  auto text = feed.latest(for_owner);
  if (text.empty() || text == told.text) {
    if (now - told.last < silence) return "";
    told.last = now;
    return ":\n\n";
  }
  told.last = now;
  told.text = std::move(text);
  return fmt::format("retry: 5000\nevent: progress\ndata: {}\n\n", told.text);
}

}  // namespace

std::int64_t Progress::due() const {
  return std::accumulate(pending.begin(), pending.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& step) { return sum + step.second; });
}

Result<Progress> progress_of(const store::Session& session, Time now, bool for_owner) {
  auto counts = store::counts_seen(session, for_owner);
  if (!counts) return std::unexpected(std::move(counts.error()));
  auto pending = for_owner ? store::count_pending(session, now) : store::count_pending_for_others(session, now);
  if (!pending) return std::unexpected(std::move(pending.error()));
  return Progress{*counts, *std::move(pending)};
}

std::string sentence_of(const Progress& progress) {
  std::string list;
  for (const auto& [step, one, many] : steps) {
    const auto found = progress.pending.find(std::string(step));
    if (found == progress.pending.end()) continue;
    list += fmt::format("{}{}", list.empty() ? "" : ", ", counted(found->second, one, many));
  }
  return list.empty() ? "Nothing is under way." : fmt::format("Under way: {}.", list);
}

std::string to_json(const Progress& progress) {
  auto figures = json::object({});
  for (const auto& [name, label, number] : figures_of(progress)) figures.set(name, grouped(number));
  return json::write(json::object(
      {{"sentence", sentence_of(progress)}, {"busy", progress.due() > 0}, {"figures", std::move(figures)}}));
}

void add_progress(templates::Values& body, const Progress& progress) {
  auto& section = body.include("PROGRESS", "progress.html");
  section.set("SENTENCE", sentence_of(progress)).show_if(progress.due() > 0, "BUSY");
  for (const auto& [name, label, number] : figures_of(progress))
    section.add("FIGURE").set("NAME", name).set("LABEL", label).set("NUMBER", grouped(number));
}

std::string ProgressFeed::latest(bool for_owner) const {
  auto& latest = latest_[for_owner ? 1 : 0];
  const std::unique_lock lock(latest.mutex, std::try_to_lock);
  if (!lock.owns_lock()) return "";  // another listener has it counted just now: nobody waits for that
  const auto now = Steady::now();
  if (now < latest.stale) return latest.text;
  const auto session = store_.read();
  const auto progress = progress_of(session, clock_.now(), for_owner);
  latest.text = progress ? to_json(*progress) : "";
  latest.stale = now + (progress && progress->due() == 0 ? idleness : freshness);
  return latest.text;
}

http::Stream ProgressFeed::events(Seats::Seat seat, bool for_owner) const {
  auto told = std::make_shared<Told>();
  return {[this, told, for_owner, seat = std::move(seat)] { return next_event(*this, for_owner, *told); }, freshness};
}

}  // namespace pith::web
