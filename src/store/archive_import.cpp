// Archives in: reads the lines, and gives each value to the Importer.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "store/archive.h"
#include "store/importer.h"

namespace pith::store {

namespace {

using Done = Result<void>;

template <class T>
Result<bool> take_one(Importer& importer, const json::Value& value) {
  T read;
  if (!from_json(value, read)) return false;
  const auto done = importer.take(std::move(read));
  if (!done) return std::unexpected(done.error());
  return true;
}

// Archives of before there were accounts say "active" where there is consent, else nothing.
Result<bool> take_reader(Importer& importer, const json::Value& value) {
  Reader reader;
  if (!from_json(value, reader)) return false;
  if (!value.has("state")) reader.state = value.has("active") ? ReaderState::active : ReaderState::unconfirmed;
  if (!value.has("language")) reader.language = Reader{}.language;
  const auto done = importer.take(reader);
  if (!done) return std::unexpected(done.error());
  return true;
}

Result<bool> take_transcript(Importer& importer, const json::Value& value) {
  Transcript transcript;
  if (!from_json(value, transcript)) return false;
  const auto done = importer.take(std::string(value.at("episode_id").text()), transcript);
  if (!done) return std::unexpected(done.error());
  return true;
}

struct Kind {
  std::string_view name;
  Result<bool> (*take)(Importer&, const json::Value&);  // false where the value cannot be read
};

constexpr std::array kinds = {
    Kind{"show", take_one<Show>},         Kind{"feed", take_one<Feed>},
    Kind{"reader", take_reader},          Kind{"episode", take_one<Episode>},
    Kind{"transcript", take_transcript},  Kind{"insight", take_one<Insight>},
    Kind{"link", take_one<Link>},         Kind{"interest", take_one<Interest>},
    Kind{"verdict", take_one<Verdict>},   Kind{"brief", take_one<Brief>},
    Kind{"delivery", take_one<Delivery>}, Kind{"hook", take_one<Hook>},
    Kind{"answer", take_one<Answer>},     Kind{"distillation", take_one<Distillation>},
    Kind{"work", take_one<Work>},
};

Done import_line(Importer& importer, const json::Value& line) {
  const auto members = line.members();
  const auto kind = members.size() == 1 ? std::ranges::find(kinds, members[0].key, &Kind::name) : kinds.end();
  if (kind == kinds.end()) return fail(ErrorKind::invalid_input, "This is no line of a Pith archive.");
  const auto taken = kind->take(importer, members[0].value);
  if (!taken) return std::unexpected(taken.error());
  if (!*taken) return fail(ErrorKind::invalid_input, fmt::format("This {} cannot be read.", kind->name));
  return {};
}

Done check_head(const std::optional<std::string>& first) {
  const auto head = json::parse(first.value_or(""));
  if (!head || head->at("pith").text() != "archive")
    return fail(ErrorKind::invalid_input, "This is no archive of `pith export`.");
  if (head->at("version").integer().value_or(0) > archive_version)
    return fail(ErrorKind::newer_version, "This archive was written by a newer Pith. Import it with that version.");
  return {};
}

// What a fresh home makes by itself (the home reader, its first brief's work) gives way to what is imported. Whether it
// is one: whatever somebody did here stays.
Result<bool> make_room(Tx& tx) {
  const auto held = select_number(
      tx,
      "SELECT (SELECT count(*) FROM shows) + (SELECT count(*) FROM briefs) + (SELECT count(*) FROM interests) + "
      "(SELECT count(*) FROM tokens) + (SELECT count(*) FROM access_keys) + (SELECT count(*) FROM hooks) + "
      "(SELECT count(*) FROM readers WHERE id <> 're_home' OR owner <> 0)");
  if (!held) return std::unexpected(held.error());
  if (*held != 0) return false;
  change(tx, "DELETE FROM readers WHERE id = 're_home'");
  change(tx, "DELETE FROM work WHERE step = 'brief' AND subject = 're_home'");
  return true;
}

Result<Imported> import_lines(Tx& tx, const LineSource& source, std::string_view relate_version) {
  if (auto good = check_head(source()); !good) return std::unexpected(good.error());
  const auto fresh = make_room(tx);
  if (!fresh) return std::unexpected(fresh.error());
  Importer importer(tx, !*fresh);
  for (std::int64_t number = 2; auto text = source(); ++number) {
    const auto line = json::parse(*text);
    if (line && line->has("end")) {
      if (line->at("end").at("lines").integer() != number)
        return fail(ErrorKind::invalid_input, fmt::format("Lines are missing before line {} of the archive.", number));
      if (auto ended = importer.end(*fresh ? "" : relate_version); !ended) return std::unexpected(ended.error());
      return importer.imported();
    }
    auto done = line ? import_line(importer, *line) : Done(std::unexpected(line.error()));
    if (!done) return std::unexpected(done.error().within(fmt::format("Line {} of the archive", number)));
  }
  return fail(ErrorKind::invalid_input, "The archive is cut off: its last line is missing.");
}

}  // namespace

Result<Imported> import_archive(Store& store, const LineSource& source, std::string_view relate_version) {
  return store.write([&](Tx& tx) { return import_lines(tx, source, relate_version); });
}

}  // namespace pith::store
