#include "app/services.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "app/decoding.h"
#include "app/engines.h"
#include "app/home_key.h"
#include "app/kept_answers.h"
#include "app/mail.h"
#include "app/output.h"
#include "app/settings_values.h"
#include "app/transcribers.h"
#include "base/open_files.h"
#include "pipeline/marking.h"
#include "pipeline/relating.h"
#include "pipeline/round.h"
#include "store/readers.h"

namespace pith::app {

struct Services::Parts {
  explicit Parts(text::WordModel model) : words(std::move(model)) {}
  // The models, and what stands on them alone.
  static Result<std::unique_ptr<Parts>> of_models(const Data& data);
  Result<void> add_engines(Program& program, store::Store& store);
  // After the engines.
  Result<void> add_context(Program& program, store::Store& store, pipeline::Observer observe);

  text::WordModel words;
  std::unique_ptr<text::Embedder> embedder;
  std::unique_ptr<pipeline::Relating> relating;
  std::unique_ptr<pipeline::Marking> marking;
  std::unique_ptr<net::HttpClient> http;
  std::unique_ptr<KeptAnswers> answers;
  std::unique_ptr<DistillEngine> engine;  // after what it stands on
  std::unique_ptr<delivery::Channel> channel;
  std::unique_ptr<pipeline::Context> context;
  pipeline::DispatchOptions threads;
  std::unique_ptr<transcript::Transcriber> transcriber;
  ApartDecoder decoder;
  pipeline::Rounds rounds;
  std::optional<Signer> signer;
};

namespace {

net::Limits limits_of(std::int64_t megabytes, std::int64_t seconds) {
  net::Limits limits;
  limits.max_bytes = megabytes << 20;
  limits.max_compressed = megabytes << 20;
  limits.total = std::chrono::seconds{seconds};
  return limits;
}

// Audio comes slowly from some hosts; what hardly moves is given up all the same, and gone on with another time.
void set_hearing(pipeline::Options& options, const Program& program) {
  const auto& s = program.settings().transcriber;
  options.grace = std::chrono::hours{s.grace_hours};
  options.piece = std::chrono::minutes{s.piece_minutes};
  options.longest_piece = std::chrono::minutes{s.timeout_minutes};
  options.heard_language = s.language;
  options.audio_limits = limits_of(s.max_mb, 3600);
  options.audio_limits.low_speed_bytes = 10'000;  // one is fetched at a time: the others would wait for it
  options.audio_limits.low_speed_time = std::chrono::seconds{60};
  options.audio_folder = program.home().audio();
  options.keep_audio = s.keep_audio;
}

pipeline::Options options_of(const Program& program) {
  const auto& s = program.settings();
  pipeline::Options options;
  options.newest = static_cast<int>(s.feeds.newest);
  options.feed_limits = limits_of(s.feeds.max_mb, s.feeds.timeout_s);
  options.transcript_limits = limits_of(s.transcripts.max_mb, s.feeds.timeout_s);
  const std::chrono::milliseconds pace{std::max(s.feeds.pace_ms, s.feeds.private_pace_ms)};
  if (pace >= std::chrono::seconds{2}) options.noted_pace = pace;  // starting anew takes longer than a shorter one
  options.keep = static_cast<int>(s.distill.keep);
  options.again = std::chrono::hours{s.distill.again_hours};
  options.brief_size = static_cast<int>(s.brief.size);
  options.brief_days = static_cast<int>(s.brief.days);
  options.floor = s.brief.floor;
  options.directory_url = s.feeds.apple_url;
  options.own_directory = s.feeds.apple_url != Settings{}.feeds.apple_url;
  options.site_url = site_url_of(s);
  options.one_person = s.people.one_person;
  options.title = s.web.title;
  options.mail_from = s.mail.from;
  options.home_pages = is_at_home(s);
  set_hearing(options, program);
  options.clock_kind = program.given_now() ? pipeline::ClockKind::standing : pipeline::ClockKind::running;
  return options;
}

pipeline::DispatchOptions threads_of(const Settings& settings) {
  const auto cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const auto wished = static_cast<int>(settings.distill.threads);
  return {.poll_threads = cores, .cpu_threads = cores, .distill_threads = wished > 0 ? wished : cores};
}

}  // namespace

Services::Services(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Services::~Services() = default;
pipeline::Context& Services::context() { return *parts_->context; }
void Services::stop_waiting() {
  parts_->engine->stop();
  parts_->answers->stop();
}
pipeline::DispatchOptions Services::threads() const { return parts_->threads; }

Result<std::unique_ptr<Services::Parts>> Services::Parts::of_models(const Data& data) {
  auto words = read_words(data);
  if (!words) return std::unexpected(words.error());
  auto marks = load_marks(data);
  if (!marks) return std::unexpected(marks.error());
  auto parts = std::make_unique<Parts>(std::move(*words));
  parts->embedder = std::make_unique<text::WordVectorEmbedder>(parts->words);
  parts->relating = std::make_unique<pipeline::Relating>(parts->words, *parts->embedder);
  parts->marking = std::make_unique<pipeline::Marking>(std::move(*marks));
  return parts;
}

Result<void> Services::Parts::add_engines(Program& program, store::Store& store) {
  const auto& settings = program.settings();
  auto client = make_http(settings, store, program.clock());
  if (!client) return std::unexpected(client.error());
  http = std::move(*client);
  answers = std::make_unique<KeptAnswers>(store);
  auto distills = DistillEngine::make(program.data(), settings, *http, *answers, program.clock());
  if (!distills) return std::unexpected(distills.error());
  engine = std::move(*distills);
  auto hears = make_transcriber(settings, *http);
  if (hears)
    transcriber = std::move(*hears);
  else  // episodes without a transcript wait until it is there again; all else goes on
    complain(hears.error().within(program.home().settings_file.string()).message);
  channel = make_channel(program);
  return {};
}

Result<void> Services::Parts::add_context(Program& program, store::Store& store, pipeline::Observer observe) {
  context = std::make_unique<pipeline::Context>(pipeline::Context{store, *http, engine->distiller(), *marking,
                                                                  *relating, rounds, *channel, program.clock(),
                                                                  options_of(program), std::move(observe)});
  context->transcriber = transcriber.get();
  context->decoder = &decoder;
  if (program.settings().web.open_to.empty()) return {};
  auto key = home_key(program.home());
  if (!key) return std::unexpected(key.error());
  context->signer = &signer.emplace(*std::move(key));
  return {};
}

Result<std::unique_ptr<Services>> Services::make(Program& program, pipeline::Observer observe) {
  allow_many_open_files();
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  auto parts = Parts::of_models(program.data());
  if (!parts) return std::unexpected(parts.error());
  auto done = (*parts)->add_engines(program, **store);
  if (done) done = (*parts)->add_context(program, **store, std::move(observe));
  if (!done) return std::unexpected(done.error());
  (*parts)->threads = threads_of(program.settings());
  return std::unique_ptr<Services>(new Services(*std::move(parts)));
}

namespace {

// The home reader as the settings have it; all else of it stays.
Reader as_set_up(const Program& program, const std::optional<Reader>& known) {
  const auto& settings = program.settings().reader;
  Reader reader = known.value_or(Reader{});
  reader.id = home_reader;
  reader.email = settings.email;
  reader.zone = zone_of(program.settings());
  reader.hour = hour_of(settings.hour).value_or(reader.hour);
  const auto before = known.value_or(Reader{});
  if (reader.zone != before.zone || reader.hour != before.hour) reader.next_brief = {};
  if (!known) reader.added = program.clock().now();
  return reader;
}

}  // namespace

Result<Reader> ensure_home_reader(Program& program) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto known = store::reader_by_id((*store)->read(), home_reader);
  if (!known) return std::unexpected(known.error());
  if (*known && as_set_up(program, *known) == **known) return **known;
  // An import may have brought it since.
  return (*store)->write([&](store::Tx& tx) -> Result<Reader> {
    const auto now = store::reader_by_id(tx, home_reader);
    if (!now) return std::unexpected(now.error());
    auto reader = as_set_up(program, *now);
    store::put(tx, reader);
    return reader;
  });
}

}  // namespace pith::app
