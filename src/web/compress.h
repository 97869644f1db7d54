// Answers made smaller on their way (docs/decisions/0091-compressed-pages.md).
#pragma once

#include "lib/http_server/message.h"

namespace pith::web {

// Gives the answer as gzip where the client takes it and it is text of some length; says by Vary that it depends.
// `secret`: it holds something that nobody but its reader may learn, beside what a stranger may put into the request:
// then it stays as it is, for its length would tell of the secret (BREACH).
void compress(const http::Request& request, bool secret, http::Response& response);

}  // namespace pith::web
