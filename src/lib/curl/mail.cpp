#include "lib/curl/mail.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "lib/curl/handle.h"

namespace pith::curl {

namespace {

constexpr std::array<std::string_view, 7> verbs = {"EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"};

// What libcurl's callbacks read from and write to while one message is sent.
struct Session {
  std::string_view rest;  // of the content
  MailEnd seen;
  bool over = false;  // QUIT was said: what follows tells nothing of the message

  void said(std::string_view line) {
    const auto verb = line.substr(0, line.find_first_of(" \r\n"));
    over = over || verb == "QUIT";
    if (std::ranges::find(verbs, verb) == verbs.end()) return;  // a login's own lines: never kept
    seen.verb = verb;
    seen.reply = 0;
    seen.reply_text.clear();
  }

  void heard(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    int code = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + std::min<std::size_t>(line.size(), 3), code);
    if (error != std::errc{} || end != line.data() + 3) return;
    if (seen.answered || over) return;
    seen.reply = code;
    seen.reply_text = line;
    seen.answered = seen.content_given;
  }
};

int take_trace(CURL*, curl_infotype type, char* bytes, std::size_t size, void* session) noexcept {
  try {
    if (type == CURLINFO_HEADER_OUT) static_cast<Session*>(session)->said({bytes, size});
    if (type == CURLINFO_HEADER_IN) static_cast<Session*>(session)->heard({bytes, size});
  } catch (...) {
    return 0;  // a trace that is lost harms nothing
  }
  return 0;
}

std::size_t give_content(char* buffer, std::size_t size, std::size_t count, void* session) noexcept {
  auto& [rest, seen, over] = *static_cast<Session*>(session);
  const auto piece = rest.substr(0, size * count);
  std::ranges::copy(piece, buffer);
  rest.remove_prefix(piece.size());
  if (piece.empty()) {
    seen.content_given = true;
    seen.reply = 0;
    seen.reply_text.clear();
  }
  return piece.size();
}

void set_server(CURL* easy, const MailTransfer& transfer) {
  const auto url = fmt::format("{}://{}:{}/{}", transfer.tls_from_start ? "smtps" : "smtp", transfer.host,
                               transfer.port, transfer.hello);
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  const auto use = transfer.must_start_tls && !transfer.tls_from_start ? CURLUSESSL_ALL : CURLUSESSL_NONE;
  curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(use));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds_for(transfer.connect));
  curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, milliseconds_for(transfer.total) / 1000));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds_for(transfer.total));
  if (transfer.user.empty()) return;
  curl_easy_setopt(easy, CURLOPT_USERNAME, transfer.user.c_str());
  curl_easy_setopt(easy, CURLOPT_PASSWORD, transfer.password.c_str());
}

void set_session(CURL* easy, Session& session) {
  curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, give_content);
  curl_easy_setopt(easy, CURLOPT_READDATA, &session);
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_trace);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, &session);
}

}  // namespace

MailEnd send_mail(const MailTransfer& transfer) {
  const auto handle = new_handle(transfer.ca_file);
  CURL* easy = handle.get();
  std::array<char, CURL_ERROR_SIZE> words{};
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, words.data());
  Session session{.rest = transfer.bytes, .seen = {}};
  set_server(easy, transfer);
  set_session(easy, session);
  const auto from = fmt::format("<{}>", transfer.from);
  curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from.c_str());
  List recipients;
  append(recipients, fmt::format("<{}>", transfer.to));
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());

  const auto code = curl_easy_perform(easy);
  auto& seen = session.seen;
  seen.end = {.failure = failure_of(code), .words = words.data(), .code = code, .address = {}};
  if (seen.end.words.empty() && code != CURLE_OK) seen.end.words = curl_easy_strerror(code);
  seen.login_denied = code == CURLE_LOGIN_DENIED;
  seen.no_tls = code == CURLE_USE_SSL_FAILED;
  return seen;
}

}  // namespace pith::curl
