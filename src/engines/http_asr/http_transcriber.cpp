#include "engines/http_asr/http_transcriber.h"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "engines/http_asr/multipart.h"
#include "lib/json/json.h"
#include "text/utf8.h"

namespace pith::http_asr {

namespace {

std::string endpoint(std::string base) {
  while (base.ends_with('/')) base.pop_back();
  if (!base.ends_with("/v1") && !base.contains("/v1/") && !base.contains("/api")) base += "/v1";
  return base + "/audio/transcriptions";
}

// The server's own words, where it has some.
std::string words_of(const net::HttpResponse& response) {
  const auto body = json::parse(response.body);
  const auto& error = body ? body->at("error") : json::Value();
  const auto words = error.is_text() ? error.text() : error.at("message").text();
  return std::string(text::truncate_utf8(words.empty() ? text::repair_utf8(response.body) : std::string(words), 200));
}

bool passes(int status) { return status == 408 || status == 425 || status == 429 || status >= 500; }

std::unexpected<Error> failure_of(const net::HttpResponse& response, const std::string& url) {
  return fail(passes(response.status) ? ErrorKind::http_status : ErrorKind::refused,
              fmt::format("the recogniser at {} answered {}: {}", redact_url(url), response.status, words_of(response)),
              "", response.status);
}

}  // namespace

Result<net::HttpResponse> HttpTranscriber::ask(const transcript::AudioPiece& piece, std::string_view wav,
                                               bool vtt) const {
  Multipart form(content_hash(wav));
  form.field("model", options_.model);
  form.field("response_format", vtt ? "vtt" : "verbose_json");
  const auto& language = piece.language.empty() ? options_.language : piece.language;
  if (!language.empty()) form.field("language", language);
  form.file("file", "audio.wav", "audio/wav", wav);
  net::HttpRequest request;
  request.url = endpoint(options_.base_url);
  request.method = "POST";
  request.headers = {{"Content-Type", form.content_type()}};
  if (!options_.key.empty()) request.headers.emplace_back("Authorization", "Bearer " + options_.key);
  request.body = form.take();
  request.accept = vtt ? "text/vtt, text/plain" : "application/json";
  request.trusted = true;
  request.limits.max_redirects = 0;  // the key goes nowhere else
  request.limits.total = options_.longest;
  request.limits.low_speed_bytes = 0;  // a recogniser listens in silence
  request.stop = piece.stop;
  return net::fetch(client_, std::move(request));
}

Result<std::string> HttpTranscriber::hear(const transcript::AudioPiece& piece) const {
  std::ifstream in(piece.wav, std::ios::binary);
  const std::string wav{std::istreambuf_iterator<char>(in), {}};
  if (!in && wav.empty()) return fail(ErrorKind::io, fmt::format("cannot read {}", piece.wav.string()));
  auto response = ask(piece, wav, vtt_);
  if (response && !vtt_ && (response->status == 400 || response->status == 415 || response->status == 422)) {
    auto second = ask(piece, wav, true);
    if (second && second->status == 200) vtt_ = true;
    response = std::move(second);
  }
  if (!response) return std::unexpected(response.error().within("recogniser"));
  if (response->status != 200) return failure_of(*response, options_.base_url);
  return std::move(response->body);
}

}  // namespace pith::http_asr
