#include "web/topics.h"

#include "base/ids.h"
#include "web/page.h"

namespace pith::web {

void add_topics(templates::Values& body, std::span<const std::string> topics) {
  if (topics.empty()) return;
  auto& section = body.add("TOPICS");
  for (const auto& topic : topics) section.add("TOPIC").set("URL", links().topic(slug_of(topic))).set("TEXT", topic);
}

}  // namespace pith::web
