#include "net/exchange.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/secrets.h"
#include "net/content_type.h"
#include "net/failures.h"

namespace pith::net {

namespace {

constexpr std::size_t longest_redirect_body = 64 << 10;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::find(names, lower) != names.end();
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

int status_in(std::string_view line) {
  const auto space = line.find(' ');
  int status = 0;
  if (space != std::string_view::npos) std::from_chars(line.data() + space + 1, line.data() + line.size(), status);
  return status;
}

// A line break in a value would begin another header.
std::string header_line(std::string_view name, std::string_view value) {
  std::string line = value.empty() ? fmt::format("{};", name) : fmt::format("{}: {}", name, value);
  std::ranges::replace_if(line, [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  return line;
}

}  // namespace

Exchange::Exchange(HttpRequest request, HttpClient::Callback done, const Policy& policy)
    : request_(std::move(request)), done_(std::move(done)), policy_(policy) {}

Result<void> Exchange::admit() {
  const auto url = parse_url(request_.url);
  if (!url) return std::unexpected(url.error());
  return move_to(*url);
}

Result<void> Exchange::move_to(const Url& target) {
  if (auto allowed = policy_.may_ask(target, request_.trusted); !allowed) return allowed;
  url_ = target;
  url_.fragment.reset();
  if (!visited_.insert(request_.method + ' ' + url_.text()).second) {
    return fail(ErrorKind::too_large, fmt::format("{} redirects in a circle.", redact_url(request_.url)));
  }
  return {};
}

std::vector<std::string> Exchange::header_lines() const {
  std::vector<std::string> lines = {header_line("Accept", request_.accept)};
  const bool validates = request_.validators_of.empty() || request_.validators_of == url_.text();
  if (validates && !request_.if_none_match.empty())
    lines.push_back(header_line("If-None-Match", request_.if_none_match));
  if (validates && !request_.if_modified_since.empty())
    lines.push_back(header_line("If-Modified-Since", request_.if_modified_since));
  for (const auto& [name, value] : request_.headers) lines.push_back(header_line(name, value));
  return lines;
}

curl::Transfer Exchange::begin(Instant now) {
  begun_ = now;
  status_ = 0;
  headers_ = {};
  header_bytes_ = 0;
  body_ = {};
  sunk_ = 0;
  sink_begun_ = false;
  const auto& limits = request_.limits;
  curl::Transfer transfer;
  transfer.url = url_.text();
  transfer.method = request_.method;
  transfer.headers = header_lines();
  transfer.body = request_.body;
  transfer.connect = limits.connect;
  transfer.total = limits.total - used_;
  transfer.low_speed_bytes = limits.low_speed_bytes;
  transfer.low_speed_time = limits.low_speed_time;
  transfer.max_length = limits.max_compressed;
  transfer.compressed = request_.sink == nullptr;
  transfer.keep_connection = request_.keep_connection;
  return transfer;
}

bool Exchange::stop_for(Error why) {
  if (!why_stopped_) why_stopped_ = std::move(why);
  return false;
}

void Exchange::tell_wait(bool waits) {
  if (waits != waits_ && request_.on_wait) request_.on_wait(waits);
  waits_ = waits;
}

bool Exchange::may_connect(std::string_view address) {
  if (request_.trusted || policy_.may_connect(url_, address)) return true;
  return stop_for(private_address(url_, address));
}

bool Exchange::on_header(std::string_view line) {
  header_bytes_ += static_cast<std::int64_t>(line.size()) + 2;
  if (header_bytes_ > request_.limits.max_header_bytes) return stop_for(too_many_headers(url_));
  if (line.empty()) return on_headers_end();
  if (line.starts_with("HTTP/")) {
    status_ = status_in(line);
    headers_ = {};
    return true;
  }
  const auto colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return true;
  headers_.add(std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1))));
  return true;
}

// Of the answer itself, not of what comes before it (103 and the like), and not again after trailers.
bool Exchange::on_headers_end() {
  if (!request_.sink || sink_begun_ || status_ < 200 || redirected()) return true;
  sink_begun_ = true;
  const auto begun = request_.sink->begin(status_, headers_);
  return begun || stop_for(begun.error());
}

bool Exchange::sink(std::string_view bytes) {
  sunk_ += static_cast<std::int64_t>(bytes.size());
  if (sunk_ > request_.limits.max_bytes) return stop_for(too_large(url_, request_.limits.max_bytes));
  auto taken = request_.sink->take(bytes);
  return taken || stop_for(taken.error());
}

