#include "net/download.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "base/url.h"
#include "net/content_type.h"

namespace pith::net {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& file, std::string_view ending) { return file.string() + std::string(ending); }

// What If-Range may carry: a strong ETag, else the date. Without one a part cannot be gone on with.
std::string validator_of(const Headers& headers) {
  const auto tag = headers.get("ETag").value_or("");
  if (!tag.empty() && !tag.starts_with("W/")) return std::string(tag);
  return std::string(headers.get("Last-Modified").value_or(""));
}

// "bytes 1000-1999/2000" -> 1000
std::optional<std::int64_t> range_start(const Headers& headers) {
  const auto range = headers.get("Content-Range").value_or("");
  constexpr std::string_view unit = "bytes ";
  if (!range.starts_with(unit)) return std::nullopt;
  std::int64_t start = 0;
  const auto [end, error] = std::from_chars(range.data() + unit.size(), range.data() + range.size(), start);
  if (error != std::errc{}) return std::nullopt;
  return start;
}

// Servers that do not know say nothing or octet-stream; a page or a feed is what an expired link leads to.
bool may_be_audio(std::string_view type) {
  constexpr std::array<std::string_view, 4> kinds = {"audio/", "video/", "application/octet-stream",
                                                     "binary/octet-stream"};
  constexpr std::array<std::string_view, 4> names = {"ogg", "mp3", "mp4", "mpeg"};
  const auto begins = [&](std::string_view kind) { return type.starts_with(kind); };
  const auto holds = [&](std::string_view name) { return type.starts_with("application/") && type.contains(name); };
  return type.empty() || std::ranges::any_of(kinds, begins) || std::ranges::any_of(names, holds);
}

struct Part {
  std::int64_t size = 0;
  std::string validator;
};

Part part_of(const fs::path& file) {
  Part part;
  std::error_code error;
  const auto size = fs::file_size(beside(file, ".part"), error);
  std::getline(std::ifstream(beside(file, ".from")), part.validator);
  if (!error && !part.validator.empty()) part.size = static_cast<std::int64_t>(size);
  return part;
}

class PartFile final : public BodySink {
 public:
  PartFile(const Download& wanted, std::int64_t had) : wanted_(wanted), had_(had) {}

  Result<void> begin(int status, const Headers& headers) override {
    kept_ = status == 200 || status == 206;
    if (!kept_) return {};
    const auto type = content_type_of(headers.get("content-type").value_or("")).type;
    if (!may_be_audio(type))
      return fail(ErrorKind::invalid_input, fmt::format("{} gives {}, not audio", redact_url(wanted_.url), type));
    if (status == 206 && range_start(headers) != had_)
      return fail(ErrorKind::network, fmt::format("{} gives another part than asked for", redact_url(wanted_.url)));
    if (status == 200) had_ = 0;
    std::ofstream(beside(wanted_.file, ".from")) << validator_of(headers) << '\n';
    out_.open(beside(wanted_.file, ".part"), status == 206 ? std::ios::binary | std::ios::app : std::ios::binary);
    return written();
  }

  Result<void> take(std::string_view bytes) override {
    if (!kept_) return {};
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    had_ += static_cast<std::int64_t>(bytes.size());
    if (had_ > wanted_.limits.max_bytes)
      return fail(ErrorKind::too_large,
                  fmt::format("{} is larger than {} MB", redact_url(wanted_.url), wanted_.limits.max_bytes >> 20));
    return written();
  }

  void close() { out_.close(); }

  // After closing.
  Result<void> finish() {
    if (auto whole = written(); !whole) return whole;
    if (had_ == 0) return fail(ErrorKind::io, fmt::format("{} gave no bytes", redact_url(wanted_.url)));
    std::error_code error;
    fs::rename(beside(wanted_.file, ".part"), wanted_.file, error);
    if (error) return fail(ErrorKind::io, fmt::format("{} gave no bytes", redact_url(wanted_.url)), error.message());
    fs::remove(beside(wanted_.file, ".from"), error);
    return {};
  }

 private:
  Result<void> written() {
    if (out_) return {};
    return fail(ErrorKind::io,
                fmt::format("cannot write {}; is there space left?", beside(wanted_.file, ".part").string()));
  }

  const Download& wanted_;
  std::int64_t had_;
  bool kept_ = false;
  std::ofstream out_;
};

HttpRequest request_of(const Download& wanted, const Part& part, std::shared_ptr<BodySink> sink) {
  HttpRequest request;
  request.url = wanted.url;
  request.accept = "audio/*, video/*;q=0.5, */*;q=0.1";
  request.limits = wanted.limits;
  request.stop = wanted.stop;
  request.sink = std::move(sink);
  if (part.size == 0) return request;
  request.headers.emplace_back("Range", fmt::format("bytes={}-", part.size));
  request.headers.emplace_back("If-Range", part.validator);
  return request;
}

}  // namespace

Result<HttpResponse> download(HttpClient& client, const Download& wanted) {
  std::error_code ignored;
  for (bool again = false;; again = true) {
    const auto part = part_of(wanted.file);
    const auto file = std::make_shared<PartFile>(wanted, part.size);
    auto response = fetch(client, request_of(wanted, part, file));
    file->close();  // now: the client may hold it a little longer than the answer
    if (!response) return response;
    if (response->status == 416 && part.size > 0 && !again) {  // the file is not as long any more
      fs::remove(beside(wanted.file, ".part"), ignored);
      continue;
    }
    if (response->status != 200 && response->status != 206) return response;
    if (auto done = file->finish(); !done) return std::unexpected(done.error());
    return response;
  }
}

}  // namespace pith::net
