#include "web/keys.h"

#include <algorithm>

#include "domain/access_key.h"
#include "domain/grants.h"
#include "store/access_keys.h"
#include "store/readers.h"
#include "text/utf8.h"
#include "text/words.h"
#include "web/api/problem.h"
#include "web/mcp/mcp.h"

namespace pith::web {

namespace {

constexpr std::string_view header_name = "authorization";
constexpr std::string_view names_of_keys[] = {"access_token", "api_key", "apikey"};

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() > word.size() && text::lower(text.substr(0, word.size())) == word && text[word.size()] == ' ';
}

// What stands in the one Authorization header; empty where there are several.
std::string_view credentials_of(const http::Request& request) {
  const auto is_it = [](const http::Field& field) { return text::lower(field.first) == header_name; };
  return std::ranges::count_if(request.headers, is_it) == 1 ? request.header(header_name) : std::string_view{};
}

std::string key_in(const http::Request& request) {
  const auto credentials = credentials_of(request);
  if (!begins_with_word(credentials, "bearer")) return {};
  return std::string(text::trim(credentials.substr(std::string_view("bearer").size())));
}

// "/feeds/own/TOKEN.xml" -> TOKEN
std::string_view token_in(std::string_view path) {
  path.remove_prefix(own_feed_path.size());
  return path.substr(0, path.rfind('.'));
}

// Whose key it is, where there is such a reader here.
Result<void> enter(Visit& visit, const SiteOptions& options, const store::Session& session, const AccessKey& key) {
  auto reader = store::reader_by_id(session, key.reader_id);
  if (!reader) return std::unexpected(reader.error());
  const bool here =
      *reader && (options.accounts || (*reader)->id == home_reader) && (*reader)->state != ReaderState::unconfirmed;
  if (here)
    visit.enter(**std::move(reader), key);
  else
    visit.refuse_key();
  return {};
}

struct Shown {
  std::string_view id;
  std::string_view text;
  std::string_view purpose;
};
Result<void> recognise(Visit& visit, const SiteOptions& options, const store::Session& session, const Shown& shown) {
  visit.refuse_key();
  const auto key = store::access_key_by_id(session, shown.id);
  if (!key) return std::unexpected(key.error());
  if (!*key || (*key)->purpose != shown.purpose || !opens(**key, shown.text)) return {};
  return enter(visit, options, session, **key);
}

}  // namespace

bool is_for_programs(std::string_view path) { return api::is_asked(path) || path == mcp::path; }

bool shows_key(const http::Request& request) {
  return std::ranges::any_of(request.headers, [](const http::Field& field) {
    return text::lower(field.first) == header_name && !begins_with_word(field.second, "basic");
  });
}

bool has_key_in_address(const http::Request& request) {
  return std::ranges::any_of(request.query, [](const http::Field& field) {
    return std::ranges::find(names_of_keys, text::lower(field.first)) != std::end(names_of_keys) ||
           !id_in_key(text::trim(field.second)).empty();
  });
}

Result<void> recognise_key(Visit& visit, const SiteOptions& options, const http::Request& request,
                           const store::Session& session) {
  const auto text = key_in(request);
  const auto id = id_in_key(text);
  return recognise(visit, options, session, {id, text, grants::api_key});
}

Result<void> recognise_own_feed(Visit& visit, const SiteOptions& options, const http::Request& request,
                                const store::Session& session) {
  const auto token = token_in(request.path);
  const auto id = id_in_feed_token(visit.signer(), token, visit.now()).value_or("");
  return recognise(visit, options, session, {id, token, grants::own_feed});
}

std::string path_for_log(std::string_view path) {
  if (!path.starts_with(own_feed_path)) return std::string(path);
  return std::string(own_feed_path) + "…";
}

}  // namespace pith::web
