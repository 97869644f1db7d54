#include "store/state.h"

#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "store/private_shows.h"
#include "store/record.h"

namespace pith::store {

namespace {

// What may differ between two runs is emptied, and so left out of the line.
Show settled(Show show) { return show; }
Episode settled(Episode episode) { return episode; }
Insight settled(Insight insight) { return insight; }
Link settled(Link link) { return link; }
Brief settled(Brief brief) { return brief; }

Reader settled(Reader reader) {
  reader.last_day.reset();
  reader.next_brief = {};
  return reader;
}

Feed settled(Feed feed) {
  feed.next_poll = {};
  feed.last_polled.reset();
  feed.last_good.reset();
  feed.failures = 0;
  return feed;
}

// Mails to accounts hold links that are signed with this home's own key.
Delivery settled(Delivery delivery) {
  delivery.message = delivery.reader_id == home_reader ? content_hash(delivery.message) : std::string{};
  delivery.attempts = 0;
  delivery.problem.clear();
  delivery.sent.reset();
  return delivery;
}

Work settled(Work work) {
  work.key.subject = redact_url(work.key.subject);
  work.due = {};
  work.attempts = 0;
  return work;
}

template <class T>
Result<void> dump(const Session& session, std::string_view kind, std::string_view tail, const LineSink& sink) {
  auto found = select<T>(session, tail);
  if (!found) return std::unexpected(std::move(found.error()));
  const auto hidden = PrivateShows::of(session);
  if (!hidden) return std::unexpected(hidden.error());
  for (auto& value : *found) {
    hidden->withhold(value);
    const auto line = json::object({{std::string(kind), to_json(settled(std::move(value)))}});
    if (auto taken = sink(json::write(line)); !taken) return taken;
  }
  return {};
}

Result<void> dump_transcripts(const Session& session, const LineSink& sink) {
  const auto lines = select_texts(session, "SELECT episode_id || '\":\"' || hash FROM transcripts ORDER BY episode_id");
  if (!lines) return std::unexpected(lines.error());
  for (const auto& line : *lines)
    if (auto taken = sink(fmt::format("{{\"transcript\":{{\"{}\"}}}}", line)); !taken) return taken;
  return {};
}

}  // namespace

Result<void> export_state(const Session& session, const LineSink& sink) {
  constexpr std::string_view by_id = "ORDER BY id";
  auto done = dump<Show>(session, "show", by_id, sink);
  if (done) done = dump<Feed>(session, "feed", by_id, sink);
  if (done) done = dump<Episode>(session, "episode", by_id, sink);
  if (done) done = dump_transcripts(session, sink);
  if (done) done = dump<Insight>(session, "insight", by_id, sink);
  if (done) done = dump<Link>(session, "link", "ORDER BY from_id, to_id", sink);
  if (done) done = dump<Reader>(session, "reader", by_id, sink);
  if (done) done = dump<Brief>(session, "brief", by_id, sink);
  if (done) done = dump<Delivery>(session, "delivery", by_id, sink);
  if (done) done = dump<Work>(session, "dead", "WHERE state = 'dead' ORDER BY step, subject, version", sink);
  return done;
}

}  // namespace pith::store
