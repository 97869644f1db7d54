#include "net/failures.h"

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

namespace pith::net {

namespace {

struct Words {
  curl::Failure failure;
  ErrorKind kind;
  std::string_view sentence;  // {} is the URL
};

constexpr Words sentences[] = {
    {curl::Failure::stopped, ErrorKind::internal, "The answer of {} could not be taken."},
    {curl::Failure::resolve, ErrorKind::network, "The host of {} cannot be found."},
    {curl::Failure::connect, ErrorKind::network, "{} cannot be reached."},
    {curl::Failure::tls, ErrorKind::network, "{} has no secure connection that can be trusted."},
    {curl::Failure::broken, ErrorKind::network, "The connection to {} broke before the answer was complete."},
    {curl::Failure::no_http, ErrorKind::network, "{} answers in another protocol than HTTP."},
    {curl::Failure::bad_url, ErrorKind::invalid_input, "{} is not an address that can be asked."},
    {curl::Failure::other, ErrorKind::network, "{} could not be read."},
};

std::string size_text(std::int64_t bytes) {
  return bytes >= (1 << 20) ? fmt::format("{} MB", bytes >> 20)
                            : fmt::format("{} kB", std::max<std::int64_t>(1, bytes >> 10));
}

bool connected(const curl::End& end) {
  using enum curl::Failure;
  return !end.address.empty() && end.failure != resolve && end.failure != connect && end.failure != tls;
}

Error timed_out(const curl::End& end, const std::string& shown, const Limits& limits) {
  if (end.words.find("too slow") != std::string::npos) {
    return {ErrorKind::timeout, fmt::format("{} sends too slowly.", shown), end.words, 0};
  }
  const auto seconds = std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(limits.total).count());
  return {ErrorKind::timeout, fmt::format("{} gave no complete answer in time (at most {} s).", shown, seconds),
          end.words, connected(end) ? 0 : ENOTCONN};
}

}  // namespace

bool never_arrived(const Error& error) { return error.code == ENOTCONN; }

Error failure_of(const curl::End& end, const Url& url, const Limits& limits) {
  const auto shown = redact_url(url.text());
  if (end.failure == curl::Failure::timeout) return timed_out(end, shown, limits);
  if (end.failure == curl::Failure::too_large) return too_large(url, limits.max_compressed);
  const auto* found = std::ranges::find(sentences, end.failure, &Words::failure);
  const auto& words = found == std::end(sentences) ? std::end(sentences)[-1] : *found;
  return {words.kind, fmt::format(fmt::runtime(words.sentence), shown), fmt::format("curl {}: {}", end.code, end.words),
          connected(end) ? 0 : ENOTCONN};
}

Error private_address(const Url& url, std::string_view address) {
  return {ErrorKind::refused,
          fmt::format("{} leads to the private address {}. If you want that, name the host in feeds.allow_private.",
                      redact_url(url.text()), address)};
}

Error too_large(const Url& url, std::int64_t limit) {
  return {ErrorKind::too_large, fmt::format("{} answers with more than {}, the most that is read.",
                                            redact_url(url.text()), size_text(limit))};
}

Error no_room(const Url& url) {
  return {ErrorKind::network,
          fmt::format("{} answered much while other large answers were under way; it is asked again.",
                      redact_url(url.text()))};
}

Error holds_up(const Url& url) {
  return {ErrorKind::timeout,
          fmt::format("{} sends too slowly while other large answers wait for it; it is asked again.",
                      redact_url(url.text()))};
}

Error too_many_headers(const Url& url) {
  return {ErrorKind::too_large, fmt::format("{} answers with an endless header.", redact_url(url.text()))};
}

}  // namespace pith::net
