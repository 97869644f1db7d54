// Serves the made-up podcast world on loopback, as its publishers would: feeds with ETags, transcripts, small web
// pages.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "app/data.h"
#include "app/demo_world.h"
#include "base/result.h"
#include "lib/http_server/server.h"

namespace pith::app {

class DemoServer {
 public:
  // Serves from return on, on a free port of 127.0.0.1. `data` must outlive it. Day 1 of the world is `first`.
  static Result<std::unique_ptr<DemoServer>> start(const Data& data, DemoWorld world, CivilDay first);

  void set_day(int day) { day_ = day; }  // what is published by then appears; thread-safe
  std::string base_url() const;
  std::string host() const;  // "127.0.0.1:PORT"
  std::string feed_url(const DemoShow& show) const;
  const DemoWorld& world() const { return world_; }

 private:
  DemoServer(const Data& data, DemoWorld world, CivilDay first)
      : data_(data), world_(std::move(world)), first_(first) {}
  http::Response answer(const http::Request& request) const;
  http::Response feed(const DemoShow& show, const http::Request& request) const;

  const Data& data_;
  DemoWorld world_;
  CivilDay first_;
  std::atomic<int> day_{1};
  std::unique_ptr<http::Server> server_;
};

}  // namespace pith::app
