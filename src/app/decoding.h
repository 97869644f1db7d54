// Decoding audio apart: the program runs itself with a verb of its own (not in --help), with limits on processor time,
// memory and output, no environment and nothing open, so that a broken or hostile file ends that process and no other
// (docs/decisions/0070).
#pragma once

#include <optional>

#include "pipeline/hearing.h"

namespace pith::app {

class ApartDecoder final : public pipeline::AudioDecoder {
 public:
  Result<void> decode(const std::filesystem::path& audio, const std::filesystem::path& sound,
                      const std::stop_token& stop) const override;
};

// The exit code where the command line is that verb: main asks before anything else. Messages go to standard error.
std::optional<int> run_as_decoder(int argc, char** argv);

}  // namespace pith::app
