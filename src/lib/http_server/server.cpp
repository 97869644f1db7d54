#include "lib/http_server/server.h"

#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>  // Asio 1.74 needs it before its own headers
#include <vector>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "base/time.h"
#include "lib/log/log.h"

namespace pith::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

using WireRequest = wire::request<wire::string_body>;
using WireResponse = wire::response<wire::string_body>;

Response plain(int status, std::string sentence) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(sentence) + "\n"};
}

// A parser's complaint as the answer it deserves; none where the client is simply gone or too slow.
std::optional<Response> answer_to(error_code error) {
  if (error == wire::error::header_limit) return plain(431, "The request's headers are too large.");
  if (error == wire::error::body_limit) return plain(413, "The request's body is too large.");
  if (error == wire::error::end_of_stream || error == wire::error::partial_message) return std::nullopt;
  if (error.category() == wire::make_error_code(wire::error::bad_method).category())
    return plain(400, "This is not a request that the server can read.");
  return std::nullopt;
}

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

std::optional<Request> to_request(WireRequest& raw) {
  auto target = parse_target({raw.target().data(), raw.target().size()});
  if (!target) return std::nullopt;
  Request request;
  request.method = text_of(raw.method_string());
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  for (const auto& field : raw) request.headers.emplace_back(text_of(field.name_string()), text_of(field.value()));
  request.body = std::move(raw.body());
  return request;
}

struct Reply {
  Response response;
  bool head = false;
  bool keep_alive = false;
  unsigned version = 11;
};

WireResponse to_wire(Reply reply) {
  WireResponse raw;
  raw.version(reply.version);
  raw.result(static_cast<unsigned>(reply.response.status));
  raw.reason({reason_phrase(reply.response.status).data(), reason_phrase(reply.response.status).size()});
  for (const auto& [name, value] : reply.response.headers)
    if (value.find_first_of("\r\n") == std::string::npos)
      raw.insert(name, value);  // nothing can add a header of its own
  raw.set(wire::field::date, format_http_date(std::chrono::floor<Micros>(std::chrono::system_clock::now())));
  raw.keep_alive(reply.keep_alive);
  const bool bodiless = reply.response.status == 304 || reply.response.status == 204;
  if (!bodiless) raw.content_length(reply.response.body.size());
  if (!bodiless && !reply.head) raw.body() = std::move(reply.response.body);
  return raw;
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto phrase = wire::obsolete_reason(wire::int_to_status(static_cast<unsigned>(status)));
  return {phrase.data(), phrase.size()};
}

class Server::Core {
 public:
  Core(ServerOptions options, Handler handler)
      : options_(std::move(options)), handler_(std::move(handler)), acceptor_(asio::make_strand(context_)) {}
  ~Core() { stop(); }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  Result<void> listen();
  void run();
  void stop();
  std::uint16_t port() const { return port_; }

 private:
  class Session;
  void accept();
  void accepted(error_code error, Tcp::socket socket);
  void ended(const std::shared_ptr<Session>& session);
  Response handle(const Request& request) const;

  const ServerOptions options_;
  const Handler handler_;
  asio::io_context context_;
  Tcp::acceptor acceptor_;
  asio::steady_timer retry_{acceptor_.get_executor()};
  std::uint16_t port_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::set<std::shared_ptr<Session>> sessions_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

// One connection. All of it runs on the connection's own strand.
class Server::Core::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Core& core, Tcp::socket socket) : core_(core), stream_(std::move(socket)) {
    error_code ignored;
    const auto peer = stream_.socket().remote_endpoint(ignored);
    peer_ = peer.address().to_string(ignored);
  }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(); });
  }

  // After the answer under way, if any.
  void close_soon() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
      self->closing_ = true;
      if (!self->writing_) self->stream_.cancel();
    });
  }

 private:
  void read() {
    if (closing_) return end();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(core_.options_.header_bytes));
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // until it is known where it is sent to
    stream_.expires_after(core_.options_.read_deadline);  // one deadline for the whole request, not for each read
    wire::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](error_code error, std::size_t) { self->read_body(error); });
  }

  // How much may follow depends on where it is sent to.
  void read_body(error_code error) {
    if (error) return received(error);
    const auto& limit = core_.options_.body_bytes_of;
    const auto raw = parser_->get().target();
    const auto target = limit ? parse_target({raw.data(), raw.size()}) : std::nullopt;
    const auto most = target ? limit(target->path) : core_.options_.body_bytes;
    if (parser_->content_length() && *parser_->content_length() > most) return received(wire::error::body_limit);
    parser_->body_limit(most);
    wire::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code failed, std::size_t) { self->received(failed); });
  }

  void received(error_code error) {
    if (error) {
      auto answer = answer_to(error);
      if (!answer) return end();
      return write({std::move(*answer), false, false, 11});
    }
    auto raw = parser_->release();
    Reply reply{{}, raw.method() == wire::verb::head, raw.keep_alive() && !closing_, raw.version()};
    auto request = to_request(raw);
    if (request) {
      request->peer = peer_;
      reply.response = core_.handle(*request);
    } else {
      reply.response = plain(400, "This address is not written in a way that the server can read.");
    }
    write(std::move(reply));
  }

  void write(Reply reply) {
    writing_ = true;
    answer_ = to_wire(std::move(reply));
    stream_.expires_after(core_.options_.write_deadline);
    wire::async_write(stream_, answer_,
                      [self = shared_from_this()](error_code error, std::size_t) { self->written(error); });
  }

  void written(error_code error) {
    writing_ = false;
    if (error || closing_) return end();
    if (answer_.need_eof()) return part();
    answer_ = {};
    read();
  }

  // No more is said, but what the client is still sending is read for a moment: else it would never see the answer.
  void part() {
    error_code ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    stream_.expires_after(core_.options_.part_deadline);
    drop();
  }

  void drop() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(16384), [self = shared_from_this()](error_code error, std::size_t) {
      if (error || self->closing_) return self->end();
      self->drop();
    });
  }

  void end() {
    error_code ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    stream_.close();
    core_.ended(shared_from_this());
  }

  Core& core_;
  beast::tcp_stream stream_;
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<wire::request_parser<wire::string_body>> parser_;
  WireResponse answer_;
  bool writing_ = false;
  bool closing_ = false;
};

