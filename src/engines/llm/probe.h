// Whether a model server is fit for use, for `pith doctor`: it answers, takes the key and knows the model.
#pragma once

#include <string>

#include "base/result.h"
#include "engines/llm/chat.h"
#include "net/http_client.h"

namespace pith::llm {

struct Probed {
  std::string sentence;  // for people
  ChatReply reply;       // of the one small question asked: it is paid for
};
// Asks for the server's list of models, then one question of a few tokens, without a second try. An Error's message
// says what is wrong and which setting to look at.
Result<Probed> probe(net::HttpClient& client, const ChatOptions& options);

}  // namespace pith::llm
