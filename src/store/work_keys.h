// The keys of work that pages and the store itself ask for; all others are spelled in pipeline/steps/step.h.
#pragma once

#include <string>
#include <string_view>

#include "store/work.h"

namespace pith::store {

inline WorkKey follow_work(std::string_view url) { return {"follow", std::string(url), ""}; }
// Of an address that its owner calls private, whatever it looks like.
inline WorkKey private_follow_work(std::string_view url) { return {"follow", std::string(url), "private"}; }
inline bool is_private_follow(const WorkKey& key) { return key.step == "follow" && key.version == "private"; }
// A Message-Id, or the id of the letter that it begins with.
inline WorkKey forget_work(std::string_view message) { return {"forget", std::string(message), ""}; }
inline WorkKey hook_work(std::string_view message_id) { return {"hook", std::string(message_id), ""}; }
inline WorkKey index_work(std::string_view episode_id) { return {"index", std::string(episode_id), ""}; }
inline WorkKey letter_work(std::string_view letter_id) { return {"letter", std::string(letter_id), ""}; }

}  // namespace pith::store
