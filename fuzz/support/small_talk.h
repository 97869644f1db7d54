// A short transcript for the models under test to judge, and a model file bent by the fuzzer's bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "domain/transcript.h"

namespace pith::fuzz {

inline Transcript small_talk() {
  using std::chrono::seconds;
  Transcript talk;
  talk.speakers = {"Ann", "Bo"};
  const char* said[] = {"Why does a cache miss cost more than the sum?",
                        "Because memory is 200 times slower, always.",
                        "This show is brought to you by Acme.",
                        "Go to acme.example and use the code FREE for 20 %.",
                        "So, um, you measured it?",
                        "We did, on three machines."};
  for (int n = 0; n < 24; ++n)
    talk.cues.push_back({seconds{5 * n}, seconds{5 * n + 4}, n % 3 - 1, CueKind::talk, said[n % 6]});
  return talk;
}

// Triples of place (two bytes) and value laid over `whole`; the odd byte at the end cuts that many off.
inline std::string bent(std::string whole, std::string_view by) {
  for (; by.size() >= 3; by.remove_prefix(3)) {
    std::uint16_t at = 0;
    std::memcpy(&at, by.data(), sizeof at);
    if (!whole.empty()) whole[at % whole.size()] = by[2];
  }
  if (!by.empty()) whole.resize(whole.size() - std::min<std::size_t>(whole.size(), static_cast<std::uint8_t>(by[0])));
  return whole;
}

template <class T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace pith::fuzz