Result<void> Server::Core::listen() {
  error_code error;
  const auto address = asio::ip::make_address(options_.address, error);
  if (error) return fail(ErrorKind::invalid_input, "\"" + options_.address + "\" is not an IP address to listen on.");
  const Tcp::endpoint endpoint(address, options_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error)
    return fail(ErrorKind::io,
                "cannot listen on " + options_.address + " port " + std::to_string(options_.port) +
                    "; is another program using it?",
                error.message(), error.value());
  port_ = acceptor_.local_endpoint(error).port();
  return {};
}

void Server::Core::run() {
  accept();
  for (int n = 0; n < options_.threads; ++n) threads_.emplace_back([this] { context_.run(); });
}

void Server::Core::accept() {
  acceptor_.async_accept(asio::make_strand(context_),
                         [this](error_code error, Tcp::socket socket) { accepted(error, std::move(socket)); });
}

void Server::Core::accepted(error_code error, Tcp::socket socket) {
  if (!acceptor_.is_open()) return;
  if (error) {  // out of descriptors, mostly: try again when some connection has ended
    log::warning("web server: cannot accept a connection: " + error.message());
    retry_.expires_after(std::chrono::milliseconds(100));
    retry_.async_wait([this](error_code cancelled) {
      if (!cancelled) accept();
    });
    return;
  }
  {
    const std::scoped_lock lock(mutex_);
    if (!stopping_ && sessions_.size() < options_.connections) {
      const auto session = std::make_shared<Session>(*this, std::move(socket));
      sessions_.insert(session);
      session->start();
    }
  }
  accept();
}

void Server::Core::ended(const std::shared_ptr<Session>& session) {
  const std::scoped_lock lock(mutex_);
  sessions_.erase(session);
  changed_.notify_all();
}

Response Server::Core::handle(const Request& request) const {
  try {
    return handler_(request);
  } catch (const std::exception& error) {
    log::error("web server: " + request.method + " " + request.path + ": " + error.what());
  } catch (...) {
    log::error("web server: " + request.method + " " + request.path + ": an unknown exception");
  }
  return plain(500, "Something went wrong here. The log says what.");
}

void Server::Core::stop() {
  asio::dispatch(acceptor_.get_executor(), [this] {
    error_code closing;
    acceptor_.close(closing);
    retry_.cancel();
  });
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    for (const auto& session : sessions_) session->close_soon();
    changed_.wait_for(lock, options_.stop_grace, [this] { return sessions_.empty(); });
  }
  context_.stop();
  threads_.clear();
  error_code ignored;
  acceptor_.close(ignored);
  const std::scoped_lock lock(mutex_);
  sessions_.clear();
}

Server::Server(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return core_->port(); }
void Server::stop() { core_->stop(); }

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Handler handler) {
  auto core = std::make_unique<Core>(std::move(options), std::move(handler));
  if (auto listening = core->listen(); !listening) return std::unexpected(listening.error());
  core->run();
  return std::unique_ptr<Server>(new Server(std::move(core)));
}

}  // namespace pith::http
