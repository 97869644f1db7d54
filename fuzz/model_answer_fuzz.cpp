// folders: stages/insight
// Any bytes as a language model's answer: read, as read once more, and judged against a small transcript.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "stages/insight/answer.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith;
  static const Transcript talk = {
      {"Ann"},
      {{{}, {}, 0, CueKind::talk, "She stopped paging people for 40 alarms that nobody had ever acted on."},
       {{}, {}, 0, CueKind::talk, "After that the team slept, and it found twice as many real faults."}},
      "en",
      "vtt",
      true,
      {}};
  const auto answer = insight::read_answer({reinterpret_cast<const char*>(data), size});
  if (!answer) return 0;
  if (const auto again = insight::read_answer(answer->as_read); again && again->as_read != answer->as_read)
    std::abort();
  const insight::Proof proof(talk, {});
  for (const auto& draft : answer->drafts)
    for (const auto& quote : proof.judge(draft).quotes)
      if (!text::is_valid_utf8(quote.text) || quote.cues.last < quote.cues.first) std::abort();
  return 0;
}
