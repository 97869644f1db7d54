// Holds answers of the API against the document that promises their shape: /openapi.json. The tests' ways to ask,
// CheckedSite and http_get(), do so with every answer from /api; a fault fails the test.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pith::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

// An answer as it came: packed where the server packed it, without its body where HEAD was asked.
struct Told {
  std::string_view method;
  std::string_view path;  // that was asked for, with or without its query
  int status = 0;
  const Fields& headers;
  std::string_view body;
};

bool is_of_the_api(std::string_view path);

// What is wrong with it by this document; empty where nothing is.
std::string fault_of(std::string_view document, const Told& told);

// Fails the test where something is wrong. `read` gives the document where it was not read before in this process: all
// sites of one program have the same.
void check_answer(const Told& told, const std::function<std::string()>& read);

}  // namespace pith::test
