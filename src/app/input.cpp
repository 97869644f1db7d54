#include "app/input.h"

#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "app/home.h"
#include "text/utf8.h"

namespace pith::app {

namespace {

constexpr std::streamsize enough = 64 << 10;

}  // namespace

Result<Input> Input::open(const std::string& name) {
  Input input(name == standard_input ? "standard input" : name);
  if (name != standard_input) {
    input.file_ = std::make_unique<std::ifstream>(name, std::ios::binary);
    if (!*input.file_) return fail(ErrorKind::not_found, fmt::format("cannot read {}", name));
  }
  input.kept_.resize(enough);
  input.stream().read(input.kept_.data(), enough);
  input.kept_.resize(static_cast<std::size_t>(input.stream().gcount()));
  input.at_ = input.kept_.size() - text::without_mark(input.kept_).size();
  if (text::has_wide_mark(input.beginning())) input.keep(text::decode(input.rest()));
  return input;
}

void Input::keep(std::string text) {
  kept_ = std::move(text);
  at_ = 0;
}

std::string_view Input::beginning() const { return std::string_view(kept_).substr(at_, enough); }

std::istream& Input::stream() { return file_ ? static_cast<std::istream&>(*file_) : std::cin; }

std::optional<std::string> Input::next_line() {
  const auto kept = std::string_view(kept_).substr(at_);
  const auto end = kept.find('\n');
  std::string line(kept.substr(0, end));
  if (end != std::string_view::npos) {
    at_ += end + 1;
    return line;
  }
  at_ = kept_.size();
  std::string more;
  if (!std::getline(stream(), more) && line.empty()) return std::nullopt;
  return line + more;
}

std::string Input::rest() {
  auto all = kept_.substr(at_);
  at_ = kept_.size();
  all.append(std::istreambuf_iterator<char>(stream()), {});
  return all;
}

Result<std::optional<std::string>> read_input(const std::string& name) {
  if (name != standard_input) return read_file(name);
  return std::string{std::istreambuf_iterator<char>(std::cin), {}};
}

}  // namespace pith::app
