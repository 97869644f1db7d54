// What a language model is asked, from the texts of data/prompts/. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"
#include "stages/insight/distiller.h"

namespace pith::insight {

struct Message {
  std::string role;  // "system", "user", "assistant"
  std::string content;
  bool operator==(const Message&) const = default;
};

// data/prompts/insights.txt: "version: NAME", then sections [system], [user], [again], [repair], each text up to the
// next section. {about}, {count}, {transcript} and {faults} are filled in.
struct Prompts {
  std::string version;  // the name and a hash of the file, so that an edited prompt is another prompt
  std::string system;
  std::string user;
  std::string again;  // put after the user's message where the first answer held no JSON
  std::string repair;
};
Result<Prompts> read_prompts(std::string_view file);  // invalid_input names what is missing

// A part of a transcript as the model sees it: a cue of talk a line, "[ID] Speaker: sentence"; ads and chatter left
// out.
struct Window {
  CueRange cues;
  std::string lines;
};

// Windows of at most `max_bytes`, each but the first beginning with the last `overlap_bytes` or so of the one before.
// At least one cue a window, however long.
struct WindowSize {
  std::size_t max_bytes = 60'000;
  std::size_t overlap_bytes = 2'000;
};
std::vector<Window> windows_of(const Transcript& transcript, WindowSize size);

std::vector<Message> request_of(const Prompts& prompts, const Window& window, const EpisodeContext& context);

// The request again, where the first answer was no JSON.
std::vector<Message> again_of(const Prompts& prompts, std::vector<Message> request);

// The request, its answer as it was read, and what is wrong with which insight of it.
using FaultLine = std::pair<std::size_t, std::string>;  // place in the answer from 0, sentence part
std::vector<Message> repair_of(const Prompts& prompts, std::vector<Message> request, std::string answer,
                               const std::vector<FaultLine>& faults);

// Bytes of all contents.
std::size_t size_of(const std::vector<Message>& messages);

}  // namespace pith::insight
