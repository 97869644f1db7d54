#include "support/answer_check.h"

#include <map>
#include <memory>
#include <mutex>
#include <regex>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <zlib.h>

namespace pith::test {

namespace {

using Json = nlohmann::json;

// The path of the document that this one is, with its holes: the one that has the fewest.
const Json* operation_at(const Json& document, std::string_view path) {
  const Json* found = nullptr;
  std::ptrdiff_t fewest = 0;
  for (const auto& [pattern, operations] : document.at("paths").items()) {
    const auto holes = std::count(pattern.begin(), pattern.end(), '{');
    const std::regex whole(std::regex_replace(pattern, std::regex(R"(\{\w+\})"), "[^/]+"));
    if (!std::regex_match(path.begin(), path.end(), whole) || (found != nullptr && holes >= fewest)) continue;
    found = &operations.at("get");
    fewest = holes;
  }
  return found;
}

// A document as read, with those of its schemas that were asked for.
struct Promises {
  explicit Promises(std::string_view document) : all(Json::parse(document)) {}

  const valijson::Schema& schema(const std::string& reference) {
    auto& known = schemas[reference];
    if (known) return *known;
    known = std::make_unique<valijson::Schema>();
    const Json whole{{"$ref", reference}, {"components", all.at("components")}};
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(whole), *known);
    return *known;
  }

  Json all;
  std::map<std::string, std::unique_ptr<valijson::Schema>> schemas;
};

std::string schema_fault(const valijson::Schema& schema, const Json& value) {
  valijson::ValidationResults results;
  if (valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(value), &results)) return {};
  std::string told;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    told += ' ';
    for (const auto& step : error.context) told += step;
    told += ": " + error.description;
  }
  return told;
}

std::string_view field(const Told& told, std::string_view name) {
  for (const auto& [field, value] : told.headers)
    if (field == name) return value;
  return {};
}

std::string unpacked(std::string_view bytes) {
  std::string out(std::size_t{64} << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);  // gzip
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const auto done = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return done == Z_STREAM_END ? out : std::string{};
}

// Its headers against those that its response declares. Whether there is a limit is a setting.
std::string header_fault(const Json& operation, const Told& told) {
  const auto& responses = operation.at("responses");
  const auto status = std::to_string(told.status);
  const auto& response = responses.at(responses.contains(status) ? status : "default");
  const auto declared = response.value("headers", Json::object());
  for (const auto* name : {"ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate"}) {
    const bool is_there = !field(told, name).empty();
    if (is_there && !declared.contains(name)) return fmt::format("it has {}, and the document does not say so", name);
    if (!is_there && declared.contains(name) && !std::string_view(name).starts_with("RateLimit"))
      return fmt::format("it lacks {}, and the document promises it", name);
  }
  return {};
}

std::string body_fault(Promises& promises, const Json* operation, const Told& told) {
  if (told.method == "HEAD" || told.status == 304) return told.body.empty() ? "" : "it has a body";
  const auto plain = field(told, "Content-Encoding") == "gzip" ? unpacked(told.body) : std::string(told.body);
  const auto value = Json::parse(plain, nullptr, false);
  if (value.is_discarded()) return "it is no JSON";
  if (told.status >= 400) {
    auto fault = schema_fault(promises.schema("#/components/schemas/Problem"), value);
    return fault.empty() && value.at("status") != told.status ? "the problem has another status" : fault;
  }
  const auto& content = operation->at("responses").at("200").at("content").at("application/json");
  return schema_fault(promises.schema(content.at("schema").at("$ref")), value);
}

std::string fault_in(Promises& promises, const Told& told) {
  const auto wanted = told.status >= 400 ? "application/problem+json" : "application/json";
  if (const auto type = field(told, "Content-Type"); told.status != 304 && type != wanted)
    return fmt::format("it comes as {}", type);
  const auto* operation = operation_at(promises.all, told.path.substr(0, told.path.find('?')));
  if (operation == nullptr && told.status < 400) return "the document does not have this address";
  if (operation != nullptr && (told.method == "GET" || told.method == "HEAD"))  // the document has no other
    if (auto fault = header_fault(*operation, told); !fault.empty()) return fault;
  return body_fault(promises, operation, told);
}

}  // namespace

bool is_of_the_api(std::string_view path) {
  const auto bare = path.substr(0, path.find('?'));
  return bare == "/api" || bare.starts_with("/api/");
}

std::string fault_of(std::string_view document, const Told& told) {
  Promises promises(document);
  return fault_in(promises, told);
}

void check_answer(const Told& told, const std::function<std::string()>& read) {
  static std::mutex guard;
  static std::unique_ptr<Promises> promises;
  const std::scoped_lock lock(guard);
  if (!promises)
    if (const auto document = read(); !document.empty()) promises = std::make_unique<Promises>(document);
  if (!promises) return ADD_FAILURE() << "no /openapi.json to hold the answer of " << told.path << " against";
  const auto fault = fault_in(*promises, told);
  EXPECT_TRUE(fault.empty()) << told.status << " of " << told.method << " " << told.path
                             << " is not as promised: " << fault;
}

}  // namespace pith::test
