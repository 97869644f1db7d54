// folders: stages/insight
// The list of topics and the weights that go with it: whatever the bytes, an error or a list whose every find is one of
// its aliases. The input is the list up to the first zero byte, then weights.
#include <cstdint>
#include <string_view>
#include <vector>

#include "stages/insight/topic_list.h"
#include "stages/insight/topic_model.h"
#include "stages/insight/topic_terms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const auto cut = all.find('\0') == all.npos ? all.size() : all.find('\0');
  const auto bytes = all.substr(0, cut);
  const auto list = pith::insight::TopicList::parse(bytes);
  const pith::text::WordModel no_words;
  const auto model = pith::insight::TopicModel::parse(bytes, all.substr(cut), no_words);
  if (!list) {
    if (model) __builtin_trap();
    return 0;
  }
  std::vector<std::size_t> found;
  list->find(pith::insight::terms_of(bytes), found);
  for (const auto alias : found)
    if (alias >= list->aliases() || list->topic_of(alias) >= list->topics().size()) __builtin_trap();
  if (const auto topic = list->named(bytes); topic && *topic >= list->topics().size()) __builtin_trap();
  return 0;
}
