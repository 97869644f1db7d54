#include "lib/http_server/server.h"

#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>  // Asio 1.74 needs it before its own headers
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "lib/http_server/wire.h"
#include "lib/log/log.h"

namespace pith::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

}  // namespace

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
  bool begin_stream();
  void end_stream();
  Response handle(const Request& request) const;
  std::size_t body_bytes_of(std::optional<Request> head, const std::string& peer) const;
  static std::optional<std::string> ask(const Stream& stream);

  const ServerOptions options_;
  const Handler handler_;
  asio::io_context context_;
  Tcp::acceptor acceptor_;
  asio::steady_timer retry_{acceptor_.get_executor()};
  std::uint16_t port_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::set<std::shared_ptr<Session>> sessions_;
  std::size_t streams_ = 0;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

// One connection. All of it runs on the connection's own strand.
class Server::Core::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Core& core, Tcp::socket socket) : core_(core), stream_(std::move(socket)) {
    error_code ignored;
    const auto peer = stream_.socket().remote_endpoint(ignored);
    peer_ = peer.address().to_string();
  }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(); });
  }

  // After the answer under way, if any.
  void close_soon() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
      self->closing_ = true;
      self->pause_.cancel();
      if (!self->writing_ || self->source_) self->stream_.cancel();
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

  // How much may follow depends on where it is sent to, and by whom.
  void read_body(error_code error) {
    if (error) return received(error);
    const auto most = core_.body_bytes_of(to_request(parser_->get()), peer_);
    if (parser_->content_length() && *parser_->content_length() > most) return received(wire::error::body_limit);
    parser_->body_limit(most);
    wire::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code failed, std::size_t) { self->received(failed); });
  }

  void received(error_code error) {
    if (error) {
      const std::string_view read(static_cast<const char*>(buffer_.data().data()), buffer_.size());
      auto answer = answer_to(error, read);
      if (!answer) return end();
      const auto known = target_of(parser_->get());
      return write({reworded(*std::move(answer), known.empty() ? target_in(read) : known), false, false, 11});
    }
    auto raw = parser_->release();
    Reply reply{{}, raw.method() == wire::verb::head, raw.keep_alive() && !closing_, raw.version()};
    auto request = to_request(raw);
    if (request) {
      request->peer = peer_;
      reply.response = core_.handle(*request);
      if (reply.response.stream) return begin(std::move(reply));
    } else {
      reply.response =
          reworded(plain(400, "This address is not written in a way that the server can read."), target_of(raw));
    }
    write(std::move(reply));
  }

  static std::string_view target_of(const WireRequest& raw) { return {raw.target().data(), raw.target().size()}; }

  Response reworded(Response refusal, std::string_view target) const {
    if (!core_.options_.reword) return refusal;
    return core_.options_.reword(target, std::move(refusal));
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

  // An answer that goes on: its head, then a piece whenever there is one.
  void begin(Reply reply) {
    reply.keep_alive = false;
    if (!reply.head && !core_.begin_stream()) {
      reply.response = plain(503, "Too many listen just now. Try again in a minute.");
      return write(std::move(reply));
    }
    if (reply.head) return write(std::move(reply));
    source_ = std::move(reply.response.stream);
    chunked_ = reply.version >= 11;
    reply.response.stream.emplace();
    head_.emplace(to_wire(std::move(reply)));
    serializer_.emplace(*head_);
    writing_ = true;
    stream_.expires_after(core_.options_.write_deadline);
    wire::async_write_header(stream_, *serializer_, [self = shared_from_this()](error_code error, std::size_t) {
      self->writing_ = false;
      if (error) return self->end();
      self->watch();
      self->next_piece();
    });
  }

  // A client that listens says nothing more: whatever comes, or its leaving, ends the stream.
  void watch() {
    stream_.expires_never();
    stream_.async_read_some(asio::buffer(&said_, 1), [self = shared_from_this()](error_code, std::size_t) {
      self->closing_ = true;
      self->pause_.cancel();
      if (!self->writing_) self->end();
    });
  }

  void next_piece() {
    if (closing_) return end();
    const auto piece = core_.ask(*source_);
    if (piece && piece->empty()) return pause();
    piece_ = framed(piece.value_or(""), chunked_);  // the empty chunk is the last
    closing_ = closing_ || !piece;
    writing_ = true;
    stream_.expires_after(core_.options_.write_deadline);
    asio::async_write(stream_, asio::buffer(piece_), [self = shared_from_this()](error_code error, std::size_t) {
      self->writing_ = false;
      if (error || self->closing_) return self->end();
      self->pause();
    });
  }

  void pause() {
    pause_.expires_after(source_->every);
    pause_.async_wait([self = shared_from_this()](error_code) { self->next_piece(); });
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
    if (ended_) return;
    ended_ = true;
    if (source_) core_.end_stream();
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
  bool ended_ = false;

  std::optional<Stream> source_;  // of an answer that goes on, with what it needs
  std::optional<WireResponse> head_;
  std::optional<wire::response_serializer<wire::string_body>> serializer_;
  asio::steady_timer pause_{stream_.get_executor()};
  std::string piece_;
  bool chunked_ = false;
  char said_ = 0;
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

bool Server::Core::begin_stream() {
  const std::scoped_lock lock(mutex_);
  if (stopping_ || streams_ >= options_.streams) return false;
  ++streams_;
  return true;
}

void Server::Core::end_stream() {
  const std::scoped_lock lock(mutex_);
  --streams_;
}

// A throw ends the stream.
std::optional<std::string> Server::Core::ask(const Stream& stream) {
  try {
    return stream.next();
  } catch (const std::exception& error) {
    log::error(std::string("web server: a stream: ") + error.what());
  } catch (...) {
    log::error("web server: a stream: an unknown exception");
  }
  return std::nullopt;
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

// A throw leaves the usual.
std::size_t Server::Core::body_bytes_of(std::optional<Request> head, const std::string& peer) const {
  if (!options_.body_bytes_of || !head) return options_.body_bytes;
  head->peer = peer;
  try {
    return options_.body_bytes_of(*head);
  } catch (const std::exception& error) {
    log::error(std::string("web server: a body's limit: ") + error.what());
  }
  return options_.body_bytes;
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
