// What briefs are made with, around a store: everything real but the network and the distiller, which briefs never ask.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include "pipeline/context.h"
#include "pipeline/marking.h"
#include "pipeline/relating.h"
#include "pipeline/round.h"
#include "store/store.h"

namespace pith::pipeline {

class NoNetwork final : public net::HttpClient {
  void start(net::HttpRequest, Callback done) override {
    done(std::unexpected(Error{ErrorKind::network, "there is no network here", ""}));
  }
};

class NoDistiller final : public insight::Distiller {
  std::string name() const override { return "none"; }
  std::string version() const override { return "1"; }
  Result<insight::Distilled> distill(const Transcript&, const insight::EpisodeContext&) const override {
    return insight::Distilled{};
  }
};

class HandClock final : public Clock {
 public:
  Time now() const override {
    if (asked_) asked_();
    return now_;
  }
  void set(Time now) { now_ = now; }
  void when_asked(std::function<void()> asked) { asked_ = std::move(asked); }

 private:
  Time now_{};
  std::function<void()> asked_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::filesystem::file_size(path), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

struct Parts {
  // `data`: the folder with the models; `outbox`: where mails go.
  Parts(store::Store& store, const std::filesystem::path& data, std::filesystem::path outbox)
      : bytes(bytes_of(data / "models" / "words-en.bin")),
        words(text::WordModel::read(bytes).value()),
        channel(std::move(outbox)),
        context{store, network, distiller, marking, relating, rounds, channel, clock, {}} {
    context.options.site_url = "https://pith.example";
    context.options.mail_from = "Pith <pith@pith.example>";
    context.options.clock_kind = ClockKind::standing;
  }

  std::string bytes;
  text::WordModel words;
  text::WordVectorEmbedder embedder{words};
  Relating relating{words, embedder};
  Marking marking{nullptr};
  NoNetwork network;
  NoDistiller distiller;
  Rounds rounds;
  delivery::OutboxChannel channel;
  HandClock clock;
  Context context;
};

}  // namespace pith::pipeline
