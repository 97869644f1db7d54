#include "store/archive.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/url.h"
#include "store/answers.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/distillations.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/links.h"
#include "store/private_shows.h"
#include "store/readers.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/shows.h"
#include "store/tastes.h"
#include "store/transcripts.h"

namespace pith::store {

namespace {

constexpr std::int64_t version = 1;

json::Value line_of(std::string_view kind, json::Value value) {
  return json::object({{std::string(kind), std::move(value)}});
}

bool is_shareable(const auto&) { return true; }
bool is_shareable(const Work& work) { return !has_secret(work.key.subject) && !has_secret(work.key.version); }

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

void add(Tx& tx, const Show& show) { put(tx, show); }
void add(Tx& tx, const Feed& feed) { put(tx, feed); }
void add(Tx& tx, const Episode& episode) { put(tx, episode); }
void add(Tx& tx, const Link& link) { put_links(tx, std::span(&link, 1)); }
void add(Tx& tx, const Answer& answer) { put(tx, answer); }
void add(Tx& tx, const Distillation& made) { put(tx, made); }
void must(Tx& tx, bool written) {
  if (!written)
    tx.doom({ErrorKind::corrupt, "The archive has a taste of a reader, or of an insight, that it has not.", ""});
}
void add(Tx& tx, const Interest& interest) { must(tx, put(tx, interest)); }
void add(Tx& tx, const Verdict& verdict) { must(tx, put(tx, verdict)); }
void add(Tx& tx, const Brief& brief) { add_brief(tx, brief); }
void add(Tx& tx, const Delivery& delivery) { add_delivery(tx, delivery); }

void add(Tx& tx, const Insight& insight) {
  static const auto sql = insert(columns_of<Insight>(), "insights");
  change(tx, sql, row_of(insight));
  if (insight.replaced_by.empty()) index_insight(tx, insight);
}

// What was leased when it was exported is due again.
void add(Tx& tx, Work work) {
  static const auto sql = insert(columns_of<Work>(), "work");
  if (work.state == WorkState::leased) work.state = WorkState::due;
  work.owner.clear();
  work.lease_until = {};
  change(tx, sql, row_of(work));
}

template <class T>
bool import_one(Tx& tx, const json::Value& value) {
  T read;
  if (!from_json(value, read)) return false;
  add(tx, read);
  return true;
}

// Archives of before there were accounts say "active" where there is consent, else nothing.
bool import_reader(Tx& tx, const json::Value& value) {
  Reader reader;
  if (!from_json(value, reader)) return false;
  if (!value.has("state")) reader.state = value.has("active") ? ReaderState::active : ReaderState::unconfirmed;
  if (!value.has("language")) reader.language = Reader{}.language;
  put(tx, reader);
  return true;
}

bool import_transcript(Tx& tx, const json::Value& value) {
  Transcript transcript;
  if (!from_json(value, transcript)) return false;
  put_transcript(tx, value.at("episode_id").text(), transcript);
  return true;
}

struct Kind {
  std::string_view name;
  bool (*import)(Tx&, const json::Value&);  // false where the value cannot be read
};

constexpr std::array kinds = {
    Kind{"show", import_one<Show>},
    Kind{"feed", import_one<Feed>},
    Kind{"reader", import_reader},
    Kind{"episode", import_one<Episode>},
    Kind{"transcript", import_transcript},
    Kind{"insight", import_one<Insight>},
    Kind{"link", import_one<Link>},
    Kind{"interest", import_one<Interest>},
    Kind{"verdict", import_one<Verdict>},
    Kind{"brief", import_one<Brief>},
    Kind{"delivery", import_one<Delivery>},
    Kind{"answer", import_one<Answer>},
    Kind{"distillation", import_one<Distillation>},
    Kind{"work", import_one<Work>},
};

Result<void> import_line(Tx& tx, const json::Value& line) {
  const auto members = line.members();
  const auto kind = members.size() == 1 ? std::ranges::find(kinds, members[0].key, &Kind::name) : kinds.end();
  if (kind == kinds.end()) return fail(ErrorKind::invalid_input, "This is no line of a Pith archive.");
  if (!kind->import(tx, members[0].value))
    return fail(ErrorKind::invalid_input, fmt::format("This {} cannot be read.", kind->name));
  return {};
}

Result<void> check_head(const std::optional<std::string>& first) {
  const auto head = json::parse(first.value_or(""));
  if (!head || head->at("pith").text() != "archive")
    return fail(ErrorKind::invalid_input, "This is no archive of `pith export`.");
  if (head->at("version").integer().value_or(0) > version)
    return fail(ErrorKind::newer_version, "This archive was written by a newer Pith. Import it with that version.");
  return {};
}

// What a fresh home makes by itself (the home reader, its first work) gives way to what is imported.
Result<void> make_room(Tx& tx) {
  const auto held = select_number(tx, "SELECT (SELECT count(*) FROM shows) + (SELECT count(*) FROM briefs)");
  if (!held) return std::unexpected(held.error());
  if (*held != 0)
    return fail(ErrorKind::refused, "This home holds shows already. Import into a new one, named with --home.");
  change(tx, "DELETE FROM readers");
  change(tx, "DELETE FROM work");
  return {};
}

Result<void> import_lines(Tx& tx, const LineSource& source) {
  if (auto good = check_head(source()); !good) return good;
  if (auto room = make_room(tx); !room) return room;
  for (std::int64_t number = 2; auto text = source(); ++number) {
    const auto line = json::parse(*text);
    if (line && line->has("end")) {
      if (line->at("end").at("lines").integer() == number) return {};
      return fail(ErrorKind::invalid_input, fmt::format("Lines are missing before line {} of the archive.", number));
    }
    auto done = line ? import_line(tx, *line) : Result<void>(std::unexpected(line.error()));
    if (!done) return std::unexpected(done.error().within(fmt::format("Line {} of the archive", number)));
  }
  return fail(ErrorKind::invalid_input, "The archive is cut off: its last line is missing.");
}

}  // namespace

Result<void> export_archive(const Session& session, const LineSink& sink) {
  auto hidden = PrivateShows::of(session);
  if (!hidden) return std::unexpected(hidden.error());
  Exporter out(session, sink, std::move(*hidden));
  auto done = out.write(json::object({{"pith", "archive"}, {"version", version}}));
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
  if (done) done = out.all<Answer>("answer", "ORDER BY key");
  if (done) done = out.all<Distillation>("distillation", "ORDER BY episode_id, made");
  if (done) done = out.all<Work>("work", "ORDER BY step, subject, version");
  if (done) done = out.end();
  return done;
}

Result<void> import_archive(Store& store, const LineSource& source) {
  return store.write([&](Tx& tx) { return import_lines(tx, source); });
}

}  // namespace pith::store
