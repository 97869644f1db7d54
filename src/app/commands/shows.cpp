// pith shows: what is followed, and what is the matter with it.
#include "store/shows.h"

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/program.h"
#include "domain/privacy.h"
#include "lib/json/json.h"
#include "store/episodes.h"
#include "store/feeds.h"

namespace pith::app {

namespace {

struct Row {
  Show show;
  std::vector<Feed> feeds;
  std::size_t episodes = 0;
};

Result<std::vector<Row>> rows_of(const store::Session& session) {
  auto shows = store::shows(session);
  if (!shows) return std::unexpected(shows.error());
  std::vector<Row> rows;
  for (auto& show : *shows) {
    if (show.removed) continue;
    auto feeds = store::feeds_of_show(session, show.id);
    if (!feeds) return std::unexpected(feeds.error());
    const auto episodes = store::episodes_of_show(session, show.id);
    if (!episodes) return std::unexpected(episodes.error());
    rows.push_back({std::move(show), std::move(*feeds), episodes->size()});
  }
  return rows;
}

json::Value as_json(const Row& row) {
  auto feeds = json::array();
  for (const auto& feed : row.feeds)
    feeds.push(json::object({{"url", shown_address(feed)},
                             {"next_poll", format_rfc3339(feed.next_poll)},
                             {"failures", feed.failures},
                             {"problem", feed.problem},
                             {"ended", feed.ended}}));
  return json::object({{"id", row.show.id},
                       {"slug", row.show.slug},
                       {"title", row.show.title},
                       {"episodes", row.episodes},
                       {"feeds", std::move(feeds)}});
}

std::string as_text(const Row& row) {
  auto text = fmt::format("{}  ({}, {})\n", in_brief(row.show.title), row.show.slug,
                          counted(static_cast<std::int64_t>(row.episodes), "episode", "episodes"));
  for (const auto& feed : row.feeds) {
    text += fmt::format("  {}\n", shown_address(feed));
    if (feed.ended) text += "  has ended\n";
    if (!feed.problem.empty()) text += fmt::format("  trouble: {}\n", feed.problem);
  }
  return text;
}

}  // namespace

Result<int> run_shows(Program& program, const Arguments&) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto rows = rows_of((*store)->read());
  if (!rows) return std::unexpected(rows.error());
  auto list = json::array();
  for (const auto& row : *rows) {
    if (program.json()) {
      list.push(as_json(row));
    } else {
      print(as_text(row));
    }
  }
  if (program.json()) print(json::write(json::object({{"shows", std::move(list)}})) + "\n");
  if (!program.json() && rows->empty()) print("no show is followed yet; begin with: pith add URL\n");
  return 0;
}

}  // namespace pith::app