curl::Flow Exchange::on_body(std::string_view bytes) {
  using curl::Flow;
  if (request_.sink && !redirected() && !bytes.empty()) return sink(bytes) ? Flow::on : Flow::stop;
  body_.append(bytes);
  if (redirected())  // nobody reads it; a long one is cut off
    return body_.size() <= longest_redirect_body ? Flow::on : Flow::stop;
  if (static_cast<std::int64_t>(body_.size()) > request_.limits.max_bytes) {
    stop_for(too_large(url_, request_.limits.max_bytes));
    return Flow::stop;
  }
  return room_ == nullptr ? Flow::on : held();
}

// As BodyRoom sees it.
curl::Flow Exchange::held() {
  const auto encoding = headers_.get("content-encoding");
  const bool unpacks = encoding && !is_one_of(*encoding, {"", "identity"});
  switch (room_->hold(id_, static_cast<std::int64_t>(body_.capacity()), unpacks)) {
    case BodyRoom::Verdict::go_on:
      return curl::Flow::on;
    case BodyRoom::Verdict::pause:
      return curl::Flow::pause;
    case BodyRoom::Verdict::end:
      break;
  }
  stop_for(no_room(url_));
  return curl::Flow::stop;
}

bool Exchange::on_received(std::int64_t compressed_bytes) {
  if (compressed_bytes <= request_.limits.max_compressed) return true;
  return stop_for(too_large(url_, request_.limits.max_compressed));
}

bool Exchange::redirected() const {
  constexpr std::array<int, 5> redirects = {301, 302, 303, 307, 308};
  return request_.limits.max_redirects > 0 && std::ranges::find(redirects, status_) != redirects.end() &&
         headers_.get("location").has_value();
}

Exchange::Step Exchange::settle(const curl::End& end, Instant now) {
  used_ += std::chrono::ceil<std::chrono::milliseconds>(now - begun_);
  const bool cut_redirect = end.failure == curl::Failure::stopped && !why_stopped_ && redirected();
  if (end.failure != curl::Failure::none && !cut_redirect) return std::unexpected(failure(end));
  if (!redirected()) return answer(end);
  return follow();
}

Exchange::Step Exchange::follow() {
  if (static_cast<int>(visited_.size()) > request_.limits.max_redirects) {
    return fail(ErrorKind::too_large, fmt::format("{} redirects more than {} times.", redact_url(request_.url),
                                                  request_.limits.max_redirects));
  }
  auto target = parse_url(resolve_url(url_.text(), *headers_.get("location")));
  if (!target) return std::unexpected(target.error().within(fmt::format("{} redirects", redact_url(request_.url))));
  const bool home = same_origin(url_, *target);
  if (home && target->user_info.empty()) target->user_info = url_.user_info;
  if (!home) std::erase_if(request_.headers, [](auto& h) { return is_one_of(h.first, {"authorization", "cookie"}); });
  if (status_ == 303 || (status_ <= 302 && request_.method == "POST")) {
    if (request_.method != "HEAD") request_.method = "GET";
    request_.body.clear();
    std::erase_if(request_.headers, [](auto& h) { return is_one_of(h.first, {"content-type"}); });
  }
  permanent_so_far_ = permanent_so_far_ && (status_ == 301 || status_ == 308);
  if (auto moved = move_to(*target); !moved) {
    return std::unexpected(moved.error().within(fmt::format("{} redirects", redact_url(request_.url))));
  }
  if (permanent_so_far_) permanent_url_ = url_.text();
  return NextHop{};
}

Result<HttpResponse> Exchange::answer(const curl::End& end) {
  HttpResponse response;
  response.status = status_;
  if (room_ != nullptr && request_.keep_room) response.room = room_->keep(static_cast<std::int64_t>(body_.capacity()));
  response.body = std::move(body_);
  response.final_url = url_.text();
  response.permanent_url = permanent_url_;
  const auto type = content_type_of(headers_.get("content-type").value_or(""));
  response.content_type = type.type;
  response.charset = type.charset;
  response.address = end.address;
  response.headers = std::move(headers_);
  return response;
}

Error Exchange::failure(const curl::End& end) const {
  if (why_stopped_) return *why_stopped_;
  return failure_of(end, url_, request_.limits);
}

Error Exchange::stopped() const {
  return {ErrorKind::network, fmt::format("The request for {} was stopped.", redact_url(request_.url)), "cancelled"};
}

// A redirect may lead to an address that repeats what is secret in the first.
void Exchange::finish(Result<HttpResponse> result) {
  if (!result) {
    Secrets secrets;
    secrets.add(request_.url);
    secrets.strike(result.error());
  }
  const auto done = std::move(done_);
  done_ = nullptr;
  if (done) done(std::move(result));
}

}  // namespace pith::net
