// Asking publishers' servers: every request of a step goes this way. What a host asked for with Retry-After is
// remembered in the store and kept to by all requests to that host, of this process and of later ones.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/http_client.h"
#include "net/retry_after.h"
#include "pipeline/context.h"
#include "pipeline/steps/step.h"

namespace pith::pipeline {

using Asked = std::expected<net::HttpResponse, Failure>;

// Waits for the answer, or for the program's end. A host that rests is not asked: the Failure says until when.
Asked ask(Context& context, net::HttpRequest request);

// The two halves of it, for a request that is more than one answer: whether the host rests, and what its answer asked
// for.
std::optional<Failure> still_resting(Context& context, std::string_view url);
std::optional<Failure> still_resting(Context& context, const store::Session& session, const std::string& host);
Result<void> note_rest(Context& context, const net::HttpResponse& response);

// Notes that these hosts are asked now, where their pace is long (Options::noted_pace).
Result<void> note_pace(Context& context, const std::vector<std::string>& hosts);

// How long a server asked to wait: Retry-After, and on 429 and 503 what it said of keeping the answer.
std::optional<Seconds> asked_by(int status, const net::RevisitHint& hint);
// "; it asked to be left alone until 2026-11-02T18:30:00Z", or nothing.
std::string when_again(std::optional<Seconds> asked, Time now);

// The Failure of an answer whose status brings nothing: "WHAT (503)", with what its server asked for.
Failure refusal(Context& context, const net::HttpResponse& response, const std::string& what);

// A wait this short is sat out; for a longer one the work is given back.
inline constexpr Seconds short_wait{5};

}  // namespace pith::pipeline
