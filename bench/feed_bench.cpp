// folders: stages/feed stages/episode
// Captured feeds into episodes, in one run beside libxml2's tree walked for an item's fields (as newsboat reads feeds).
// Bytes per second are of the feeds' own bytes. PITH_FEEDS names a folder of feeds; else those of the shared fixtures.
// bench/feed_compare.py runs it beside feedparser and measures the memory.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <libxml/parser.h>
#include <malloc.h>

#include "lib/xml/plain.h"
#include "lib/xml/sax.h"
#include "stages/episode/reconcile.h"
#include "stages/feed/read_feed.h"
#include "stages/feed/repair.h"

namespace pith::feed {
namespace {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::vector<std::string>& feeds() {
  static const auto all = [] {
    const char* named = std::getenv("PITH_FEEDS");
    const auto folder = named != nullptr ? std::filesystem::path(named)
                                         : std::filesystem::path(PITH_SOURCE_DIR) / "../shared/fixtures/feeds-podcast";
    std::vector<std::string> list;
    if (std::filesystem::exists(folder))
      for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) list.push_back(read_file(entry.path()));
    return list;
  }();
  return all;
}

template <class Work>
void over_all(benchmark::State& state, Work work) {
  if (feeds().empty()) return state.SkipWithError("no captured feeds beside the repository");
  std::int64_t bytes = 0;
  for (auto _ : state)
    for (const auto& feed : feeds()) {
      work(feed);
      bytes += static_cast<std::int64_t>(feed.size());
    }
  state.SetBytesProcessed(bytes);
}

void into_episodes(const std::string& bytes) {
  auto feed = read_feed(bytes);
  if (feed) benchmark::DoNotOptimize(episode::reconcile({}, std::move(*feed), {.show_id = "sh_a", .feed_id = "fe_a"}));
}

void feeds_into_episodes(benchmark::State& state) { over_all(state, into_episodes); }
BENCHMARK(feeds_into_episodes)->Unit(benchmark::kMillisecond);

void feeds_read(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) { benchmark::DoNotOptimize(read_feed(bytes)); });
}
BENCHMARK(feeds_read)->Unit(benchmark::kMillisecond);

// As if every feed needed mending.
void feeds_repaired_into_episodes(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) { into_episodes(repair(bytes).bytes); });
}
BENCHMARK(feeds_repaired_into_episodes)->Unit(benchmark::kMillisecond);

void repair_alone(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) { benchmark::DoNotOptimize(repair(bytes)); });
}
BENCHMARK(repair_alone)->Unit(benchmark::kMillisecond);

class Nobody final : public xml::Handler {
  bool begin(const xml::Name&, std::span<const xml::Attribute>) override { return true; }
  bool end(const xml::Name&) override { return true; }
  bool text(std::string_view) override { return true; }
};

void events_alone(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) {
    Nobody nobody;
    benchmark::DoNotOptimize(xml::parse(bytes, nobody, xml::Mode::strict));
  });
}
BENCHMARK(events_alone)->Unit(benchmark::kMillisecond);

std::int64_t kilobytes_of(std::string_view what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(what)) return std::stoll(line.substr(what.size()));
  return 0;
}

// The most memory from a feed's bytes, themselves included, to its episodes, in times the bytes; of feeds of 64 kB and
// more. Linux tells it when asked to forget the peak so far. Each is read once before: code and tables, which a process
// holds once for all feeds, do not count, and what that left free goes back first. Run it alone and with one feed in
// PITH_FEEDS, for what other feeds left hides something.
void peak_memory(benchmark::State& state) {
  double worst = 0, sum = 0, count = 0, above_three = 0;
  for (auto _ : state)
    for (const auto& bytes : feeds()) {
      if (bytes.size() < 64'000) continue;
      into_episodes(bytes);
      malloc_trim(0);
      std::ofstream("/proc/self/clear_refs") << '5';
      const auto before = kilobytes_of("VmRSS:");
      into_episodes(bytes);
      const auto grown = static_cast<double>(kilobytes_of("VmHWM:") - before) * 1024;
      const double times = 1 + grown / static_cast<double>(bytes.size());
      worst = std::max(worst, times);
      sum += times;
      ++count;
      above_three += times > 3 ? 1 : 0;
    }
  state.counters["feeds"] = count;
  state.counters["mean"] = sum / std::max(count, 1.0);
  state.counters["worst"] = worst;
  state.counters["above_three"] = above_three;
}
BENCHMARK(peak_memory)->Unit(benchmark::kMillisecond)->Iterations(1);

void plain_events_alone(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) {
    Nobody nobody;
    benchmark::DoNotOptimize(xml::parse_plain(bytes, nobody));
  });
}
BENCHMARK(plain_events_alone)->Unit(benchmark::kMillisecond);

xmlDocPtr tree_of(const std::string& bytes) {
  return xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                       XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
}

void libxml2_tree(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) {
    auto* tree = tree_of(bytes);
    benchmark::DoNotOptimize(tree);
    xmlFreeDoc(tree);
  });
}
BENCHMARK(libxml2_tree)->Unit(benchmark::kMillisecond);

// An item as newsboat takes it out of the tree: the text of each child by its name, the enclosure by its attributes.
struct TreeItem {
  std::string title, link, description, content, date, guid, author, duration, enclosure, type;
};

std::string content_of(xmlNodePtr node) {
  auto* text = xmlNodeGetContent(node);
  std::string out = text == nullptr ? "" : reinterpret_cast<const char*>(text);
  xmlFree(text);
  return out;
}

std::string attribute_of(xmlNodePtr node, const char* name) {
  auto* text = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string out = text == nullptr ? "" : reinterpret_cast<const char*>(text);
  xmlFree(text);
  return out;
}

TreeItem item_of(xmlNodePtr node) {
  const std::pair<std::string_view, std::string TreeItem::*> fields[] = {
      {"title", &TreeItem::title},     {"link", &TreeItem::link},        {"description", &TreeItem::description},
      {"encoded", &TreeItem::content}, {"pubDate", &TreeItem::date},     {"guid", &TreeItem::guid},
      {"author", &TreeItem::author},   {"duration", &TreeItem::duration}};
  TreeItem item;
  for (auto* child = node->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = reinterpret_cast<const char*>(child->name);
    for (const auto& [wanted, field] : fields)
      if (name == wanted) item.*field = content_of(child);
    if (name != "enclosure") continue;
    item.enclosure = attribute_of(child, "url");
    item.type = attribute_of(child, "type");
  }
  return item;
}

void take_items(xmlNodePtr node, std::vector<TreeItem>& items) {
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = reinterpret_cast<const char*>(node->name);
    if (name == "item" || name == "entry")
      items.push_back(item_of(node));
    else
      take_items(node->children, items);
  }
}

void libxml2_tree_into_items(benchmark::State& state) {
  over_all(state, [](const std::string& bytes) {
    auto* tree = tree_of(bytes);
    std::vector<TreeItem> items;
    if (tree != nullptr) take_items(xmlDocGetRootElement(tree), items);
    benchmark::DoNotOptimize(items);
    xmlFreeDoc(tree);
  });
}
BENCHMARK(libxml2_tree_into_items)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith::feed
