#include "lib/http_server/multipart.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace pith::http {

namespace {

constexpr std::size_t most_parts = 400;

// The value of `name="..."` or `name=...` in a header's parameters; empty where there is none.
std::string_view parameter_of(std::string_view header, std::string_view name) {
  for (std::size_t at = header.find(name); at != std::string_view::npos; at = header.find(name, at + 1)) {
    const bool begins = at > 0 && (header[at - 1] == ' ' || header[at - 1] == ';');
    auto rest = header.substr(at + name.size());
    if (!begins || !rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    if (!rest.starts_with('"')) return rest.substr(0, rest.find_first_of("; \t"));
    rest.remove_prefix(1);
    const auto end = rest.find('"');
    return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
  }
  return {};
}

bool is_disposition(std::string_view line) {
  constexpr std::string_view wanted = "content-disposition:";
  return line.size() >= wanted.size() && std::ranges::equal(line.substr(0, wanted.size()), wanted, {}, [](char c) {
           return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
         });
}

std::string_view name_in(std::string_view headers) {
  while (!headers.empty()) {
    const auto end = std::min(headers.find("\r\n"), headers.size());
    const auto line = headers.substr(0, end);
    if (is_disposition(line)) return parameter_of(line, "name");
    headers.remove_prefix(std::min(end + 2, headers.size()));
  }
  return {};
}

}  // namespace

std::optional<std::vector<Field>> parse_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = parameter_of(content_type, "boundary");
  if (boundary.empty() || boundary.size() > 70) return std::nullopt;
  const std::string first = "--" + std::string(boundary);
  const std::string next = "\r\n" + first;
  if (!body.starts_with(first)) return std::nullopt;
  body.remove_prefix(first.size());
  std::vector<Field> fields;
  while (!body.starts_with("--")) {
    const auto head = body.starts_with("\r\n") ? body.find("\r\n\r\n") : std::string_view::npos;
    if (head == std::string_view::npos || fields.size() == most_parts) return std::nullopt;
    const auto end = body.find(next, head + 2);
    if (end == std::string_view::npos) return std::nullopt;
    const auto name = name_in(body.substr(2, head > 2 ? head - 2 : 0));
    const auto begin = std::min(head + 4, end);
    fields.emplace_back(std::string(name), std::string(body.substr(begin, end - begin)));
    body.remove_prefix(end + next.size());
  }
  return fields;
}

}  // namespace pith::http
