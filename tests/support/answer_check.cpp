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

std::string promised_at(const Json& document, const Told& told) {
  if (told.status >= 400) return "#/components/schemas/Problem";
  const auto* operation = operation_at(document, told.path.substr(0, told.path.find('?')));
  if (operation == nullptr) return {};
  return operation->at("responses").at("200").at("content").at("application/json").at("schema").at("$ref");
}

std::string fault_in(Promises& promises, const Told& told) {
  const auto wanted = told.status >= 400 ? "application/problem+json" : "application/json";
  if (told.type != wanted) return fmt::format("it comes as {}", told.type);
  const auto value = Json::parse(told.body, nullptr, false);
  if (value.is_discarded()) return "it is no JSON";
  const auto reference = promised_at(promises.all, told);
  if (reference.empty()) return "the document does not have this address";
  auto fault = schema_fault(promises.schema(reference), value);
  if (fault.empty() && told.status >= 400 && value.at("status") != told.status)
    fault = "the problem has another status";
  return fault;
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
  if (told.status == 304 && told.body.empty()) return;
  const auto fault = fault_in(*promises, told);
  EXPECT_TRUE(fault.empty()) << told.status << " of " << told.path << " is not as promised: " << fault;
}

}  // namespace pith::test
