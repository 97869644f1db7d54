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

template <class T>
bool is_readable(const json::Value& value) {
  T read;
  return from_json(value, read);
}

struct Kind {
  std::string_view name;
  bool (*is_readable)(const json::Value&);
  Result<bool> (*take)(Importer&, const json::Value&);  // false where the value cannot be read
};

template <class T>
constexpr Kind kind_of(std::string_view name, Result<bool> (*take)(Importer&, const json::Value&) = take_one<T>) {
  return {name, is_readable<T>, take};
}

constexpr std::array kinds = {
    kind_of<Show>("show"),
    kind_of<Feed>("feed"),
    kind_of<Reader>("reader", take_reader),
    kind_of<Episode>("episode"),
    kind_of<Transcript>("transcript", take_transcript),
    kind_of<Insight>("insight"),
    kind_of<Link>("link"),
    kind_of<Interest>("interest"),
    kind_of<Verdict>("verdict"),
    kind_of<Brief>("brief"),
    kind_of<Delivery>("delivery"),
    kind_of<Hook>("hook"),
    kind_of<Answer>("answer"),
    kind_of<Distillation>("distillation"),
    kind_of<Work>("work"),
};

using TakeLine = std::function<Result<bool>(const Kind& kind, const json::Value& value)>;  // false: cannot be read

Done take_line(const json::Value& line, const TakeLine& take) {
  const auto members = line.members();
  const auto kind = members.size() == 1 ? std::ranges::find(kinds, members[0].key, &Kind::name) : kinds.end();
  if (kind == kinds.end()) return fail(ErrorKind::invalid_input, "This is no line of a Pith archive.");
  const auto taken = take(*kind, members[0].value);
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

// All lines after the head, up to the one that says how many there are.
Done take_lines(const LineSource& source, const TakeLine& take) {
  for (std::int64_t number = 2; auto text = source(); ++number) {
    const auto line = json::parse(*text);
    if (line && line->has("end")) {
      if (line->at("end").at("lines").integer() == number) return {};
      return fail(ErrorKind::invalid_input, fmt::format("Lines are missing before line {} of the archive.", number));
    }
    auto done = line ? take_line(*line, take) : Done(std::unexpected(line.error()));
    if (!done) return std::unexpected(done.error().within(fmt::format("Line {} of the archive", number)));
  }
  return fail(ErrorKind::invalid_input, "The archive is cut off: its last line is missing.");
}

Result<Imported> import_lines(Tx& tx, const LineSource& source, std::string_view relate_version) {
  if (auto good = check_head(source()); !good) return std::unexpected(good.error());
  const auto fresh = make_room(tx);
  if (!fresh) return std::unexpected(fresh.error());
  Importer importer(tx, !*fresh);
  auto done =
      take_lines(source, [&](const Kind& kind, const json::Value& value) { return kind.take(importer, value); });
  if (done) done = importer.end(*fresh ? "" : relate_version);
  if (!done) return std::unexpected(done.error());
  return importer.imported();
}

}  // namespace

Result<void> check_archive(const LineSource& source) {
  if (auto good = check_head(source()); !good) return good;
  return take_lines(source,
                    [](const Kind& kind, const json::Value& value) -> Result<bool> { return kind.is_readable(value); });
}

Result<Imported> import_archive(Store& store, const LineSource& source, std::string_view relate_version) {
  return store.write([&](Tx& tx) { return import_lines(tx, source, relate_version); });
}

}  // namespace pith::store
