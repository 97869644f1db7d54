#include "stages/delivery/readwise.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/parse_number.h"
#include "base/time.h"
#include "domain/untitled.h"
#include "stages/delivery/csv.h"
#include "text/utf8.h"

namespace pith::delivery {

namespace {

enum Column { highlight, title, author, url, note, location, date };
constexpr std::array<std::string_view, 7> columns = {"Highlight", "Title", "Author", "URL", "Note", "Location", "Date"};
constexpr std::string_view nobody = "unknown speaker";
constexpr std::string_view on = " on ";

std::string author_of(const SourcedInsight& source) {
  const auto& show = source.show.title;
  if (source.insight.speaker == nobody && !show.contains(on)) return show;
  return fmt::format("{}{}{}", source.insight.speaker, on, show);
}

std::string url_of(const SourcedInsight& source, const Addresses& addresses) {
  const auto& id = source.insight.id;
  if (!addresses.site().empty()) return addresses.insight(id);
  if (source.episode.link.empty()) return "pith:" + id;
  return fmt::format("{}#{}", source.episode.link.substr(0, source.episode.link.find('#')), id);
}

// Where each column stands; none where one is missing.
using Places = std::array<std::size_t, columns.size()>;
std::optional<Places> places_in(const CsvRow& head) {
  Places places{};
  for (std::size_t n = 0; n < columns.size(); ++n) {
    const auto found = std::ranges::find(head.cells, columns.at(n));
    if (found == head.cells.end()) return std::nullopt;
    places.at(n) = static_cast<std::size_t>(found - head.cells.begin());
  }
  return places;
}

// What stands between the cells: that by which the head has the columns; none where it has them by none.
std::optional<char> separator_of(std::string_view bytes) {
  for (const char separator : {',', ';', '\t'}) {
    const auto head = read_csv(bytes.substr(0, bytes.find('\n')), separator);
    if (head && !head->empty() && places_in(head->front())) return separator;
  }
  return std::nullopt;
}

std::unexpected<Error> broken(const CsvRow& row, std::string_view what) {
  return fail(ErrorKind::invalid_input, fmt::format("line {}: {}", row.line, what));
}

// One row by its columns.
struct Highlight {
  const CsvRow& row;
  const Places& places;

  std::string text(Column column) const {
    return text::fold_space(text::repair_utf8(cell_text(row.cells.at(places.at(column)))));
  }
};

void take_author(const std::string& author, SourcedInsight& out) {
  const auto cut = author.find(on);
  out.insight.speaker = cut == std::string::npos ? std::string(nobody) : author.substr(0, cut);
  out.show.title = cut == std::string::npos ? author : author.substr(cut + on.size());
}

// ".../insights/in_abc", "https://a.example/episode#in_abc", "pith:in_abc".
void take_url(const std::string& url, SourcedInsight& out) {
  const auto at = url.find_last_of("/#:");
  const auto id = at == std::string::npos ? std::string{} : url.substr(at + 1);
  const bool names_id = is_id(id, "in");
  if (names_id) out.insight.id = id;
  if (!names_id) out.episode.link = url;
  if (names_id && url[at] == '#') out.episode.link = url.substr(0, at);
}

Result<SourcedInsight> source_in(const Highlight& cells) {
  SourcedInsight out;
  auto& [insight, episode, show] = out;
  const auto said = cells.text(highlight);
  if (said.empty()) return broken(cells.row, "this highlight has no words");
  episode.title = cells.text(title);
  take_author(cells.text(author), out);
  if (show.title.empty()) return broken(cells.row, "this highlight names no author");
  take_url(cells.text(url), out);
  const auto second = parse_number<int>(cells.text(location)).value_or(-1);
  if (second < 0) return broken(cells.row, "its location is no second");
  const auto published = parse_rfc3339(cells.text(date));
  if (!published) return broken(cells.row, "its date is none as 2026-11-25T06:00:00Z");
  insight.headline = cells.text(note).empty() ? said : cells.text(note);
  insight.text = said;
  insight.key_start = std::chrono::seconds{second};
  insight.evidence = {{{}, insight.key_start, insight.key_start, insight.speaker, said}};
  insight.engine = "readwise";
  insight.published = insight.first_seen = episode.published = episode.first_seen = *published;
  if (episode.title.empty()) episode.title = fallback_title(episode);
  return out;
}

}  // namespace

std::string_view readwise_head() { return "Highlight,Title,Author,URL,Note,Location,Date\r\n"; }

std::string readwise_row(const SourcedInsight& source, const Addresses& addresses) {
  const auto& insight = source.insight;
  const auto said = insight.evidence.empty() ? insight.text : insight.evidence.front().text;
  const auto second = std::chrono::duration_cast<std::chrono::seconds>(insight.key_start).count();
  return fmt::format("{},{},{},{},{},{},{}\r\n", csv_cell(said), csv_cell(source.episode.title),
                     csv_cell(author_of(source)), csv_cell(url_of(source, addresses)), csv_cell(insight.headline),
                     second, csv_cell(format_rfc3339(insight.published)));
}

bool is_readwise(std::string_view bytes) { return separator_of(bytes).has_value(); }

Result<std::vector<SourcedInsight>> read_readwise(std::string_view encoded) {
  const auto bytes = text::decode(encoded);
  const auto rows = read_csv(bytes, separator_of(bytes).value_or(','));
  if (!rows) return std::unexpected(rows.error());
  const auto places = rows->empty() ? std::nullopt : places_in(rows->front());
  if (!places) return fail(ErrorKind::invalid_input, "line 1: these are not the columns of Readwise");
  std::vector<SourcedInsight> out;
  for (std::size_t n = 1; n < rows->size(); ++n) {
    const auto& row = rows->at(n);
    if (row.cells.size() != rows->front().cells.size())
      return broken(
          row, fmt::format("it has {} cells where there are {} columns", row.cells.size(), rows->front().cells.size()));
    auto source = source_in({row, *places});
    if (!source) return std::unexpected(source.error());
    out.push_back(*std::move(source));
  }
  return out;
}

}  // namespace pith::delivery
