#include "store/archive.h"

#include <fmt/format.h>

#include "base/url.h"
#include "store/private_shows.h"
#include "store/record.h"
#include "store/transcripts.h"
#include "store/work_keys.h"

namespace pith::store {

namespace {

json::Value line_of(std::string_view kind, json::Value value) {
  return json::object({{std::string(kind), std::move(value)}});
}

bool is_shareable(const auto&) { return true; }
// Letters and messages to webhooks are in no archive, nor is the work of sending them.
bool is_shareable(const Work& work) {
  return !has_secret(work.key.subject) && !has_secret(work.key.version) && work.key.step != "letter" &&
         work.key.step != "hook" && !is_private_follow(work.key);
}

void withhold_secret(auto&) {}
void withhold_secret(Hook& hook) { hook.secret.clear(); }

class Exporter {
 public:
  Exporter(const Session& session, const LineSink& sink, PrivateShows hidden)
      : session_(session), sink_(sink), private_(std::move(hidden)) {}

  Result<void> write(const json::Value& line) {
    ++lines_;
    return sink_(json::write(line));
  }

  template <class T>
  Result<void> all(std::string_view kind, std::string_view tail) {
    auto found = select<T>(session_, tail);
    if (!found) return std::unexpected(found.error());
    for (auto& value : *found) {
      if (!is_shareable(value)) continue;
      private_.withhold(value);
      withhold_secret(value);
      if (auto written = write(line_of(kind, to_json(value))); !written) return written;
    }
    return {};
  }

  // One at a time: all of them would not fit into memory.
  Result<void> transcripts() {
    const auto ids = select_texts(session_, "SELECT episode_id FROM transcripts ORDER BY episode_id");
    if (!ids) return std::unexpected(ids.error());
    for (const auto& id : *ids) {
      const auto transcript = transcript_of(session_, id);
      if (!transcript) return std::unexpected(transcript.error());
      auto value = to_json(**transcript);
      value.set("episode_id", id);
      if (auto written = write(line_of("transcript", std::move(value))); !written) return written;
    }
    return {};
  }

  Result<void> end() { return write(line_of("end", json::object({{"lines", lines_ + 1}}))); }

 private:
  const Session& session_;
  const LineSink& sink_;
  PrivateShows private_;
  std::int64_t lines_ = 0;
};

}  // namespace

Result<void> export_archive(const Session& session, const LineSink& sink) {
  auto hidden = PrivateShows::of(session);
  if (!hidden) return std::unexpected(hidden.error());
  Exporter out(session, sink, std::move(*hidden));
  auto done = out.write(json::object({{"pith", "archive"}, {"version", archive_version}}));
  if (done) done = out.all<Show>("show", "ORDER BY id");
  if (done) done = out.all<Feed>("feed", "ORDER BY id");
  if (done) done = out.all<Reader>("reader", "ORDER BY id");
  if (done) done = out.all<Episode>("episode", "ORDER BY id");
  if (done) done = out.transcripts();
  if (done) done = out.all<Insight>("insight", "ORDER BY id");
  if (done) done = out.all<Link>("link", "ORDER BY from_id, to_id");
  if (done) done = out.all<Interest>("interest", "ORDER BY reader_id, kind, value");
  if (done) done = out.all<Verdict>("verdict", "ORDER BY reader_id, insight_id");
  if (done) done = out.all<Brief>("brief", "ORDER BY id");
  if (done) done = out.all<Delivery>("delivery", "ORDER BY id");
  if (done) done = out.all<Hook>("hook", "ORDER BY id");
  if (done) done = out.all<Answer>("answer", "ORDER BY key");
  if (done) done = out.all<Distillation>("distillation", "ORDER BY episode_id, made");
  if (done) done = out.all<Work>("work", "ORDER BY step, subject, version");
  if (done) done = out.end();
  return done;
}

}  // namespace pith::store
