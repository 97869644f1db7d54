// folders: stages/brief stages/delivery
// The fives of many readers, from one day's material: leanings made of interests and verdicts, five chosen, the mail's
// bytes rendered; two threads. A third of the readers named nothing; the others have up to five topics, two shows, a
// person, two of words, ten verdicts. Each was sent five a day for thirty days.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include "domain/person.h"
#include "stages/brief/choose.h"
#include "stages/delivery/mail.h"
#include "stages/delivery/view_of.h"

namespace pith {
namespace {

constexpr int offered = 720;  // a week of 60 episodes, twelve insights each
constexpr int told = 4'000;   // sent to somebody in the month before
constexpr int shows = 30;
constexpr int topics = 190;
constexpr Time now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + std::chrono::hours{6}};

using Random = std::mt19937;

std::string word(Random& random) {
  std::uniform_real_distribution<double> uniform(0, 1);
  return fmt::format("word{}", static_cast<int>(std::pow(20'000, uniform(random))));
}

Profile random_profile(Random& random, int terms) {
  Profile profile;
  std::uniform_real_distribution<double> uniform(0, 1);
  const auto weight = static_cast<float>(1 / std::sqrt(terms));
  for (int n = 0; n < terms; ++n)
    profile.terms.push_back({static_cast<std::uint32_t>(std::pow(20'000, uniform(random))), weight});
  std::ranges::sort(profile.terms, {}, &Term::id);
  for (int n = 0; n < 128; ++n)
    profile.vector.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127));
  return profile;
}

Insight random_insight(Random& random, int number) {
  const int episode = number / 12;
  Insight insight;
  insight.id = fmt::format("in_{:012}", number);
  insight.episode_id = fmt::format("ep_{:012}", episode);
  insight.show_id = fmt::format("sh_{:012}", episode % shows);
  insight.headline = "A claim of nine words that says what was said";
  for (int n = 0; n < 50; ++n) insight.text += word(random) + (n % 12 == 11 ? ". " : " ");
  insight.speaker = fmt::format("Ada Lovelace{}", static_cast<char>('a' + episode % 26));
  for (int n = 0; n < 3; ++n) insight.topics.push_back(fmt::format("Topic {}", random() % topics));
  insight.score = static_cast<double>(random() % 450) / 100;
  const int cue = number % 12 * 40;
  insight.evidence = {{{cue, cue + 3},
                       std::chrono::seconds(cue),
                       std::chrono::seconds(cue + 20),
                       insight.speaker,
                       "These are the words as they were said, and some more of them besides."}};
  insight.first_seen = now - std::chrono::hours{1 + episode * 168 / 60};
  return insight;
}

struct World {
  brief::Material material;
  std::vector<SourcedInsight> sources;  // of the offers, by place
  std::vector<brief::Judged> judged;    // what verdicts were given on
  std::vector<Profile> words;
};

SourcedInsight source_of(const Insight& insight) {
  SourcedInsight source{insight, {}, {}};
  source.episode.id = insight.episode_id;
  source.episode.title = "An episode with a title of some length, and who was its guest";
  source.episode.audio.url = "https://audio.example/" + insight.episode_id + ".mp3";
  source.show.id = insight.show_id;
  source.show.title = "The Show " + insight.show_id;
  source.show.slug = insight.show_id;
  return source;
}

World make_world() {
  Random random(1);
  std::vector<brief::Offer> offers;
  for (int n = 0; n < offered; ++n) {
    brief::Offer offer{.insight = random_insight(random, n), .profile = random_profile(random, 40)};
    for (int link = 0; link < 20; ++link)
      offer.links.push_back({offer.insight.id, fmt::format("in_{:012}", random() % (offered + told)), LinkKind::related,
                             0.32 + static_cast<double>(random() % 18) / 100});
    offer.people = {{person_key(offer.insight.speaker), offer.insight.speaker}};
    offer.show_title = "The Show " + offer.insight.show_id;
    offers.push_back(std::move(offer));
  }
  std::vector<Insight> sent;
  for (int n = offered; n < offered + told; ++n) sent.push_back(random_insight(random, n));
  World world{brief::Material(std::move(offers), sent, now), {}, {}, {}};
  for (const auto& offer : world.material.offers()) world.sources.push_back(source_of(offer.insight));
  for (int n = 0; n < 500; ++n)
    world.judged.push_back({{}, sent[static_cast<std::size_t>(n)], random_profile(random, 40), "The Show"});
  for (int n = 0; n < 500; ++n) world.words.push_back(random_profile(random, 2));
  return world;
}

struct Wants {
  std::vector<brief::Wish> wishes;
  std::vector<brief::Judged> judged;
};

Wants wants_of(const World& world, Random& random) {
  Wants wants;
  if (random() % 3 == 0) return wants;
  const auto name = [&](InterestKind kind, std::string value, Profile profile = {}) {
    wants.wishes.push_back({{"", kind, std::move(value), {}}, std::move(profile)});
  };
  for (auto n = random() % 6; n > 0; --n) name(InterestKind::topic, fmt::format("topic-{}", random() % topics));
  for (auto n = random() % 3; n > 0; --n) name(InterestKind::show, fmt::format("sh_{:012}", random() % shows));
  if (random() % 2 == 0)
    name(InterestKind::person, fmt::format("ada-lovelace{}", static_cast<char>('a' + random() % 26)));
  for (auto n = random() % 3; n > 0; --n) {
    const auto which = random() % world.words.size();
    name(InterestKind::words, fmt::format("words {}", which), world.words[which]);
  }
  for (auto n = random() % 11; n > 0; --n) {
    wants.judged.push_back(world.judged[random() % world.judged.size()]);
    wants.judged.back().verdict = {"", wants.judged.back().insight.id, random() % 2 == 0 ? Taste::more : Taste::less,
                                   now - std::chrono::days{random() % 90}};
  }
  return wants;
}

// Everything of one reader is made, used and dropped here.
std::size_t five_of(const World& world, int number) {
  Random random(static_cast<unsigned>(number));
  const auto wants = wants_of(world, random);
  std::vector<std::string> sent;
  for (int n = 0; n < 150; ++n) sent.push_back(fmt::format("in_{:012}", random() % (offered + told)));
  const auto leanings = brief::leanings_of(wants.wishes, wants.judged, now);
  const auto brief = brief::choose(
      world.material, {fmt::format("re_{:012}", number), {std::chrono::year{2026} / 11 / 25}, now, sent, &leanings});
  std::vector<SourcedInsight> sources;
  for (const auto& pick : brief.picks)
    sources.push_back(*std::ranges::find(world.sources, pick.insight_id, [](const auto& s) { return s.insight.id; }));
  const auto view = delivery::view_of(brief, sources, "Europe/Berlin", delivery::Addresses("https://pith.example"));
  const auto mail = delivery::render_mail(view, {.from = "Pith <pith@pith.example>",
                                                 .to = fmt::format("reader{}@example.org", number),
                                                 .message_id = brief.id + "@pith.example",
                                                 .date = now,
                                                 .list_id = "brief.pith.example",
                                                 .unsubscribe = "https://pith.example/unsubscribe/" + brief.id,
                                                 .settings_url = "https://pith.example/settings"});
  return mail ? mail->size() : 0;
}

rusage used() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double cpu_seconds() {
  const auto usage = used();
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void fives(benchmark::State& state) {
  const auto readers = static_cast<int>(state.range(0));
  const auto world = make_world();
  std::size_t bytes = 0;
  const double before = cpu_seconds();
  for (auto _ : state) {
    std::atomic<int> next = 0;
    std::atomic<std::size_t> written = 0;
    {
      std::vector<std::jthread> threads;
      for (int n = 0; n < 2; ++n)
        threads.emplace_back([&] {
          for (int reader = next++; reader < readers; reader = next++) written += five_of(world, reader);
        });
    }
    bytes = written;
  }
  state.counters["mail_kB"] = static_cast<double>(bytes) / readers / 1000;
  state.counters["peak_MB"] = static_cast<double>(used().ru_maxrss) / 1024;
  state.counters["cpu_s"] = cpu_seconds() - before;
}
BENCHMARK(fives)->Arg(1'000)->Arg(100'000)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

void material_of_a_round(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(make_world());
}
BENCHMARK(material_of_a_round)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith
