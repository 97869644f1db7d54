#include "store/transcript_codec.h"

#include <cstdint>
#include <utility>

namespace pith::store {

namespace {

// A publisher's transcript is written as version 1, so that equal ones keep equal hashes; 2 adds who heard it, how
// well.
constexpr std::uint64_t published = 1;
constexpr std::uint64_t heard = 2;

class Writer {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }
  // Small numbers of either sign stay short.
  void difference(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view text) {
    number(text.size());
    out_ += text;
  }
  void texts(const std::vector<std::string>& list) {
    number(list.size());
    for (const auto& item : list) text(item);
  }
  void bytes(std::string_view bytes) { out_ += bytes; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// Reads zero and "" once something was wrong; good() says so.
class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    good_ = false;
    return 0;
  }
  std::int64_t difference() {
    const auto value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  // How many things follow; each takes at least one byte.
  std::size_t count() {
    const auto value = number();
    if (value > rest_.size()) good_ = false;
    return good_ ? static_cast<std::size_t>(value) : 0;
  }
  std::string_view bytes(std::size_t size) {
    if (size > rest_.size()) good_ = false;
    if (!good_) return {};
    const auto found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }
  std::string text() { return std::string(bytes(count())); }
  std::vector<std::string> texts() {
    std::vector<std::string> list(count());
    for (auto& item : list) item = text();
    return list;
  }
  bool good() const { return good_; }
  bool at_end() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

void write_cues(Writer& out, const std::vector<Cue>& cues) {
  out.number(cues.size());
  std::int64_t last = 0;
  for (const auto& cue : cues) {
    out.difference(cue.start.count() - last);
    out.difference((cue.end - cue.start).count());
    out.difference(cue.speaker);
    out.number(static_cast<std::uint64_t>(cue.kind));
    out.number(cue.text.size());
    last = cue.start.count();
  }
  for (const auto& cue : cues) out.bytes(cue.text);
}

bool read_cues(Reader& in, std::vector<Cue>& cues) {
  cues.resize(in.count());
  std::vector<std::size_t> sizes(cues.size());
  std::int64_t last = 0;
  bool good = true;
  for (std::size_t n = 0; n < cues.size(); ++n) {
    last += in.difference();
    cues[n].start = std::chrono::milliseconds{last};
    cues[n].end = cues[n].start + std::chrono::milliseconds{in.difference()};
    cues[n].speaker = static_cast<int>(in.difference());
    const auto kind = in.number();
    good = good && kind <= static_cast<std::uint64_t>(CueKind::chatter);
    if (good) cues[n].kind = static_cast<CueKind>(kind);
    sizes[n] = in.count();
  }
  for (std::size_t n = 0; n < cues.size(); ++n) cues[n].text = in.bytes(sizes[n]);
  return good;
}

}  // namespace

std::string encode(const Transcript& transcript) {
  Writer out;
  out.number(transcript.heard_by.empty() ? published : heard);
  out.texts(transcript.speakers);
  out.text(transcript.language);
  out.text(transcript.format);
  out.number(transcript.timed ? 1 : 0);
  out.texts(transcript.notes);
  if (!transcript.heard_by.empty()) {
    out.text(transcript.heard_by);
    out.number(static_cast<std::uint64_t>(transcript.heard_percent));
  }
  write_cues(out, transcript.cues);
  return out.take();
}

Result<Transcript> decode(std::string_view bytes) {
  Reader in(bytes);
  Transcript transcript;
  const auto version = in.number();
  transcript.speakers = in.texts();
  transcript.language = in.text();
  transcript.format = in.text();
  transcript.timed = in.number() != 0;
  transcript.notes = in.texts();
  if (version == heard) {
    transcript.heard_by = in.text();
    transcript.heard_percent = static_cast<int>(in.number());
  }
  const bool kinds_known = read_cues(in, transcript.cues);
  if (version < published || version > heard || !kinds_known || !in.at_end())
    return fail(ErrorKind::corrupt, "A stored transcript cannot be read. Run `pith doctor`.");
  return transcript;
}

}  // namespace pith::store
