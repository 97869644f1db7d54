#include "engines/llm/probe.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/url.h"

namespace pith::llm {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t models_named = 8;

// The names in {"data": [{"id": "..."}]}; none where the server keeps no such list.
std::vector<std::string> models_in(std::string_view body) {
  std::vector<std::string> names;
  const auto list = json::parse(body);
  if (!list) return names;
  for (const auto& model : list->at("data").items())
    if (model.at("id").is_text()) names.emplace_back(model.at("id").text());
  return names;
}

Result<net::HttpResponse> ask_for_models(net::HttpClient& client, const ChatOptions& options) {
  net::HttpRequest request;
  request.url = endpoint_of(options.base_url, "/models");
  if (!options.key.empty()) request.headers.emplace_back("Authorization", "Bearer " + options.key);
  request.accept = "application/json";
  request.trusted = true;
  request.limits.max_redirects = 0;
  request.limits.max_bytes = 4 << 20;
  request.limits.total = 20s;
  request.stop = options.stop;
  return net::fetch(client, std::move(request));
}

Result<Probed> no_answer(const ChatOptions& options, const Error& error) {
  return fail(error.kind,
              fmt::format("No model server answers at {}: {} Start it, or set llm.base_url.",
                          redact_url(options.base_url), error.message),
              error.detail);
}

Result<Probed> refused(const ChatOptions& options, const std::vector<std::string>& models, const Error& error) {
  auto advice = std::string("Look at its log.");
  if (error.code == 401 || error.code == 403)
    advice = options.key.empty() ? "No key is set: see llm.key_file and llm.key_env."
                                 : "Check the key that llm.key_file or llm.key_env names.";
  else if (error.code == 402)
    advice = "Add credit there, or set llm.base_url to another server.";
  else if (error.code == 404 && (models.empty() || std::ranges::find(models, options.model) != models.end()))
    advice = "Check llm.model and llm.base_url.";
  else if (error.code == 404)
    advice = fmt::format("It has {}: set llm.model to one of them.",
                         fmt::join(models.begin(), models.begin() + std::min(models.size(), models_named), ", "));
  else if (error.code >= 300 && error.code < 400)
    advice = "Set llm.base_url to that address, if you trust it.";
  else if (error.code == 429)
    advice = "Try again later, or look at your plan there.";
  else if (error.kind == ErrorKind::not_found)
    advice = "Set llm.base_url to the model server's own address.";
  else if (error.code >= 502)
    advice = "Try again later; a local server may still be loading its model.";
  return fail(error.kind, fmt::format("{} {}", error.message, advice), error.detail, error.code);
}

}  // namespace

Result<Probed> probe(net::HttpClient& client, const ChatOptions& options) {
  const auto listed = ask_for_models(client, options);
  if (!listed) return no_answer(options, listed.error());
  const auto models = listed->status == 200 ? models_in(listed->body) : std::vector<std::string>{};
  auto small = options;
  small.tries = 1;
  small.max_tokens = 64;
  small.deadline = small.request_timeout = std::min<std::chrono::milliseconds>(options.request_timeout, 60s);
  Chat chat(client, std::move(small), json::object({{"type", "object"}}), interruptible_wait(options.stop));
  auto reply = chat.ask({{"user", "Answer with the JSON object {} and nothing else."}});
  if (!reply) return refused(options, models, reply.error());
  const auto key = options.key.empty() ? "needs no key" : "takes the key";
  const bool unlisted = !models.empty() && std::ranges::find(models, options.model) == models.end();
  return Probed{fmt::format("The model server at {} answers as {} and {}{}.", redact_url(options.base_url),
                            options.model, key, unlisted ? ", though its list of models has another name for it" : ""),
                std::move(*reply)};
}

}  // namespace pith::llm
