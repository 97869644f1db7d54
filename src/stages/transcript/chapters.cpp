#include "stages/transcript/chapters.h"

#include <algorithm>
#include <cmath>

#include "lib/json/json.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

constexpr double longest_episode = 7 * 24 * 3600;  // seconds

std::string tidy(std::string_view text) { return text::fold_space(text::repair_utf8(text)); }

}  // namespace

Result<std::vector<Chapter>> read_chapters(std::string_view bytes) {
  const auto parsed = json::parse(text::decode(bytes));
  if (!parsed) return fail(ErrorKind::invalid_input, "the chapters file is not JSON", parsed.error().message);
  if (!parsed->at("chapters").is_array()) return fail(ErrorKind::invalid_input, "the chapters file holds no chapters");
  std::vector<Chapter> chapters;
  for (const auto& item : parsed->at("chapters").items()) {
    const auto start = item.at("startTime").number();
    if (!start || !(*start >= 0) || *start > longest_episode) continue;
    Chapter chapter;
    chapter.start = std::chrono::milliseconds{std::llround(*start * 1000)};
    chapter.title = tidy(item.at("title").text());
    chapter.link = tidy(item.at("url").text());
    chapter.image = tidy(item.at("img").text());
    chapter.silent = item.at("toc").boolean() == false;
    chapters.push_back(std::move(chapter));
  }
  std::ranges::stable_sort(chapters, {}, &Chapter::start);
  return chapters;
}

}  // namespace pith::transcript
