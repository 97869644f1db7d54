// A server with OpenAI's /v1/audio/transcriptions as the Transcriber (whisper.cpp's server, faster-whisper-server,
// LocalAI, hosted ones).
#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "net/http_client.h"
#include "stages/transcript/transcriber.h"

namespace pith::http_asr {

struct HttpAsrOptions {
  std::string base_url;  // with or without /v1
  std::string model;
  std::string key;       // empty: none is sent
  std::string language;  // where the piece names none; empty: the server finds out
  std::chrono::milliseconds longest{std::chrono::hours{1}};
};

// Asks for verbose_json; a server that refuses that is asked for WebVTT from then on.
class HttpTranscriber final : public transcript::Transcriber {
 public:
  // `client` must outlive it.
  HttpTranscriber(net::HttpClient& client, HttpAsrOptions options) : client_(client), options_(std::move(options)) {}
  std::string name() const override { return options_.model; }
  std::string version() const override { return "http/" + options_.model; }
  Result<std::string> hear(const transcript::AudioPiece& piece) const override;

 private:
  Result<net::HttpResponse> ask(const transcript::AudioPiece& piece, std::string_view wav, bool vtt) const;

  net::HttpClient& client_;
  HttpAsrOptions options_;
  mutable std::atomic<bool> vtt_ = false;
};

}  // namespace pith::http_asr
