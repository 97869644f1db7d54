// What the steps work with. Owned by the app; everything in it is thread-safe and outlives the pipeline.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/tokens.h"
#include "net/http_client.h"
#include "pipeline/hearing.h"
#include "pipeline/retry.h"
#include "stages/delivery/channel.h"
#include "stages/feed/read_feed.h"
#include "stages/insight/distiller.h"
#include "stages/transcript/transcriber.h"
#include "store/store.h"

namespace pith::pipeline {

class Relating;
class Marking;
class Rounds;

// Of a message that was not sent although the step's work went well: whether it is tried again.
enum class Unsent { no, later, never };

// What has just happened, for progress on a terminal and for reports. Steps may report from several threads at once.
struct Event {
  std::string_view step;
  std::string subject;  // title or URL, for people
  std::string outcome;  // "3 new episodes", "8 insights", an error's sentence
  bool failed = false;
  Unsent unsent = Unsent::no;
  // Of `follow`: the address that was asked for, secrets and all, and those which it names and that are followed in its
  // stead; the latter are told without an outcome.
  std::string address = {};
  std::vector<std::string> leads_to = {};
};
using ReadFeed = std::function<Result<PublishedFeed>(std::string_view bytes, const feed::ReadOptions& options)>;
using Observer = std::function<void(const Event&)>;

struct Options {
  int newest = 3;  // episodes taken on first following a show
  net::Limits feed_limits;
  net::Limits transcript_limits;
  int keep = 12;                // insights kept of an episode
  std::chrono::hours again{6};  // after a stand-in an episode is distilled again; 0: never
  int brief_size = 5;           // picks
  int brief_days = 7;           // how long an insight may wait for its brief
  double floor = 0.5;           // least score in a brief
  // The pause between two requests to a host where it is long enough to matter to a later process; else 0. It is noted
  // before the request, so that a killed process's pace is kept too.
  std::chrono::milliseconds noted_pace{0};
  std::string directory_url = "https://itunes.apple.com";
  bool own_directory = false;  // the owner named another directory: it may be anywhere
  std::string site_url;
  std::vector<std::string> one_person;  // full names whose bearers are one person on all shows
  std::string title;                    // of the brief
  std::string mail_from;    // mailbox; briefs go out as mail where there is a channel and the reader has an address
  bool home_pages = false;  // nobody but the home reader sees the pages and the home brief
  ClockKind clock_kind = ClockKind::running;
  // Of episodes that are heard, where a recogniser is set up:
  std::chrono::minutes grace{std::chrono::hours{6}};  // from first sight: the publisher's transcript is better
  std::chrono::milliseconds piece{std::chrono::minutes{10}};
  std::chrono::milliseconds longest_piece{std::chrono::hours{1}};  // that a recogniser may take for one
  std::string heard_language;                                      // empty: the show's
  net::Limits audio_limits;
  std::filesystem::path audio_folder;
  bool keep_audio = false;
};

// Knows which threads wait for servers. Thread-safe.
class WaitingRoom {
 public:
  virtual ~WaitingRoom() = default;
  virtual bool begin(const std::string& host) = 0;  // whether there is a place; `end` is called in either case
  virtual void end(const std::string& host) = 0;
};

struct Context {
  store::Store& store;
  net::HttpClient& http;
  const insight::Distiller& distiller;
  const Marking& marking;  // ads and chatter
  Relating& relating;      // related insights
  Rounds& rounds;          // what readers of a round share
  delivery::Channel& channel;
  const Clock& clock;
  Options options;
  Observer observe = [](const Event&) {};
  ReadFeed read_feed = feed::read_feed;
  const transcript::Transcriber* transcriber = nullptr;  // none: episodes without a transcript wait
  const AudioDecoder* decoder = nullptr;
  const Signer* signer = nullptr;       // of the links in readers' mails; none: there are no accounts
  std::stop_token stop = {};            // set by Dispatch: long steps put themselves off
  WaitingRoom* waiting_room = nullptr;  // set by Dispatch
};

// While it lives, its thread waits for a server: for that of a host, in the line of those that wait for it, or for
// another (empty).
class Waiting {
 public:
  explicit Waiting(const Context& context, std::string host = {})
      : room_(context.waiting_room), host_(std::move(host)), has_place_(room_ == nullptr || room_->begin(host_)) {}
  ~Waiting() {
    if (room_ != nullptr) room_->end(host_);
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  // False where enough wait for the host already, and threads are scarce: others should be asked meanwhile.
  bool has_place() const { return has_place_; }

 private:
  WaitingRoom* room_;
  std::string host_;
  bool has_place_;
};

}  // namespace pith::pipeline
