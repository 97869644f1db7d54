// pith doctor: how this Pith is: where its things are, what its settings file does not say right, whether the language
// model answers, which webhooks are paused, what failed for good.
#include <filesystem>
#include <ranges>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/mail.h"
#include "app/model_check.h"
#include "app/output.h"
#include "app/program.h"
#include "app/settings_values.h"
#include "app/transcribers.h"
#include "base/url.h"
#include "domain/privacy.h"
#include "lib/json/json.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/hooks.h"
#include "store/shows.h"
#include "store/work.h"
#include "store/work_of_others.h"

namespace pith::app {

namespace {

constexpr int later_shown = 20;

struct Health {
  store::Counts counts;
  std::map<EpisodeState, std::int64_t> episodes;
  std::vector<store::Work> dead;
  std::vector<store::Work> later;  // tried before, due again
  std::optional<ModelCheck> model;
  std::vector<Feed> troubled;
  std::vector<Hook> paused;
  std::vector<store::Work> unfollowed;   // addresses that could not be followed
  std::vector<store::Work> unchaptered;  // episodes whose chapter file could not be had
  std::string mail;                      // what keeps mails back; empty where nothing does
  bool works() const { return (!model || model->well) && mail.empty(); }
};

Result<std::vector<store::Work>> abandoned(const store::Session& session, std::string_view step) {
  auto works = store::work_in_trouble(session, step);
  if (works) std::erase_if(*works, [](const store::Work& work) { return work.state != store::WorkState::done; });
  return works;
}

// Its feed may name no chapter file any more.
bool lacks_chapters(const store::Session& session, std::string_view episode_id) {
  const auto episode = store::episode_by_id(session, episode_id);
  return episode && *episode && (*episode)->chapters.empty() && !(*episode)->chapters_url.empty();
}

Result<Health> health_of(const store::Session& session) {
  Health health;
  auto counts = store::counts(session);
  if (!counts) return std::unexpected(counts.error());
  health.counts = *counts;
  auto states = store::count_by_state(session);
  if (!states) return std::unexpected(states.error());
  health.episodes = std::move(*states);
  auto dead = store::dead_work(session);
  if (!dead) return std::unexpected(dead.error());
  health.dead = std::move(*dead);
  auto later = store::work_put_off(session, later_shown);
  if (!later) return std::unexpected(later.error());
  std::erase_if(*later, [](const store::Work& work) { return work.key.step == "chapters"; });  // told below
  health.later = std::move(*later);
  auto unfollowed = abandoned(session, "follow");
  if (!unfollowed) return std::unexpected(unfollowed.error());
  health.unfollowed = std::move(*unfollowed);
  auto unchaptered = store::work_in_trouble(session, "chapters");
  if (!unchaptered) return std::unexpected(unchaptered.error());
  std::erase_if(*unchaptered, [&](const store::Work& work) { return !lacks_chapters(session, work.key.subject); });
  health.unchaptered = std::move(*unchaptered);
  const auto feeds = store::feeds(session);
  if (!feeds) return std::unexpected(feeds.error());
  for (const auto& feed : *feeds)
    if (!feed.problem.empty()) health.troubled.push_back(feed);
  auto hooks = store::hooks(session);
  if (!hooks) return std::unexpected(hooks.error());
  std::erase_if(*hooks, [](const Hook& hook) { return hook.state != HookState::paused; });
  health.paused = std::move(*hooks);
  return health;
}

json::Value work_as_json(const store::Work& work) {
  return json::object({{"step", work.key.step},
                       {"subject", redact_url(work.key.subject)},
                       {"version", work.key.version},
                       {"due", format_rfc3339(work.due)},
                       {"error", work.error}});
}

// Its address may be a secret.
std::string host_of(const Hook& hook) {
  const auto url = parse_url(hook.url);
  return url ? url->host : std::string{};
}

json::Value hook_as_json(const Hook& hook) {
  return json::object({{"id", hook.id}, {"host", host_of(hook)}, {"problem", hook.problem}});
}

std::string hook_as_text(const Hook& hook) {
  const auto first = hook.secret.empty() ? fmt::format("pith hook secret {}; ", hook.id) : "";
  return fmt::format("hook      {} at {} is paused: {}\n          it listens again with: {}pith hook resume {}\n",
                     hook.id, host_of(hook), hook.problem, first, hook.id);
}

json::Value mail_as_json(const Program& program, const std::string& trouble) {
  return json::object({{"well", trouble.empty()}, {"says", trouble.empty() ? mail_way(program) : trouble}});
}

// The pages and the mail, as the settings have them.
std::string ways_as_text(const Program& program, const std::string& mail_trouble) {
  const auto& web = program.settings().web;
  auto text = fmt::format("pages     {}\n", site_url_of(program.settings()));
  if (web.open_to.empty() && !is_at_home(program.settings()))
    text += fmt::format(
        "          /settings, /admin, verdicts and private shows are off: {} lets others read. With "
        "web.public they are there for who signs in\n",
        web.url.empty() ? "web.listen" : "web.url");
  text += fmt::format("mail      {}\n", mail_way(program));
  if (!mail_trouble.empty()) text += fmt::format("mail      {}\n", mail_trouble);
  return text;
}

std::string as_json(const Program& program, const Health& health) {
  auto dead = json::array();
  for (const auto& work : health.dead) dead.push(work_as_json(work));
  auto later = json::array();
  for (const auto& work : health.later) later.push(work_as_json(work));
  auto troubled = json::array();
  for (const auto& feed : health.troubled)
    troubled.push(json::object({{"url", shown_address(feed)}, {"problem", feed.problem}, {"failures", feed.failures}}));
  auto paused = json::array();
  for (const auto& hook : health.paused) paused.push(hook_as_json(hook));
  auto unfollowed = json::array();
  for (const auto& work : health.unfollowed)
    unfollowed.push(json::object({{"url", redact_url(work.key.subject)}, {"problem", work.error}}));
  auto unchaptered = json::array();
  for (const auto& work : health.unchaptered) unchaptered.push(work_as_json(work));
  auto complaints = json::array();
  for (const auto& complaint : program.complaints()) complaints.push(complaint);
  auto states = json::object();
  for (const auto& [state, count] : health.episodes) states.set(name_of(state), count);
  auto model = json::Value();
  if (health.model) model = json::object({{"well", health.model->well}, {"says", health.model->says}});
  return json::write(json::object({{"home", program.home().folder.string()},
                                   {"settings", program.home().settings_file.string()},
                                   {"complaints", std::move(complaints)},
                                   {"shows", health.counts.shows},
                                   {"insights", health.counts.insights},
                                   {"episodes", std::move(states)},
                                   {"troubled_feeds", std::move(troubled)},
                                   {"paused_webhooks", std::move(paused)},
                                   {"not_followed", std::move(unfollowed)},
                                   {"without_chapters", std::move(unchaptered)},
                                   {"mail", mail_as_json(program, health.mail)},
                                   {"model", std::move(model)},
                                   {"tried_again_later", std::move(later)},
                                   {"dead_letters", std::move(dead)}})) +
         "\n";
}

std::string as_text(const Program& program, const Health& health) {
  std::error_code error;
  const bool has_settings = std::filesystem::exists(program.home().settings_file, error);
  auto text = fmt::format("home      {}\nsettings  {}{}\n{}", program.home().folder.string(),
                          program.home().settings_file.string(), has_settings ? "" : " (not there: all defaults)",
                          ways_as_text(program, health.mail));
  const auto& counts = health.counts;
  text += fmt::format("holds     {}, {}, {}, {}\n", counted(counts.shows, "show", "shows"),
                      counted(counts.episodes, "episode", "episodes"), counted(counts.insights, "insight", "insights"),
                      counted(counts.briefs, "brief", "briefs"));
  for (const auto& [state, count] : health.episodes) text += fmt::format("          {} {}\n", count, name_of(state));
  text += transcriber_report(program.settings());
  for (const auto& complaint : program.complaints()) text += fmt::format("settings  {}\n", complaint);
  if (health.model) text += fmt::format("model     {}\n", health.model->says);
  for (const auto& work : health.later)
    text += fmt::format("later     {} {} at {}: {}\n", work.key.step, redact_url(work.key.subject),
                        format_rfc3339(work.due), work.error);
  for (const auto& feed : health.troubled) text += fmt::format("feed      {}: {}\n", shown_address(feed), feed.problem);
  for (const auto& hook : health.paused) text += hook_as_text(hook);
  for (const auto& work : health.unfollowed)
    text += fmt::format("follow    {0} could not be followed: {1}\n          forget it with: pith remove {0}\n",
                        redact_url(work.key.subject), work.error);
  for (const auto& work : health.unchaptered | std::views::take(later_shown))
    text += fmt::format("chapters  {} goes without: {}\n", work.key.subject, work.error);
  for (const auto& work : health.dead)
    text += fmt::format("dead      {} {}: {}\n", work.key.step, redact_url(work.key.subject), work.error);
  if (!health.dead.empty()) text += "          run them again with: pith doctor --revive\n";
  const bool well = health.dead.empty() && health.troubled.empty() && health.paused.empty() && health.later.empty() &&
                    health.unfollowed.empty() && health.unchaptered.empty() && program.complaints().empty() &&
                    health.works();
  return text + (well ? "all is well\n" : "");
}

// An episode that was heard meanwhile stays as it is, and so does one whose hearing is planned.
Result<void> fetch_again(store::Tx& tx, const std::string& episode_id) {
  const auto episode = store::episode_by_id(tx, episode_id);
  if (!episode) return std::unexpected(episode.error());
  const auto hearing = store::is_pending(tx, "transcribe", episode_id);
  if (!hearing) return std::unexpected(hearing.error());
  if (*episode && (*episode)->state == EpisodeState::waiting && !*hearing)
    store::set_state(tx, episode_id, EpisodeState::fetching);
  return {};
}

Result<int> revive_all(Program& program, store::Store& store) {
  const auto dead = store.write([&](store::Tx& tx) {
    auto found = store::dead_work(tx);
    for (const auto& work : found.value_or(std::vector<store::Work>{})) {
      store::revive(tx, work.key, program.clock().now());
      if (work.key.step != "transcript") continue;
      if (auto again = fetch_again(tx, work.key.subject); !again) tx.doom(again.error());
    }
    return found;
  });
  if (!dead) return std::unexpected(dead.error());
  const auto count = static_cast<std::int64_t>(dead->size());
  say(program.json(), json::object({{"revived", count}}),
      counted(count, "dead letter is", "dead letters are") + " due again");
  return 0;
}

}  // namespace

Result<int> run_doctor(Program& program, const Arguments& arguments) {
  if (arguments.has("--configuration")) {
    print(settings_document());
    return 0;
  }
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  if (arguments.has("--revive")) return revive_all(program, **store);
  auto model = check_model(program);
  if (!model) return std::unexpected(model.error());
  auto health = health_of((*store)->read());
  if (!health) return std::unexpected(health.error());
  health->model = std::move(*model);
  health->mail = mail_trouble(program);
  print(program.json() ? as_json(program, *health) : as_text(program, *health));
  return health->dead.empty() && health->works() ? 0 : 1;
}

}  // namespace pith::app
