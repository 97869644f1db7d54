#include "stages/feed/opml.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/byte_scan.h"
#include "base/url.h"
#include "lib/xml/sax.h"
#include "stages/feed/encoding.h"
#include "stages/feed/feed_reader.h"
#include "stages/feed/repair.h"
#include "stages/feed/sniff.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t most_entries = 100'000;

std::vector<std::string> split_tags(std::string_view text) {
  std::vector<std::string> tags;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    auto tag = text::trim(text.substr(0, comma));
    while (tag.starts_with('/')) tag.remove_prefix(1);
    if (!tag.empty()) tags.emplace_back(tag);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return tags;
}

class OpmlReader final : public xml::Handler {
 public:
  bool begin(const xml::Name& name, std::span<const xml::Attribute> attributes) override {
    const auto local = lowered_ascii(name.local);
    is_opml_ = is_opml_ || local == "opml";
    if (local == "outline") take_outline(attributes);
    in_title_ = local == "title" && folders_.empty();
    return true;
  }
  bool end(const xml::Name& name) override {
    if (lowered_ascii(name.local) == "outline" && !folders_.empty()) folders_.pop_back();
    in_title_ = false;
    return true;
  }
  bool text(std::string_view piece) override {
    if (in_title_ && out_.title.size() < 1000) out_.title += piece;
    return true;
  }

  bool is_opml() const { return is_opml_; }
  Opml take() && {
    out_.title = text::fold_space(out_.title);
    return std::move(out_);
  }

 private:
  void take_outline(std::span<const xml::Attribute> attributes) {
    auto title = text::fold_space(value_of(attributes, "title"));
    if (title.empty()) title = text::fold_space(value_of(attributes, "text"));
    const bool is_rss = lowered_ascii(value_of(attributes, "type")) == "rss";
    auto url = text::trim(value_of(attributes, "xmlUrl"));
    if (url.empty() && is_rss) url = text::trim(value_of(attributes, "url"));
    if (url.empty()) {
      if (is_rss) leave_out(title, "it names no feed");
      folders_.push_back(std::move(title));
      return;
    }
    folders_.emplace_back();
    add(url, std::move(title), attributes);
  }

  void add(std::string_view url, std::string title, std::span<const xml::Attribute> attributes) {
    const auto address = parse_web_address(url);
    if (!address) return leave_out(title, address.error().message);
    if (!seen_.insert(comparable_url(address->text())).second) return leave_out(title, "the same feed is listed twice");
    if (out_.entries.size() == most_entries)
      return leave_out(title, fmt::format("the list has more than {} feeds", most_entries));
    OpmlEntry entry{.url = address->text(),
                    .title = std::move(title),
                    .link = web_link(text::trim(value_of(attributes, "htmlUrl"))),
                    .tags = {}};
    for (const auto& folder : folders_) add_tag(entry, folder);
    for (const auto& tag : split_tags(value_of(attributes, "category"))) add_tag(entry, tag);
    out_.entries.push_back(std::move(entry));
  }

  // Empty where it leads elsewhere than to the web: javascript:, file:.
  static std::string web_link(std::string_view link) {
    const auto url = parse_url(link);
    return url && url->is_http() && !url->host.empty() ? std::string(link) : std::string{};
  }

  static void add_tag(OpmlEntry& entry, const std::string& tag) {
    if (!tag.empty() && std::ranges::find(entry.tags, tag) == entry.tags.end()) entry.tags.push_back(tag);
  }

  void leave_out(const std::string& title, std::string_view why) {
    constexpr std::size_t most_problems = 200;
    if (out_.problems.size() < most_problems)
      out_.problems.push_back(
          fmt::format("\"{}\" left out: {}", title.empty() ? "an outline without a title" : title, why));
  }

  Opml out_;
  std::vector<std::string> folders_;  // a name for each open outline; empty for feeds
  std::set<std::string> seen_;
  bool in_title_ = false;
  bool is_opml_ = false;
};

struct Reading {
  Opml opml;
  xml::Outcome outcome;
  bool is_opml;
};

Reading read_once(std::string_view utf8, xml::Mode mode) {
  OpmlReader reader;
  auto outcome = xml::parse(utf8, reader, mode);
  const bool is_opml = reader.is_opml();
  return {std::move(reader).take(), std::move(outcome), is_opml};
}

// Half a tag would name half an address.
std::string_view without_cut_tag(std::string_view text) {
  const auto open = text.rfind('<');
  return open != text.npos && text.find('>', open) == text.npos ? text.substr(0, open) : text;
}

std::string outline_of(const OpmlEntry& entry, int indent) {
  const auto link = entry.link.empty() ? std::string{} : fmt::format(" htmlUrl=\"{}\"", xml::escaped(entry.link));
  std::string category;
  for (std::size_t n = 1; n < entry.tags.size(); ++n) category += (n > 1 ? "," : "") + entry.tags[n];
  if (!category.empty()) category = fmt::format(" category=\"{}\"", xml::escaped(category));
  const auto title = xml::escaped(entry.title.empty() ? entry.url : entry.title);
  return fmt::format("{:{}}<outline type=\"rss\" text=\"{}\" title=\"{}\" xmlUrl=\"{}\"{}{}/>\n", "", indent, title,
                     title, xml::escaped(entry.url), link, category);
}

}  // namespace

Result<Opml> read_opml(std::string_view bytes) {
  const auto kind = sniff(bytes);
  if (kind != DocumentKind::opml)
    return fail(ErrorKind::invalid_input, fmt::format("this is {}, not an OPML list of feeds", describe(kind)));
  std::string storage;
  const auto utf8 = as_utf8(bytes, {}, storage);
  auto reading = read_once(utf8, xml::Mode::strict);
  if (reading.outcome.too_deep)
    return fail(ErrorKind::too_large, "this list's folders are nested too deeply to be read; put its feeds in fewer");
  if (reading.is_opml && reading.outcome.ended) return std::move(reading.opml);
  const auto first_problem = fmt::format("line {}: {}", reading.outcome.line, reading.outcome.problem);
  const auto repaired = repair(without_cut_tag(utf8));
  reading = read_once(repaired.bytes, xml::Mode::recover);
  if (!reading.is_opml) return fail(ErrorKind::invalid_input, "this OPML list cannot be read", reading.outcome.problem);
  reading.opml.complete = repaired.complete && reading.outcome.ended;
  if (!reading.opml.complete) reading.opml.problem = first_problem;
  return std::move(reading.opml);
}

std::string write_opml(std::string_view title, std::span<const OpmlEntry> entries, Time created) {
  auto out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>{}</title>\n    "
      "<dateCreated>{}</dateCreated>\n  </head>\n  <body>\n",
      xml::escaped(title), format_http_date(created));
  std::map<std::string, std::string> folders;
  for (const auto& entry : entries) {
    if (entry.tags.empty())
      out += outline_of(entry, 4);
    else
      folders[entry.tags.front()] += outline_of(entry, 6);
  }
  for (const auto& [name, outlines] : folders)
    out += fmt::format("    <outline text=\"{}\">\n{}    </outline>\n", xml::escaped(name), outlines);
  return out + "  </body>\n</opml>\n";
}

}  // namespace pith::feed
